namespace Prisma.Workflows.Forms;

/// <summary>Which fields of a form apply, given what was typed so far. A field that does not apply has no answer.</summary>
public sealed class Showing(Form form, FormValues values, FormContext context)
{
    const int Deepest = 10;

    public bool Applies(Field field) => Applies(field, 0);

    /// <summary>Whether the other field's answer is one of these.</summary>
    public bool Holds(string field, IEnumerable<string> accepted) => Holds(field, accepted, 0);

    bool Applies(Field field, int depth) => field.ShowIf is not { } condition || (depth < Deepest && Holds(condition.Field, condition.Values, depth + 1));

    bool Holds(string key, IEnumerable<string> accepted, int depth)
    {
        if (form.Find(key) is not { } field)
            return context.Fixed.TryGetValue(key, out var known) && accepted.Contains(known);
        return Applies(field, depth) && ValuesOf(field).Intersect(accepted, StringComparer.Ordinal).Any();
    }

    /// <summary>A box that was not ticked is posted as nothing and means no.</summary>
    IReadOnlyList<string> ValuesOf(Field field) =>
        field.Type == FieldType.Bool && !field.Required && !values.Has(field.Key) ? ["false"] : [.. values.Many(field.Key).Select(value => value.Trim())];
}
