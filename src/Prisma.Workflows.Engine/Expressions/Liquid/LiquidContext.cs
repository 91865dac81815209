using System.Collections;
using System.Text;
using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Prisma.Workflows.Engine.Expressions.Liquid;

/// <summary>Writes values into a text as Elsa's Liquid does: of a list what is in it, of an object nothing, of a number no needless zeros.</summary>
sealed class LiquidContext : LiquidTemplateContext
{
    public override string? ObjectToString(object? value, bool nested = false) => value switch
    {
        ScriptArray items => Together(items),
        ScriptObject => "",
        DateTime time => time.ToString("u", CultureInfo.InvariantCulture),
        double number when Math.Abs(number) < (double)decimal.MaxValue => Number((decimal)number),
        decimal number => Number(number),
        _ => base.ObjectToString(value, nested),
    };

    string Together(IEnumerable items)
    {
        var text = new StringBuilder();
        foreach (var item in items)
        {
            text.Append(ObjectToString(item));
            if (text.Length > LimitToString)
                throw new ScriptRuntimeException(default, "The text would become too long.");
        }

        return text.ToString();
    }

    static string Number(decimal number) =>
        number.ToString(number.Scale == 0 ? "G" : decimal.IsInteger(number) ? "F1" : "G29", CultureInfo.InvariantCulture);
}
