using System.Reflection;
using System.Text.RegularExpressions;
using Prisma.Workflows.Consents;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Pathways.Activities.Decisions;

namespace Prisma.Workflows.Tests.Content;

/// <summary>Whatever a data file or a pathway names by its id is there, with words in every language its kind has.</summary>
public sealed partial class NamedContentTests
{
    static readonly string _workflows = Path.Combine(Repository.Root, "workflows");

    static readonly HashSet<string> _known = [.. Forms(), .. Mails(), .. Agreements(), .. Ids("gates"), .. Ids("ladders"), .. Ids("gatherings"), .. Ids("structures")];

    public static TheoryData<string> Pathways => [.. Directory.EnumerateFiles(_workflows, "*.json").Where(IsDefinition).Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Pathways))]
    public void A_pathway_names_only_what_is_shipped(string file) =>
        Assert.Empty(Strings(Read(Path.Combine(_workflows, file))).Where(text => Id().IsMatch(text)).Except(_known, StringComparer.Ordinal));

    /// <summary>One that is not declared is never anything, and the way that asks for it is never taken.</summary>
    [Theory]
    [MemberData(nameof(Pathways))]
    public void What_a_pathway_asks_of_its_variables_it_has_declared(string file)
    {
        var definition = Read(Path.Combine(_workflows, file));

        Assert.Empty(Strings(definition).SelectMany(text => Variable().Matches(text)).Select(match => match.Value)
            .Except(definition["variables"]!.AsArray().Select(variable => $"variables.{variable!["name"]}"), StringComparer.Ordinal));
    }

    /// <summary>What nobody can be on the way without is no choice.</summary>
    [Fact]
    public void Every_choice_that_can_be_made_and_what_it_can_be_is_offered_to_a_branch()
    {
        var choices = Read(Path.Combine(_workflows, "forms", ConsentChoice.Form, "form.json"))["fields"]!.AsArray().Where(field => field!["section"]!.ToString() != ConsentChoice.Needed).ToList();
        var values = choices.SelectMany(field => field!["options"]?.AsArray().Select(option => option!.ToString()) ?? [ConsentChoice.On]).Distinct();

        Assert.Equal(choices.Select(field => field!["key"]!.ToString()).Order(StringComparer.Ordinal), OfferedFor(nameof(ChosenActivity.Choice)));
        Assert.Equal(values.Order(StringComparer.Ordinal), OfferedFor(nameof(ChosenActivity.Is)));

        static IEnumerable<string> OfferedFor(string input) => typeof(ChosenActivity).GetProperty(input)!.GetCustomAttribute<InputAttribute>()!.Options.Order(StringComparer.Ordinal);
    }

    /// <summary>A mail beside the steps would speak of whichever step was asked for last.</summary>
    [Theory]
    [MemberData(nameof(Pathways))]
    public void A_mail_that_goes_with_no_step_speaks_of_none_or_says_of_which(string file)
    {
        var ofSteps = MailFiles().Where(mail => mail["about"]!.ToString() == "step").Select(mail => mail["id"]!.ToString()).ToHashSet(StringComparer.Ordinal);
        var mails = Read(Path.Combine(_workflows, file))["root"]!["activities"]!.AsArray().OfType<JsonObject>().Where(node => node["type"]!.ToString() == "Prisma.Notify");

        Assert.Empty(mails
            .Where(node => ofSteps.Contains(Value(node, "mail")) && !Value(node, "details").Contains("step:", StringComparison.Ordinal))
            .Select(node => $"{node["id"]} sends {Value(node, "mail")}"));
    }

    /// <summary>Whoever signs has before them what the text calls part of itself (domain.md §17); the covenant is nobody's part where it comes alone.</summary>
    [Theory]
    [MemberData(nameof(Pathways))]
    public void What_an_agreement_calls_part_of_itself_is_put_before_its_parties_with_it(string file) =>
        Assert.All(
            Read(Path.Combine(_workflows, file))["root"]!["activities"]!.AsArray().OfType<JsonObject>().Where(node => node["type"]!.ToString() == "Prisma.Sign" && Value(node, "agreement") != "A-01"),
            node => Assert.Equal(AgreementId().Matches(Value(node, "also")).Select(match => match.Value), PartsOf(Value(node, "agreement"))));

    static IEnumerable<string> PartsOf(string agreement) =>
        File.ReadLines(Path.Combine(Repository.Root, "templates", "agreements", agreement, "en", "text.md"))
            .Where(line => line.StartsWith("Part of this agreement: ", StringComparison.Ordinal)).SelectMany(line => AgreementId().Matches(line)).Select(match => match.Value);

    [Fact]
    public void Gates_name_forms_that_are_there() =>
        Assert.Empty(All("gates").Select(gate => gate["form"]!.ToString()).Except(_known, StringComparer.Ordinal));

    [Fact]
    public void Ladders_name_mails_that_are_there() =>
        Assert.Empty(All("ladders").SelectMany(ladder => ladder["rungs"]!.AsArray()).Select(rung => rung!["mail"]?.ToString()).OfType<string>().Except(_known, StringComparer.Ordinal));

    [Fact]
    public void Gatherings_are_strings_of_structures_that_are_there_and_fit_into_their_time()
    {
        var structures = All("structures").ToDictionary(one => one["id"]!.ToString());
        Assert.Equal(33, structures.Count);
        Assert.All(All("gatherings"), gathering =>
            Assert.All(gathering["structures"]!.AsArray(), id => Assert.True(structures.ContainsKey(id!.ToString()), $"{gathering["id"]}: {id}")));
    }

    [Fact]
    public void Forms_ask_to_agree_to_texts_that_are_there() =>
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_workflows, "forms"), "form.json", SearchOption.AllDirectories)
            .SelectMany(file => Read(file)["fields"]!.AsArray()).Select(field => field!["agreement"]?.ToString()).OfType<string>().Where(id => id != "privacy").Except(_known, StringComparer.Ordinal));

    [Theory]
    [InlineData("gates", "title", "decides")]
    [InlineData("gatherings", "title", "purpose")]
    [InlineData("structures", "name", "inOneLine")]
    public void Each_has_words_in_every_language_of_its_kind(string kind, params string[] words)
    {
        var languages = Directory.EnumerateFiles(_workflows, $"{kind}.*.json").Where(file => !file.EndsWith("schema.json", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(languages);
        Assert.All(languages, file =>
        {
            var texts = Read(file)[kind]!.AsObject();
            Assert.Equal(Ids(kind).Order(StringComparer.Ordinal), texts.Select(one => one.Key).Order(StringComparer.Ordinal));
            Assert.All(texts, one => Assert.All(words, word => Assert.NotEqual("", one.Value![word]!.ToString())));
        });
    }

    [Fact]
    public void Gates_have_words_for_each_criterion_and_each_reason_and_say_one_reason_in_one_way()
    {
        var texts = Read(Path.Combine(_workflows, "gates.en.json"))["gates"]!;
        foreach (var gate in All("gates"))
        {
            var words = texts[gate["id"]!.ToString()]!;
            Assert.Equal(gate["criteria"]!.AsArray().Select(one => one!.ToString()), words["criteria"]!.AsObject().Select(one => one.Key));
            Assert.Equal(gate["reasons"]?.AsArray().Select(one => one!.ToString()) ?? [], words["reasons"]?.AsObject().Select(one => one.Key) ?? []);
        }

        Assert.All(
            texts.AsObject().SelectMany(gate => gate.Value!["reasons"]?.AsObject().ToArray() ?? []).GroupBy(reason => reason.Key, StringComparer.Ordinal),
            reason => Assert.Single(reason.Select(one => one.Value!.ToString()).Distinct(StringComparer.Ordinal)));
    }

    [Fact]
    public void No_criterion_is_taken_for_a_score_of_the_form_unless_the_gate_is_scored()
    {
        // Readers' scores are found by the criteria's names; on other forms the same name would be read as a number.
        foreach (var gate in All("gates").Where(gate => gate["rule"]!.ToString() != "readers"))
        {
            var fields = Read(Path.Combine(_workflows, "forms", gate["form"]!.ToString(), "form.json"))["fields"]!.AsArray().Select(field => field!["key"]!.ToString());
            Assert.Empty(gate["criteria"]!.AsArray().Select(one => one!.ToString()).Intersect(fields, StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Scenario_11_A_refusal_always_needs_two_people() =>
        Assert.All(All("gates"), gate => Assert.True(gate["refusalNeeds"]!.GetValue<int>() >= 2));

    static IEnumerable<string> Forms() => Directory.EnumerateDirectories(Path.Combine(_workflows, "forms")).Select(folder => Path.GetFileName(folder));

    static IEnumerable<string> Agreements() => Directory.EnumerateDirectories(Path.Combine(Repository.Root, "templates", "agreements")).Select(folder => Path.GetFileName(folder));

    static IEnumerable<string> Mails() => MailFiles().Select(mail => mail["id"]!.ToString());

    static IEnumerable<JsonNode> MailFiles() => Directory.EnumerateFiles(Path.Combine(Repository.Root, "templates", "mails"), "mail.json", SearchOption.AllDirectories).Select(Read);

    static string Value(JsonObject node, string input) => node[input]?["expression"]?["value"]?.ToString() ?? "";

    static IEnumerable<string> Ids(string kind) => All(kind).Select(one => one["id"]!.ToString());

    static IEnumerable<JsonNode> All(string kind) => Read(Path.Combine(_workflows, $"{kind}.json"))[kind]!.AsArray().OfType<JsonNode>();

    static bool IsDefinition(string file) => Read(file) is JsonObject one && one.ContainsKey("root");

    static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(file))!;

    static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(member => Strings(member.Value)),
        JsonArray many => many.SelectMany(Strings),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    [GeneratedRegex(@"\bvariables\.\w+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 250)]
    private static partial Regex Variable();

    [GeneratedRegex("^(F-([0-9]{2}|C[0-9])[a-z]*|GA-[0-9]{2}[a-z]?|A-[0-9]{2}[a-z]?|E[0-9]{2}[a-z]?|L-[a-z]+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();

    [GeneratedRegex("A-[0-9]{2}[a-z]?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AgreementId();
}
