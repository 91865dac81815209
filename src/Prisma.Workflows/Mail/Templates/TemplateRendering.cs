using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Prisma.Workflows.Mail.Templates;

/// <summary>One rendering of one source: what may be called, how a value is written, and where it stops.</summary>
sealed class TemplateRendering : TemplateContext
{
    readonly Func<string, string> _write;
    readonly TimeZoneInfo? _zone;

    TemplateRendering(ScriptObject functions, Func<string, string> write, JsonObject model, string language)
        : base(functions)
    {
        (_write, _zone) = (write, ZoneOf(model));
        AutoIndent = false;
        StrictVariables = true;
        LoopLimit = 1000;
        RecursiveLimit = 20;
        ObjectRecursionLimit = 10;
        LimitToString = 64 * 1024;
        OutputLimit = 64 * 1024;
        OnStringLimit = ScriptLimitBehavior.Throw;
        OnOutputLimit = ScriptLimitBehavior.Throw;
        RegexTimeOut = TimeSpan.FromMilliseconds(100);
        PushCulture(CultureOf(language));
    }

    /// <summary>Values as they are, without control characters.</summary>
    public static TemplateRendering AsText(JsonObject model, string language, Uri home) =>
        new(TemplateFunctions.With((label, url, _) => new Verbatim($"{MailText.Leading(label)} {MailText.OwnAddress(url, home)}")), MailText.Clean, model, language);

    /// <summary>Values that cannot become markup, neither Markdown's nor HTML's.</summary>
    public static TemplateRendering AsMarkdown(JsonObject model, string language, Uri home) =>
        new(TemplateFunctions.With((label, url, isButton) => MailMarkdown.Link(label, MailText.OwnAddress(url, home), isButton)), MailMarkdown.Escape, model, language);

    /// <summary>The layout around them, in HTML.</summary>
    public static TemplateRendering AsHtml(JsonObject model, string language, Uri home) =>
        new(TemplateFunctions.With((label, url, isButton) => MailMarkdown.Anchor(label, MailText.OwnAddress(url, home), isButton)), value => WebUtility.HtmlEncode(MailText.Clean(value)), model, language);

    public override TemplateContext Write(SourceSpan span, object? textAsObject)
    {
        Write(textAsObject is Verbatim verbatim ? verbatim.Text : _write(ObjectToString(textAsObject, nested: false) ?? ""));
        return this;
    }

    /// <summary>Dates are facts in ISO 8601: an instant is read in the recipient's zone, a day as that day.</summary>
    public override object? ToObject(SourceSpan span, object? value, Type destinationType)
    {
        if (value is not string text || (Nullable.GetUnderlyingType(destinationType) ?? destinationType) != typeof(DateTime))
        {
            return base.ToObject(span, value, destinationType);
        }

        var hasOffset = text.Length > 10 && (text.EndsWith('Z') || text.AsSpan(10).IndexOfAny('+', '-') >= 0);
        if (hasOffset && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
        {
            return _zone is null ? instant.DateTime : TimeZoneInfo.ConvertTime(instant, _zone).DateTime;
        }

        return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? local
            : throw new ScriptRuntimeException(span, "A date was expected, as 2027-03-10 or 2027-03-10T09:00:00+01:00");
    }

    static TimeZoneInfo? ZoneOf(JsonObject model) =>
        model["person"] is JsonObject person && person["tz"] is JsonValue value && value.TryGetValue<string>(out var zone)
            ? TimeZones.Find(zone)
            : null;

    static CultureInfo CultureOf(string language)
    {
        try
        {
            return CultureInfo.GetCultureInfo(language, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }
}
