using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Scriban;
using Scriban.Syntax;

namespace Prisma.Workflows.Mail.Templates;

/// <summary>Facts in; subject, HTML and text out, in the asked language or the nearest there is.</summary>
public sealed class MailRenderer(TemplateLibrary library, IOptions<PrismaOptions> options)
{
    readonly Uri _home = new(options.Value.PublicUrl.TrimEnd('/') + "/");

    /// <summary>Renders with exactly these facts; nothing is filled in and nothing is left empty.</summary>
    /// <exception cref="MailTemplateException">A name without a value, a limit met, a link that leads outside, or an error in the template.</exception>
    public RenderedMail Render(MailTemplate template, string language, JsonObject model)
    {
        if (Languages.Choose(language, options.Value.Language, template.Words.Keys) is not { } spoken)
        {
            throw new MailTemplateException(template.Id, "it has no words in English, the language all others fall back to.");
        }

        try
        {
            return Render(template.Words[spoken], library.Layout(spoken), spoken, model);
        }
        catch (Exception exception) when (exception is ScriptRuntimeException or FormatException or InvalidOperationException)
        {
            throw new MailTemplateException(template.Id, $"{exception.Message} (language {spoken})", exception);
        }
    }

    RenderedMail Render(MailWords words, MailLayout? layout, string language, JsonObject model)
    {
        var optional = TestedIn(words, layout);
        string With(TemplateSource source, TemplateContext context, string? content = null, string? subject = null)
        {
            var facts = TemplateFacts.From(model, optional);
            if (content is not null)
            {
                facts.SetValue("content", new Verbatim(content), readOnly: true);
                facts.SetValue("subject", subject, readOnly: true);
            }

            context.PushGlobal(facts);
            return source.Render(context);
        }

        var subject = MailText.Subject(With(words.Subject, TemplateRendering.AsText(model, language, _home)), model["event"]?["name"]?.ToString());
        var text = MailText.Tidy(With(words.Body, TemplateRendering.AsText(model, language, _home)));
        var html = MailMarkdown.ToHtml(With(words.Body, TemplateRendering.AsMarkdown(model, language, _home)));
        return layout is null
            ? new RenderedMail(subject, html, text, language)
            : new RenderedMail(
                subject,
                With(layout.Html, TemplateRendering.AsHtml(model, language, _home), html, subject),
                MailText.Tidy(With(layout.Text, TemplateRendering.AsText(model, language, _home), text.TrimEnd(), subject)),
                language);
    }

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
