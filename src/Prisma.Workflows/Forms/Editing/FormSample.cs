using System.Globalization;
using System.Text.Json.Nodes;

namespace Prisma.Workflows.Forms.Editing;

/// <summary>What an invented person might answer, so that a form can be read filled in.</summary>
public static class FormSample
{
    const string Sentence = "I grew up beside a river, and I would like to listen to this one with others. ";

    public static FormValues Of(Form form, DateOnly today) =>
        FormValues.FromAnswers(form, new JsonObject(form.Fields.Where(field => field.Type is not (FieldType.Hidden or FieldType.File or FieldType.Slots)).Select(field => KeyValuePair.Create(field.Key, Answer(field, today)))));

    static JsonNode? Answer(Field field, DateOnly today) => field.Type switch
    {
        FieldType.Long when field.Voice => new JsonObject { ["text"] = Text(field) },
        FieldType.Email => "ida@example.org",
        FieldType.Tel => "+351 912 345 678",
        FieldType.Url => "https://example.org",
        FieldType.Int or FieldType.Scale => field.Min ?? 3,
        FieldType.Money => field.Min ?? 10,
        FieldType.Date => Day(today.AddDays(30)),
        FieldType.Range => new JsonObject { ["from"] = Day(today.AddDays(30)), ["to"] = Day(today.AddDays(37)) },
        FieldType.Bool or FieldType.Consent => "true",
        FieldType.One => field.Options is [var first, ..] ? first : "",
        FieldType.Many => new JsonArray([.. field.Options.Take(Math.Max(2, (int)(field.Min ?? 1))).Select(option => (JsonNode)option)]),
        FieldType.Rows => new JsonArray([.. Enumerable.Range(0, Math.Max(1, field.MinRows)).Select(_ => new JsonObject(field.Columns.Select(column => KeyValuePair.Create(column.Key, Answer(column, today)))))]),
        FieldType.Text => field.Key switch { "first_name" => "Ida", "last_name" => "Marsh", "name" => "Ida Marsh", _ => Text(field) },
        _ => Text(field),
    };

    static string Text(Field field)
    {
        var text = string.Concat(Enumerable.Repeat(Sentence, 1 + ((int)(field.Min ?? 0) / Sentence.Length)));
        return text[..Math.Min(text.Length, (int)(field.Max ?? 60))].Trim();
    }

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
