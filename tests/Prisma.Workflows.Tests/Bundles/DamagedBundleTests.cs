using System.Text;
using Prisma.Workflows.Agreements.Wordings;
using Prisma.Workflows.Authoring.Files;
using Prisma.Workflows.Bundles;
using Prisma.Workflows.Events.Planning;
using static Prisma.Workflows.Tests.Harness.Workflows;

namespace Prisma.Workflows.Tests.Bundles;

/// <summary>Bundles that somebody made or changed by hand and sealed again: what is wrong is said with its name, before anything comes in.</summary>
public sealed class DamagedBundleTests
{
    static readonly IReadOnlyDictionary<string, string?[]> _damages = new Dictionary<string, string?[]>(StringComparer.Ordinal)
    {
        ["workflows/forms/F-12/form.json"] = [null],
        ["workflows/forms/F-12/en.json"] = [null],
        ["templates/agreements/A-06/agreement.json"] = [null, "{}"],
        ["templates/agreements/A-06/en/texts.json"] = [null, "{}"],
        ["templates/agreements/A-06/en/text.md"] = [null],
        ["templates/mails/story-release/mail.json"] = [null, """{ "id": null, "key": null, "sample": null }""", ""],
        ["templates/mails/story-release/en/subject.txt"] = [null],
        ["templates/mails/story-release/en/body.md"] = [null],
        ["templates/mails/layout/en/text.txt"] = [null],
        ["workflows/gatherings.json"] = ["{}"],
        ["workflows/gatherings.en.json"] = ["null"],
        ["workflows/structures.en.json"] = ["{}"],
        ["workflows/gates.json"] = ["{}"],
        ["workflows/ladders.json"] = ["""{ "ladders": null }"""],
    };

    [Fact]
    public async Task Whatever_is_missing_or_holds_nothing_is_named_also_where_stewards_changed_the_words()
    {
        await using var product = await Product.StartShippedAsync(DatabaseProvider.Sqlite);
        var bundle = await ExportAsync(product);
        await product.PutWordsAsync("agreement", "A-06", new AgreementWords("Forest words", ["You come, and you may leave."], "# We\n\nFor {{ person.name }}.").Content);

        foreach (var (member, becomes) in _damages.SelectMany(damage => damage.Value.Select(becomes => (damage.Key, becomes))))
        {
            var refusals = (await CompareAsync(product, With(bundle, member, becomes))).Refusals;
            Assert.True(refusals.Count == 1 && refusals[0].Contains(member, StringComparison.Ordinal), $"{member} as “{becomes}”: {string.Join(" | ", refusals)}");
            Assert.DoesNotContain(Path.GetTempPath(), refusals[0], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "Please write a text of up to 60,000 characters.")]
    [InlineData("# We\n\nFor {{ person.shoe_size }}.", "person.shoe_size is not known when this is signed.")]
    public async Task A_text_that_nobody_could_sign_is_refused_also_where_its_words_are_those_of_the_files(string text, string why)
    {
        await using var product = await Product.StartShippedAsync(DatabaseProvider.Sqlite);
        var bundle = await ExportAsync(product);

        var refusals = (await CompareAsync(product, With(bundle, "templates/agreements/A-06/en/text.md", text))).Refusals;

        Assert.StartsWith("templates/agreements/A-06/en/text: ", Assert.Single(refusals), StringComparison.Ordinal);
        Assert.Contains(why, refusals[0], StringComparison.Ordinal);
    }

    /// <summary>Nobody could open it here, and “Bring it here” would end in the middle.</summary>
    [Fact]
    public async Task A_workflow_whose_id_cannot_stand_in_an_address_is_refused_before_anything_comes_in()
    {
        await using var product = await Product.StartShippedAsync(DatabaseProvider.Sqlite);
        var bundle = await ExportAsync(product);

        var refusals = (await CompareAsync(product, With(bundle, "definitions/alder.json", Chain("alder/birch", Say("said"))))).Refusals;

        Assert.StartsWith("definitions/alder.json: The id “alder/birch” cannot stand in an address.", Assert.Single(refusals), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("workflows/forms/F-99/es.json", "workflows/forms/F-99/form.json, workflows/forms/F-99/en.json")]
    [InlineData("templates/mails/hello/mail.json", "templates/mails/hello/en/subject.txt, templates/mails/hello/en/body.md")]
    [InlineData("templates/mails/hello/es/body.md", "templates/mails/hello/mail.json, templates/mails/hello/es/subject.txt, templates/mails/hello/es/body.md, templates/mails/hello/en/subject.txt, templates/mails/hello/en/body.md")]
    [InlineData("templates/agreements/A-99/agreement.json", "templates/agreements/A-99/en/texts.json, templates/agreements/A-99/en/text.md")]
    [InlineData("workflows/gates.json", "")]
    public void A_form_a_mail_and_an_agreement_come_whole_and_in_English_too(string member, string along) =>
        Assert.Equal(along, string.Join(", ", BundleMember.GoesWith(member).Where(other => other != member || member.Contains("/es/", StringComparison.Ordinal))));

    [Fact]
    public void A_member_that_stands_there_twice_and_a_bundle_of_another_version_are_refused()
    {
        var manifest = """{ "format": "prisma-event-bundle-9", "members": {}, "seal": "" }"""u8.ToArray();

        Assert.Equal("orrin.zip holds event.json twice.", Refusal([("event.json", "{}"u8.ToArray()), ("event.json", "[]"u8.ToArray()), (EventBundle.Manifest, manifest)]));
        Assert.Equal("manifest.json says “prisma-event-bundle-9”; this version reads “prisma-event-bundle-1”.", Refusal([(EventBundle.Manifest, manifest)]));

        static string Refusal(params IEnumerable<(string Name, byte[] Content)> entries) =>
            Assert.Throws<InvalidDataException>(() => EventBundle.Open("orrin.zip", GuardedZip.Write(entries))).Message;
    }

    static async Task<EventBundle> ExportAsync(Product product)
    {
        var details = new EventDetails("The Orrin Waters", "orrin-waters", "Vale of Orrin", "What does the river need?", new DateOnly(2027, 9, 6), new DateOnly(2027, 9, 15), "Europe/Lisbon", 40, Profile.Standard, StagesFollowPlan: true);
        await product.RunAsync<CreateEvent, Outcome<Event>>(create => create.ExecuteAsync(details, new Actor(null, "Ash Thorn"), TestContext.Current.CancellationToken));
        return (await product.Operations.ReadAsync<ExportBundle, EventBundle?>(export => export.ExecuteAsync("orrin-waters", TestContext.Current.CancellationToken)))!;
    }

    static Task<BundleDifference> CompareAsync(Product product, EventBundle bundle) =>
        product.Operations.ReadAsync<CompareBundle, BundleDifference>(compare => compare.ExecuteAsync(bundle, TestContext.Current.CancellationToken));

    static EventBundle With(EventBundle bundle, string member, string? becomes)
    {
        var members = new SortedDictionary<string, byte[]>(bundle.Members.ToDictionary(), StringComparer.Ordinal);
        members.Remove(member);
        if (becomes is not null)
        {
            members[member] = Encoding.UTF8.GetBytes(becomes);
        }

        return EventBundle.Of(members);
    }
}
