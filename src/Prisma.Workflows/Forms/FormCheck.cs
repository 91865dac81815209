using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Prisma.Workflows.Forms.Checking;

namespace Prisma.Workflows.Forms;

/// <summary>Judges a form that was handed in by the common rules of domain.md §15. Pure; what nobody asked for is dropped.</summary>
public static class FormCheck
{
    public static CheckedForm Check(Form form, FormText text, IEnumerable<KeyValuePair<string, StringValues>> posted, FormContext context) =>
        Check(form, text, FormValues.FromPosted(posted), context);

    public static CheckedForm Check(Form form, FormText text, FormValues values, FormContext context)
    {
        var showing = new Showing(form, values, context);
        var reader = new AnswerReader(values, context);
        var answers = new JsonObject();
        var told = new JsonArray();
        foreach (var field in form.Fields.Where(showing.Applies))
        {
            if (field.MayBeTold && values.IsTold(field.Key))
                told.Add(field.Key);
            else if (reader.Read(field, field.Key) is { } answer)
                answers[field.Key] = answer;
        }

        if (told.Count > 0)
            answers[CheckedForm.InPerson] = told;
        foreach (var check in form.Checks)
            Apply(check, form, text, values, showing, answers, context, reader.Problems);
        return new CheckedForm(answers, reader.Problems, values, reader.FellIntoTrap);
    }

    static void Apply(CrossCheck check, Form form, FormText text, FormValues values, Showing showing, JsonObject answers, FormContext context, Problems problems)
    {
        if (form.Find(check.Field) is not { } field || !showing.Applies(field) || (field.MayBeTold && values.IsTold(field.Key)) || !Holds(check.If, showing, answers))
            return;
        var isMet = check.Then switch
        {
            { Answered: true } then => answers.ContainsKey(then.Field),
            { Is: { } accepted } then => showing.Holds(then.Field, Values(accepted)),
            var then => new Comparison(answers, context).Holds(then),
        };
        problems.Require(isMet, check.Field, text.Checks.GetValueOrDefault(check.Key, Sentences.Missing));
    }

    static bool Holds(CrossCheck.When? condition, Showing showing, JsonObject answers)
    {
        if (condition is null)
            return true;
        if (condition is { Answered: true, Field: { } asked })
            return answers.ContainsKey(asked);
        if (condition.MeanOf is not { } keys)
            return condition.Field is { } field && showing.Holds(field, Values(condition.Is));
        var numbers = keys.Select(key => answers[key]).OfType<JsonValue>().Select(value => value.GetValue<int>()).ToList();
        return numbers.Count == keys.Count && (decimal)numbers.Average() < condition.Below;
    }

    static IEnumerable<string> Values(IReadOnlyList<JsonElement>? accepted) => new Field.Condition("", accepted ?? []).Values;
}
