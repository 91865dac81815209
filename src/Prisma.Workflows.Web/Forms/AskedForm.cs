using Prisma.Workflows.Forms;

namespace Prisma.Workflows.Web.Forms;

/// <summary>A form as a page asks it: its questions, its words and their language, what it is opened with, and what is in it so far.</summary>
public sealed class AskedForm(Form form, FormText text, FormContext context, string language)
{
    public Form Form => form;

    public FormText Text => text;

    public FormContext Context => context;

    public string Language => language;

    public FormValues Values { get; private set; } = FormValues.Empty;

    public static AskedForm Of(FormLibrary library, string id, string language, FormContext context) =>
        new(library.Find(id)!, library.TextOf(id, language), context, library.LanguageOf(id, language));

    public AskedForm With(FormValues values)
    {
        Values = values;
        return this;
    }

    /// <summary>Judges what was sent, which then stands in it.</summary>
    public CheckedForm Check(HttpContext context) => Check(FormValues.FromPosted(context.Request.Form));

    public CheckedForm Check(FormValues sent) => FormCheck.Check(form, text, Values = sent, context);
}
