using Scriban.Syntax;

namespace Prisma.Workflows.Mail.Templates;

/// <summary>Fills in a text of the installation's own that is no mail, such as an agreement: the same limits, the same refusal of holes.</summary>
public static class PlainText
{
    /// <exception cref="MissingVariableException">A name without a value, or an error in the text.</exception>
    public static string Render(string text, JsonObject model, Uri home)
    {
        var source = TemplateSource.Parse(MailWordingKind.TextPlace, text);
        if (source.SyntaxErrors.FirstOrDefault() is { } error)
            throw new MissingVariableException(error.TrimEnd('.'), null);
        try
        {
            var context = TemplateRendering.AsText(home)(model, "en");
            context.PushGlobal(TemplateFacts.From(model, new HashSet<string>()));
            return source.Render(context);
        }
        catch (ScriptRuntimeException exception)
        {
            throw new MissingVariableException(TemplateSource.Said(exception).TrimEnd('.'), exception);
        }
    }
}
