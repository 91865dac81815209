namespace Prisma.Workflows.Forms.Editing;

/// <summary>What an invented person might answer, so that a form can be read filled in.</summary>
public static class FormSample
{
    static readonly Dictionary<string, string> Named = new(StringComparer.Ordinal) { ["first_name"] = "Ida", ["last_name"] = "Marsh", ["name"] = "Ida Marsh" };

    public static FormValues Of(Form form, DateOnly today) =>
        FormValues.FromAnswers(form, new JsonObject(form.Fields.Where(field => field.Type is not (FieldType.Hidden or FieldType.File or FieldType.Slots)).Select(field => KeyValuePair.Create(field.Key, Answer(form, field.Key, field, today)))));

    static JsonNode? Answer(Form form, string name, Field field, DateOnly today, int row = 0) => field.Type switch
    {
        FieldType.Long when field.Voice => new JsonObject { ["text"] = SampleAnswers.Of(form.Id, name, field, row) },
        FieldType.Email => "ida@example.org",
        FieldType.Tel => "+351 912 345 678",
        FieldType.Url => "https://example.org",
        FieldType.Int or FieldType.Scale => field.Min ?? 3,
        FieldType.Money => field.Min ?? 10,
        FieldType.Date => WrittenDay.Write(today.AddDays(30)),
        FieldType.Range => new JsonObject { ["from"] = WrittenDay.Write(today.AddDays(30)), ["to"] = WrittenDay.Write(today.AddDays(37)) },
        FieldType.Bool or FieldType.Consent => "true",
        FieldType.One => field.Options is [var first, ..] ? first : "",
        FieldType.Many => new JsonArray([.. field.Options.Take(Math.Max(2, (int)(field.Min ?? 1))).Select(option => (JsonNode)option)]),
        FieldType.Rows => new JsonArray([.. Enumerable.Range(0, Math.Max(1, field.MinRows)).Select(number => Row(form, field, today, number))]),
        FieldType.Text when Named.TryGetValue(field.Key, out var given) => given,
        _ => SampleAnswers.Of(form.Id, name, field, row),
    };

    static JsonObject Row(Form form, Field rows, DateOnly today, int number) =>
        new(rows.Columns.Select(column => KeyValuePair.Create(column.Key, Answer(form, $"{rows.Key}.{column.Key}", column, today, number))));
}
