using System.Collections.Concurrent;
using System.Net;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Prisma.Workflows.Mail.Templates;

/// <summary>One rendering of one source: what may be called, how a value is written, and where it stops.</summary>
sealed class TemplateRendering : TemplateContext
{
    /// <summary>Whether a culture is one this machine knows takes long to find out.</summary>
    static readonly ConcurrentDictionary<string, CultureInfo> _cultures = new(StringComparer.Ordinal);

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
    public static Func<JsonObject, string, TemplateRendering> AsText(Uri home) =>
        As(MailText.Clean, (label, url, _) => new Verbatim($"{MailText.Leading(label)} {MailText.OwnAddress(url, home)}"));

    /// <summary>Values that cannot become markup, neither Markdown's nor HTML's.</summary>
    public static Func<JsonObject, string, TemplateRendering> AsMarkdown(Uri home) =>
        As(MailMarkdown.Escape, (label, url, isButton) => MailMarkdown.Link(label, MailText.OwnAddress(url, home), isButton));

    /// <summary>The layout around them, in HTML.</summary>
    public static Func<JsonObject, string, TemplateRendering> AsHtml(Uri home) =>
        As(value => WebUtility.HtmlEncode(MailText.Clean(value)), (label, url, isButton) => MailMarkdown.Anchor(label, MailText.OwnAddress(url, home), isButton));

    /// <summary>The functions are looked at once and serve every rendering.</summary>
    static Func<JsonObject, string, TemplateRendering> As(Func<string, string> write, Func<string, string, bool, Verbatim> link)
    {
        var functions = TemplateFunctions.With(link);
        return (model, language) => new TemplateRendering(functions, write, model, language);
    }

    public override TemplateContext Write(SourceSpan span, object? textAsObject)
    {
        Write(textAsObject is Verbatim verbatim ? verbatim.Text : _write(ObjectToString(textAsObject, nested: false) ?? ""));
        return this;
    }

    /// <summary>Dates are facts in ISO 8601: an instant is read in the recipient's zone, a day as that day.</summary>
    public override object? ToObject(SourceSpan span, object? value, Type destinationType)
    {
        if (value is not string text || (Nullable.GetUnderlyingType(destinationType) ?? destinationType) != typeof(DateTime))
            return base.ToObject(span, value, destinationType);
        var hasOffset = text.Length > 10 && (text.EndsWith('Z') || text.AsSpan(10).IndexOfAny('+', '-') >= 0);
        if (hasOffset && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
            return _zone is null ? instant.DateTime : TimeZoneInfo.ConvertTime(instant, _zone).DateTime;
        return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? local
            : throw new ScriptRuntimeException(span, "A date was expected, as 2027-03-10 or 2027-03-10T09:00:00+01:00");
    }

    static TimeZoneInfo? ZoneOf(JsonObject model) =>
        model["person"] is JsonObject person && person["tz"] is JsonValue value && value.TryGetValue<string>(out var zone)
            ? TimeZones.Find(zone)
            : null;

    static CultureInfo CultureOf(string language) => _cultures.GetOrAdd(language, static name =>
    {
        try
        {
            return CultureInfo.GetCultureInfo(name, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    });
}
