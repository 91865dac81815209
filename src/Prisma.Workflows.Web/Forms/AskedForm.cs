using Prisma.Workflows.Forms;

namespace Prisma.Workflows.Web.Forms;

/// <summary>A form as a page asks it: its questions, its words and their language, what it is opened with, and what is in it so far.</summary>
public sealed class AskedForm
{
    public AskedForm(Form form, FormText text, FormContext context, string language)
    {
        (Form, Context) = context.Slots.Count > 0 ? (form, context) : WithoutTimes(form, context);
        (Text, Language) = (text, language);
    }

    public Form Form { get; }

    public FormText Text { get; }

    public FormContext Context { get; }

    public string Language { get; }

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

    public CheckedForm Check(FormValues sent) => FormCheck.Check(Form, Text, Values = sent, Context);

    /// <summary>Where no time is offered, nobody is asked whether one of them suits, and is asked what follows from a no.</summary>
    static (Form Form, FormContext Context) WithoutTimes(Form form, FormContext context)
    {
        if (form.Fields.FirstOrDefault(field => field.Type == FieldType.Slots) is not { ShowIf: { } way } times || form.Find(way.Field) is not { } question
            || question.Options.Except(way.Values).FirstOrDefault() is not { } otherwise)
        {
            return (form, context);
        }

        return (
            form with { Fields = [.. form.Fields.Where(field => field != times && field != question)] },
            context with { Fixed = new Dictionary<string, string>(context.Fixed, StringComparer.Ordinal) { [question.Key] = otherwise } });
    }
}
