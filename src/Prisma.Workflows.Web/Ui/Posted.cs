namespace Prisma.Workflows.Web.Ui;

/// <summary>What a form of a page sent, read by the names of its fields; before it was sent every field is empty.</summary>
public sealed class Posted(IFormCollection? form)
{
    public static readonly Posted Nothing = new(null);

    public static Posted From(HttpContext? context) =>
        context is not null && HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType ? new Posted(context.Request.Form) : Nothing;

    public bool IsThere => form is not null;

    public string Text(string name) => form?[name].ToString() ?? "";

    /// <summary>What was typed, or what is known where nothing was sent yet.</summary>
    public string Text(string name, string known) => form is null ? known : Text(name);

    public bool Has(string name) => form?.ContainsKey(name) == true;

    public bool Has(string name, string value) => Many(name).Contains(value);

    public IReadOnlyList<string> Many(string name) => form is null ? [] : [.. form[name].OfType<string>()];

    public IReadOnlyList<T> Many<T>(string name)
        where T : struct, Enum =>
        [.. Many(name).Where(text => Enum.IsDefined(typeof(T), text)).Select(Enum.Parse<T>)];

    public DateOnly? Day(string name) =>
        DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public Guid? Id(string name) => Guid.TryParse(Text(name), out var id) ? id : null;

    public int? Number(string name) => int.TryParse(Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    public T? Choice<T>(string name)
        where T : struct, Enum =>
        Enum.IsDefined(typeof(T), Text(name)) ? Enum.Parse<T>(Text(name)) : null;
}
