using Prisma.Workflows.Forms;
using Prisma.Workflows.Forms.Editing;
using Prisma.Workflows.Web.Ui;

namespace Prisma.Workflows.Web.Wordings.Forms;

/// <summary>What the buttons of the form editor do: "up:why" moves the question "why" up.</summary>
static class FormActs
{
    /// <summary>The form after it, and which question the page goes on with.</summary>
    public static (WrittenForm Form, string? Open, string Did) Do(WrittenForm form, string language, Posted posted)
    {
        var (did, path) = posted.Text("do").Split(':', 2) is [var what, var at] ? (what, at) : (posted.Text("do"), "");
        var isThere = FormEditor.Find(form, path) is not null;
        switch (did)
        {
            case "head":
                return (FormEditor.Head(form, language, HeadOf(form.Texts[language], posted), posted.Number("head.minutes") ?? form.Form.Minutes, FormReaders.Of(form.Form).Select(one => one.Kind).FirstOrDefault(kind => posted.Has(FormReaders.Field) && kind == posted.Text(FormReaders.Field)) ?? form.Form.Sensitive), null, did);
            case "add" when posted.Text("label").Trim() is { Length: > 0 } label && posted.Choice<FieldType>("type") is { } type:
                var (added, open) = posted.Text("section-title").Trim() is { Length: > 0 } title
                    ? FormEditor.AddSection(form, title, label, type)
                    : FormEditor.Add(form, posted.Text("section"), posted.Text("rows"), label, type);
                return (added, open, did);
            case "copy" when isThere:
                var (copied, copy) = FormEditor.Duplicate(form, path);
                return (copied, copy, did);
            case "up" or "down" when isThere:
                return (FormEditor.Move(form, path, did == "up" ? -1 : 1), path, did);
            case "remove" when isThere:
                return (FormEditor.Remove(form, path), null, did);
            case "rule":
                return (FormEditor.RemoveRule(form, path), null, did);
            case "save" when isThere:
                return (FormEditor.Change(form, path, language, WishOf(FormEditor.Find(form, path)!, path.Contains('.', StringComparison.Ordinal), posted)), path, did);
            default:
                return (form, null, did);
        }
    }

    static FormText HeadOf(FormText text, Posted posted) => text with
    {
        Title = posted.Text("head.title").Trim(),
        Intro = posted.Text("head.intro").Trim(),
        Submit = posted.Text("head.submit").Trim() is { Length: > 0 } submit ? submit : text.Submit,
        Sections = text.Sections.ToDictionary(one => one.Key, one => posted.Has($"head.section.{one.Key}") ? posted.Text($"head.section.{one.Key}").Trim() : one.Value, StringComparer.Ordinal),
    };

    static FieldWish WishOf(Field field, bool isInRow, Posted posted) => new()
    {
        Label = posted.Text("ask.label").Trim(),
        Why = posted.Text("ask.why").Trim(),
        Hint = posted.Text("ask.hint").Trim(),
        Type = posted.Choice<FieldType>("ask.type") ?? field.Type,
        Required = posted.Has("ask.required"),
        MayBeTold = isInRow ? !field.Strict : posted.Has("ask.told"),
        Sealed = posted.Has("ask.sealed"),
        Voice = posted.Has("ask.voice"),
        Min = posted.Has("ask.min") ? Amount(posted, "ask.min") : field.Min,
        Max = posted.Has("ask.max") ? Amount(posted, "ask.max") : field.Max,
        MinRows = posted.Number("ask.min-rows") ?? field.MinRows,
        MaxRows = posted.Number("ask.max-rows") ?? field.MaxRows,
        Choices = [.. posted.Text("ask.choices").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
        Agreement = posted.Text("ask.agreement", field.Agreement),
        Kinds = posted.Many("ask.kinds") is { Count: > 0 } kinds ? kinds : ["image", "pdf"],
        AskedIf = posted.Many("ask.asked-if"),
    };

    static decimal? Amount(Posted posted, string name) => decimal.TryParse(posted.Text(name), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : null;
}
