using System.Text;

namespace Prisma.Workflows.Engine.Definitions;

/// <summary>Makes the activity type name of a definition from its name.</summary>
static class TypeName
{
    internal static string Of(string name)
    {
        var text = new StringBuilder(name.Length);
        var raise = true;
        foreach (var character in name)
        {
            if (!char.IsLetterOrDigit(character))
            {
                raise = true;
                continue;
            }

            text.Append(raise ? char.ToUpperInvariant(character) : character);
            raise = false;
        }

        return text.ToString();
    }
}
