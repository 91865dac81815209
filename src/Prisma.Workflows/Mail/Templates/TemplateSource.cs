using Scriban;
using Scriban.Parsing;
using Scriban.Syntax;

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
        .Select(message => $"{At(message.Span)}: {TemplateTrouble.InWords(message.Message)}")
        .DefaultIfEmpty(Unclosed).OfType<string>();

    /// <summary>Scriban reads on to the end of the text, and all words there as names.</summary>
    string? Unclosed => Text.LastIndexOf("{{", StringComparison.Ordinal) is var open && open > Text.LastIndexOf("}}", StringComparison.Ordinal)
        ? $"{At(File, Text.AsSpan(0, open).Count('\n') + 1)}: “{{{{” is never closed; write “}}}}” where it ends."
        : null;

    /// <summary>Where a name or function stands first, as problems say it.</summary>
    public string At(string name) => At(File, Names.LineOf(name));

    public static string At(SourceSpan span) => At(span.FileName, LineOf(span));

    /// <summary>What went wrong in rendering, with its place where that is known.</summary>
    public static string Said(Exception exception) =>
        exception is ScriptRuntimeException script
            ? script.Span.FileName is null ? TemplateTrouble.InWords(script.OriginalMessage) : $"{At(script.Span)}: {TemplateTrouble.InWords(script.OriginalMessage)}"
            : exception.Message;

    public static int LineOf(SourceSpan span) => span.Start.Line + 1;

    static string At(string file, int line) => string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}");

    public static TemplateSource Parse(string file, string text) => new(file, text, Template.Parse(text, file));

    public IEnumerable<string> UnknownFunctions => Names.Functions.Where(name => !TemplateFunctions.Has(name));

    public string Render(TemplateContext context) =>
        UnknownFunctions.FirstOrDefault() is { } unknown
            ? throw new InvalidOperationException($"{At(unknown)}: there is no function {unknown}.")
            : _template.Render(context);
}
