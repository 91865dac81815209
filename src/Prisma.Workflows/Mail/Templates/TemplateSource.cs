using Scriban;
using Scriban.Parsing;

namespace Prisma.Workflows.Mail.Templates;

/// <summary>One parsed Scriban file and the names it uses; safe to render from many threads.</summary>
sealed class TemplateSource
{
    readonly Template _template;

    TemplateSource(string file, string text, Template template) =>
        (File, Text, _template, Names) = (file, text, template, template.HasErrors ? TemplateNames.None : TemplateNames.In(template.Page!));

    /// <summary>Relative to templates/mails, as problems name it.</summary>
    public string File { get; }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    public TemplateNames Names { get; }

    public IEnumerable<string> SyntaxErrors => _template.Messages
        .Where(message => message.Type == ParserMessageType.Error)
        .Select(message => $"{File} {message.Span.Start.ToStringSimple()}: {message.Message}");

    public static TemplateSource Parse(string file, string text) => new(file, text, Template.Parse(text, file));

    public IEnumerable<string> UnknownFunctions => Names.Functions.Where(name => !TemplateFunctions.Has(name));

    public string Render(TemplateContext context) =>
        UnknownFunctions.FirstOrDefault() is { } unknown
            ? throw new InvalidOperationException($"{File}: there is no function {unknown}.")
            : _template.Render(context);
}
