using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Mail.Templates;

/// <summary>Finds what is wrong with a mail before anybody is owed one: names its sample does not know, functions that do not exist, and whatever rendering the sample brings up.</summary>
public sealed class TemplateCheck(TemplateLibrary library, MailRenderer renderer, IOptions<PrismaOptions> options)
{
    static readonly HashSet<string> OfTheLayout = ["content", "subject"];

    static readonly string[] OfEveryMail = ["person", "org", "hub", "event", "facilitator", "reason_for_mail"];

    readonly ConcurrentDictionary<MailTemplate, IReadOnlyList<string>> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>Of all shipped mails.</summary>
    public IReadOnlyList<string> Problems() => [.. library.Problems, .. library.All.SelectMany(Problems), .. LayoutProblems()];

    /// <summary>Of one mail, in every language it has; looked for once, for neither the mail nor its layout changes while the program runs.</summary>
    public IReadOnlyList<string> Problems(MailTemplate template) => _known.GetOrAdd(template, Find);

    IReadOnlyList<string> Find(MailTemplate template) =>
        [.. template.Words.Values.SelectMany(words => Unknown(words.Subject, template.Sample).Concat(Unknown(words.Body, template.Sample))), .. RenderingProblems(template)];

    /// <summary>Of words somebody wrote in one language: beyond what its sample knows, they speak only of what the shipped words speak of, since that is what its steps are known to give.</summary>
    public IReadOnlyList<string> WordingProblems(MailTemplate worded, MailTemplate shipped, string language)
    {
        var words = worded.Words[language];
        var syntax = words.Subject.SyntaxErrors.Concat(words.Body.SyntaxErrors).ToList();
        if (syntax.Count > 0)
            return syntax;
        var known = shipped.Words.Values.SelectMany(one => new[] { one.Subject.Names, one.Body.Names }).ToList();
        var groups = known.SelectMany(names => names.Named).Select(GroupOf).Concat(OfEveryMail).ToHashSet(StringComparer.Ordinal);
        var mayBeMissing = known.SelectMany(names => names.Tested).ToHashSet(StringComparer.Ordinal);
        var written = new[] { words.Subject, words.Body };
        var tested = written.SelectMany(source => source.Names.Tested).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. written.SelectMany(source => Unknown(source, worded.Sample)),
            .. from source in written
               from path in source.Names.Named
               where !groups.Contains(GroupOf(path))
               select $"{source.At(path)}: {path} is not known to every step that sends this mail. Please leave it out.",
            .. from source in written
               from path in source.Names.Named
               where mayBeMissing.Contains(path) && !tested.Contains(path)
               select $"{source.At(path)}: {path} may be missing. Please ask for it first: {{{{ if {path} && {path} != \"\" }}}} … {{{{ end }}}}.",
            .. Attempt(worded, language) is { } failure ? [failure.Problem] : Array.Empty<string>(),
        ];
    }

    static string GroupOf(string path) => path.Split('.', '[')[0];

    /// <summary>The mail as it would read, for a preview: with its invented sample unless other facts are given.</summary>
    public RenderedMail Preview(MailTemplate template, string language, JsonObject? facts = null) => renderer.Render(template, language, facts ?? SampleOf(template));

    /// <summary>A sample invents addresses of some installation; here they are of this one.</summary>
    public JsonObject SampleOf(MailTemplate template) => (JsonObject)AtHome(template.Sample)!;

    IEnumerable<string> RenderingProblems(MailTemplate template)
    {
        if (!template.Words.ContainsKey(MailWords.FallbackLanguage))
            yield return $"{template.Id}: there are no words in English, the language all others fall back to.";
        foreach (var language in template.Languages)
        {
            if (library.Layout(language) is { } layout)
            {
                // What a layout asks about with an "if" may be missing from one mail or another.
                foreach (var problem in new[] { layout.Html, layout.Text }.SelectMany(source => Unknown(source, template.Sample, source.Names.Tested)))
                    yield return $"{problem} (with the sample of {template.Id})";
            }

            if (Attempt(template, language) is { } failure)
                yield return failure.Message;
        }
    }

    IEnumerable<string> LayoutProblems() =>
        from layout in library.Layouts
        from source in new[] { layout.Html, layout.Text }
        from path in source.Names.Tested
        where library.All.Count > 0 && !library.All.Any(template => Knows([template.Sample], Steps(path)))
        select $"{source.At(path)}: {path} is in no mail's sample.";

    MailTemplateException? Attempt(MailTemplate template, string language)
    {
        try
        {
            Preview(template, language);
            return null;
        }
        catch (MailTemplateException exception)
        {
            return exception;
        }
    }

    static IEnumerable<string> Unknown(TemplateSource source, JsonObject sample, IReadOnlySet<string>? mayBeMissing = null) =>
        source.Names.Named.Where(path => !OfTheLayout.Contains(path) && mayBeMissing?.Contains(path) != true && !Knows([sample], Steps(path)))
            .Select(path => $"{source.At(path)}: {path} is not among the facts of this mail.")
            .Concat(source.UnknownFunctions.Select(name => $"{source.At(name)}: there is no function {name}."));

    static string[] Steps(string path) => path.Replace("[]", ".[]", StringComparison.Ordinal).Split('.');

    /// <summary>Whether any of <paramref name="nodes"/> leads along the path; the elements of a list together show what an element may have.</summary>
    static bool Knows(IReadOnlyList<JsonNode?> nodes, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty)
            return true;
        var step = path[0];
        if (step == "size" && path.Length == 1 && nodes.Any(node => node is JsonArray or JsonValue))
            return true;
        List<JsonNode?> next = step == "[]"
            ? [.. nodes.OfType<JsonArray>().SelectMany(list => list)]
            : [.. nodes.OfType<JsonObject>().Where(one => one.ContainsKey(step)).Select(one => one[step])];
        return next.Count > 0 && Knows(next, path[1..]);
    }

    JsonNode? AtHome(JsonNode? node) => node switch
    {
        JsonObject one => new JsonObject(one.Select(member => KeyValuePair.Create(member.Key, AtHome(member.Value)))),
        JsonArray many => new JsonArray([.. many.Select(AtHome)]),
        JsonValue value when value.TryGetValue<string>(out var text) && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" =>
            JsonValue.Create(options.Value.PublicUrl.TrimEnd('/') + address.PathAndQuery),
        _ => node?.DeepClone(),
    };
}
