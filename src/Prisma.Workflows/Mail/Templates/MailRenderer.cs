using Microsoft.Extensions.Options;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Prisma.Workflows.Mail.Templates;

/// <summary>Facts in; subject, HTML and text out, in the asked language or the nearest there is.</summary>
public sealed class MailRenderer(TemplateLibrary library, IOptions<PrismaOptions> options)
{
    readonly Func<JsonObject, string, TemplateRendering> _asText = TemplateRendering.AsText(HomeOf(options));
    readonly Func<JsonObject, string, TemplateRendering> _asMarkdown = TemplateRendering.AsMarkdown(HomeOf(options));
    readonly Func<JsonObject, string, TemplateRendering> _asHtml = TemplateRendering.AsHtml(HomeOf(options));

    /// <summary>Renders with exactly these facts; nothing is filled in and nothing is left empty.</summary>
    /// <exception cref="MailTemplateException">A name without a value, a limit met, a link that leads outside, or an error in the template.</exception>
    public RenderedMail Render(MailTemplate template, string language, JsonObject model)
    {
        if (Languages.Choose(language, options.Value.Language, template.Words.Keys) is not { } spoken)
            throw new MailTemplateException(template.Id, "it has no words in English, the language all others fall back to.");
        try
        {
            return Render(template.Words[spoken], library.Layout(spoken), spoken, model);
        }
        catch (Exception exception) when (exception is ScriptRuntimeException or FormatException or InvalidOperationException)
        {
            throw new MailTemplateException(template.Id, TemplateSource.Said(exception), exception);
        }
    }

    RenderedMail Render(MailWords words, MailLayout? layout, string language, JsonObject model)
    {
        var optional = TestedIn(words, layout);
        var facts = TemplateFacts.From(model, optional);
        string With(TemplateSource source, Func<JsonObject, string, TemplateRendering> kind, string? content = null, string? subject = null)
        {
            var context = kind(model, language);
            context.PushGlobal(facts);

            // What a template names itself is its own.
            var own = new ScriptObject();
            if (content is not null)
            {
                own.SetValue("content", new Verbatim(content), readOnly: true);
                own.SetValue("subject", subject, readOnly: true);
            }

            context.PushGlobal(own);
            return source.Render(context);
        }

        var subject = MailText.Subject(With(words.Subject, _asText), model["event"]?["name"]?.ToString());
        var text = MailText.Tidy(With(words.Body, _asText));
        var html = MailMarkdown.ToHtml(With(words.Body, _asMarkdown));
        return layout is null
            ? new RenderedMail(subject, html, text, language)
            : new RenderedMail(
                subject,
                With(layout.Html, _asHtml, html, subject),
                MailText.Tidy(With(layout.Text, _asText, text.TrimEnd(), subject)),
                language);
    }

    static Uri HomeOf(IOptions<PrismaOptions> options) => new(options.Value.PublicUrl.TrimEnd('/') + "/");

    static HashSet<string> TestedIn(MailWords words, MailLayout? layout)
    {
        HashSet<string> tested = [.. words.Subject.Names.Tested, .. words.Body.Names.Tested];
        if (layout is not null)
        {
            tested.UnionWith(layout.Html.Names.Tested);
            tested.UnionWith(layout.Text.Names.Tested);
        }

        return tested;
    }
}
