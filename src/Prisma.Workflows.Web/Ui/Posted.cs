namespace Prisma.Workflows.Web.Ui;

/// <summary>What a form of a page sent, read by the names of its fields; before it was sent every field is empty. A NUL, which no keyboard writes and PostgreSQL does not keep, is left out.</summary>
public sealed class Posted(IFormCollection? form)
{
    public static readonly Posted Nothing = new(null);

    public static Posted From(HttpContext? context) =>
        context is not null && HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType ? new Posted(context.Request.Form) : Nothing;

    /// <summary>Begins the names under which a form sends what stood in its fields when its page was opened.</summary>
    public const string Seen = "seen.";

    public bool IsThere => form is not null;

    public string Text(string name) => Kept(form?[name].ToString() ?? "");

    /// <summary>What was typed, or what is known where nothing was sent yet.</summary>
    public string Text(string name, string known) => form is null ? known : Text(name);

    public bool Has(string name) => form?.ContainsKey(name) == true;

    public bool Has(string name, string value) => Many(name).Contains(value);

    public IReadOnlyList<string> Many(string name) => form is null ? [] : [.. form[name].OfType<string>().Select(Kept)];

    static string Kept(string text) => text.Replace("\0", "", StringComparison.Ordinal);

    public IReadOnlyList<T> Many<T>(string name)
        where T : struct, Enum =>
        [.. Many(name).Where(text => Enum.IsDefined(typeof(T), text)).Select(Enum.Parse<T>)];

    public DateOnly? Day(string name) => WrittenDay.Read(Text(name));

    public Guid? Id(string name) => Guid.TryParse(Text(name), out var id) ? id : null;

    public int? Number(string name) => int.TryParse(Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    public T? Choice<T>(string name)
        where T : struct, Enum =>
        Enum.IsDefined(typeof(T), Text(name)) ? Enum.Parse<T>(Text(name)) : null;

    /// <summary>As it was sent, save that a field the sender left as they saw it keeps what stands there now. One that somebody else changed as well is a problem once, and then taken as it was sent.</summary>
    public Posted Upon(IEnumerable<(string Name, string Value)> now, Problems problems)
    {
        var fields = form?.ToDictionary() ?? [];
        foreach (var (name, value) in now.Where(one => Has(Seen + one.Name)))
        {
            var (sent, seen) = (Text(name).ReplaceLineEndings("\n"), Text(Seen + name).ReplaceLineEndings("\n"));
            if (sent == seen)
                fields[name] = value;
            else
                problems.Require(value.ReplaceLineEndings("\n") is var stands && (stands == seen || stands == sent), name, $"Somebody else changed this meanwhile{(value.Length > 0 ? $" to “{value}”" : "")}. Save again to put yours in its place.");
        }

        return new(form is null ? null : new FormCollection(fields));
    }

    /// <summary>What stands now, with what the sender added to what they saw and without what they took from it.</summary>
    public static List<T> Upon<T>(IReadOnlyCollection<T> now, IReadOnlyCollection<T> seen, IReadOnlyCollection<T> sent) => [.. now.Except(seen.Except(sent)).Union(sent.Except(seen))];
}
