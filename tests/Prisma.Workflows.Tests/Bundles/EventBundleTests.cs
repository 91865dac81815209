using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Agreements.Wordings;
using Prisma.Workflows.Authoring.Difference;
using Prisma.Workflows.Bundles;
using Prisma.Workflows.Events.Planning;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Forms.Editing;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.People.Reading;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Tests.Bundles;

/// <summary>Acceptance scenario 29: an event's bundle goes to another place, is compared there, and adopted.</summary>
public sealed class EventBundleTests
{
    const string Slug = "orrin-waters", Form = "workflows/forms/F-17/en.json";

    static readonly Actor _ash = new(null, "Ash Thorn");

    [Theory, Databases]
    public async Task Scenario_29_an_empty_installation_adopts_the_same_definitions_and_a_second_time_changes_nothing(DatabaseProvider provider)
    {
        await using var here = await PlaceAsync(provider);
        var sealed_ = await ExportAsync(here);
        await using var there = await Product.StartAsync(provider);
        var bundle = EventBundle.Open("orrin.zip", sealed_.ToZip());

        var before = await CompareAsync(there, bundle);
        Assert.Empty(before.Refusals);
        Assert.Contains(before.Lines, line => line is { Unit: "Event orrin-waters", Mark: Mark.Added });
        Assert.Equal(6, before.Lines.Count(line => line.Unit.StartsWith("Workflow ", StringComparison.Ordinal) && line.Mark == Mark.Added));
        Assert.Empty(await DefinitionsAsync(there));

        var adopted = await AdoptAsync(there, bundle);
        Assert.True(adopted.IsAdopted);
        Assert.Equal(await DefinitionsAsync(here), await DefinitionsAsync(there));
        Assert.All(await there.ReadAsync(db => db.Definitions.ToListAsync(Cancellation)), version => Assert.False(version.IsPublished));
        Assert.Equal(EventMember.Of(await EventAsync(here)), EventMember.Of(await EventAsync(there)));

        var rows = await there.ReadAsync(db => db.Audit.CountAsync(Cancellation));
        var again = await AdoptAsync(there, bundle);
        Assert.True(again.ChangesNothing);
        Assert.False(again.IsAdopted);
        Assert.All(again.Lines, line => Assert.Equal(Mark.Same, line.Mark));
        Assert.Equal(rows, await there.ReadAsync(db => db.Audit.CountAsync(Cancellation)));
    }

    [Theory, Databases]
    public async Task Scenario_29_a_bundle_that_was_tampered_with_is_refused_and_says_where(DatabaseProvider provider)
    {
        await using var here = await PlaceAsync(provider);
        var zip = (await ExportAsync(here)).ToZip();

        foreach (var member in new[] { Form, "event.json", "templates/agreements/A-02/en/text.md", "workflows/structures.json", (await ExportAsync(here)).Members.Keys.First() })
        {
            Assert.Equal($"{member} was changed after the bundle was sealed.", Refusal(Change(zip, member, OneByte)));
        }

        Assert.Equal($"{Form} is missing: it was taken out after the bundle was sealed.", Refusal(Change(zip, Form, _ => null)));
        Assert.Equal("workflows/forms/F-99/en.json was added after the bundle was sealed.", Refusal(Change(zip, "workflows/forms/F-99/en.json", _ => "{}"u8.ToArray())));
        Assert.Equal("manifest.json was changed after the bundle was sealed.", Refusal(Change(zip, EventBundle.Manifest, bytes => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("forms/F-17/", "forms/F-71/", StringComparison.Ordinal)))));
        Assert.Contains(EventBundle.Manifest, Refusal(Change(zip, EventBundle.Manifest, bytes => bytes[..^3])), StringComparison.Ordinal);
        Assert.Equal("orrin.zip is no event bundle: it has no manifest.json.", Refusal(Change(zip, EventBundle.Manifest, _ => null)));
    }

    [Theory]
    [InlineData("../outside.json")]
    [InlineData("workflows/forms/../../../outside.json")]
    [InlineData("workflows/forms/F-17/../../x.json")]
    [InlineData("/etc/cron.d/x.txt")]
    [InlineData("templates\\mails\\x\\mail.json")]
    [InlineData("definitions/../x.json")]
    [InlineData("workflows/gates.schema.json")]
    [InlineData("templates/mails/offer/en/run.exe")]
    public void A_member_that_would_leave_its_folder_is_refused_even_when_it_is_sealed(string member) =>
        Assert.Equal($"{member} belongs in no event bundle.", Refusal(EventBundle.Of(new() { [member] = "{}"u8.ToArray() }).ToZip()));

    [Fact]
    public void A_zip_that_unpacks_without_end_or_is_none_is_refused()
    {
        Assert.Contains("unpacks to more than is taken", Refusal(EventBundle.Of(new() { ["event.json"] = new byte[9 * 1024 * 1024] }).ToZip()), StringComparison.Ordinal);
        Assert.StartsWith("orrin.zip is no zip, whatever its name says.", Refusal("Dear hub, here it is"u8.ToArray()), StringComparison.Ordinal);
        Assert.StartsWith("orrin.zip is cut short or damaged", Refusal(EventBundle.Of(new() { ["event.json"] = new byte[1024] }).ToZip()[..^30]), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task What_was_changed_elsewhere_is_shown_in_words_and_taken_over_by_the_products_own_acts(DatabaseProvider provider)
    {
        await using var here = await PlaceAsync(provider);
        await SayAsync(here, "E62", "Is this you? Have a look – {{ event.name }}");
        var bundle = Resealed(await ExportAsync(here), Form, "Pictures and film of me", "Pictures of me");
        bundle = Resealed(bundle, "event.json", "\"capacity\": 40", "\"capacity\": 44");
        bundle = Resealed(bundle, DefinitionOf(bundle, "case-study"), "The first stories", "The very first stories");
        await using var there = await PlaceAsync(provider);

        var difference = await CompareAsync(there, bundle);

        Assert.Empty(difference.Refusals);
        Assert.Equal(["Event orrin-waters", "Form F-17", "Mail story-release", "Workflow Case study"], difference.Lines.Where(line => line.Mark == Mark.Changed).Select(line => line.Unit).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(difference.Lines, line => line.Mark == Mark.Added);
        Assert.Contains("Seats: “40” becomes “44”.", Sentences(difference, "Event orrin-waters"));
        Assert.Contains("F-17/en.json + \"label\": \"Pictures of me\",", Sentences(difference, "Form F-17"));
        Assert.Contains(Sentences(difference, "Workflow Case study"), sentence => sentence.Contains("The very first stories", StringComparison.Ordinal));

        Assert.True((await AdoptAsync(there, bundle)).NeedsRestart);

        Assert.Equal(44, (await EventAsync(there)).Capacity);
        var wording = await there.ReadAsync(db => db.Wordings.SingleAsync(Cancellation));
        Assert.Equal(("E62", "en", 1, "Ash Thorn"), (wording.Name, wording.Language, wording.PublishedAs, wording.SavedBy));
        var versions = await there.ReadAsync(db => db.Definitions.Where(version => version.DefinitionId == "case-study").OrderBy(version => version.Version).ToListAsync(Cancellation));
        Assert.Equal([(true, false), (false, true)], versions.Select(version => (version.IsPublished, version.IsLatest)));
        Assert.Contains("Pictures of me", await File.ReadAllTextAsync(Path.Combine(ContentShelf.LayOver(Repository.Root, there.DataFolder), Form), Cancellation), StringComparison.Ordinal);
        Assert.True((await AdoptAsync(there, bundle)).ChangesNothing);
        Assert.Contains(await there.ReadAsync(db => db.Audit.Select(entry => entry.Sentence).ToListAsync(Cancellation)), sentence => sentence.StartsWith("Ash Thorn adopted the bundle of the event “The Orrin Waters”", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_copy_of_the_content_is_cleared_a_week_after_the_last_program_that_reads_it_has_ended()
    {
        await using var place = await PlaceAsync(DatabaseProvider.Sqlite);
        var first = Copy("one");
        var second = Copy("two");
        var (longRunning, renewed) = (Shelf(first), Shelf(second));
        for (var hour = 0; hour < 24 * 8; hour += 6)
        {
            place.Time.Advance(TimeSpan.FromHours(6));
            longRunning.ClearCopies();
            renewed.ClearCopies();
        }

        Assert.True(Directory.Exists(first));
        for (var hour = 0; hour < 24 * 8; hour += 6)
        {
            place.Time.Advance(TimeSpan.FromHours(6));
            renewed.ClearCopies();
        }

        Assert.Equal([second], Directory.GetDirectories(Path.Combine(place.DataFolder, "content")));

        string Copy(string form)
        {
            var adopted = Directory.CreateDirectory(Path.Combine(place.DataFolder, "adopted", "workflows", "forms", form)).FullName;
            File.WriteAllText(Path.Combine(adopted, "form.json"), "{}");
            var copy = ContentShelf.LayOver(Repository.Root, place.DataFolder);
            Directory.SetLastWriteTimeUtc(copy, place.Time.GetUtcNow().UtcDateTime);
            return copy;
        }

        ContentShelf Shelf(string copy) => new(Microsoft.Extensions.Options.Options.Create(new PrismaOptions { DataFolder = place.DataFolder, ContentFolder = copy }), place.Time);
    }

    [Theory]
    [InlineData("workflows/forms/F-12/form.json", false)]
    [InlineData("definitions/pathway-participant.json", true)]
    public void A_bundle_brings_drafts_where_a_workflow_comes_in(string member, bool brings) =>
        Assert.Equal(brings, new BundleDifference("The Orrin Waters", "5ea1", [new BundleLine("It", Mark.Added, []) { Members = [member] }], []).BringsDrafts);

    [Theory, Databases]
    public async Task What_stewards_wrote_goes_along_and_is_published_where_others_wrote_their_own(DatabaseProvider provider)
    {
        await using var here = await PlaceAsync(provider);
        await using var there = await PlaceAsync(provider);
        await WriteAsync(here, "River words", "What does the river need?", 60);
        await WriteAsync(there, "Forest words", "What do the trees need?", 21);
        var bundle = EventBundle.Open("orrin.zip", (await ExportAsync(here)).ToZip());

        var difference = await CompareAsync(there, bundle);
        Assert.Empty(difference.Refusals);
        Assert.Equal(["Agreement A-05", "Agreement A-06", "Form F-12"], difference.Lines.Where(line => line.Mark != Mark.Same).Select(line => line.Unit));
        Assert.False((await AdoptAsync(there, bundle)).NeedsRestart);
        await there.HearWordsAsync();

        Assert.Equal("River words", there.Services.GetRequiredService<AgreementLibrary>().Find("A-06", "en").Title);
        Assert.Equal(60, there.Services.GetRequiredService<AgreementLibrary>().Find("A-05", "en").NoticeDays);
        Assert.Contains("What does the river need?", there.Services.GetRequiredService<FormLibrary>().TextOf("F-12", "en").Fields.Values.Select(field => field.Label));
        Assert.True((await AdoptAsync(there, bundle)).ChangesNothing);

        static async Task WriteAsync(Product product, string title, string question, int notice)
        {
            await product.PutWordsAsync("agreement", "A-05", (product.Services.GetRequiredService<AgreementLibrary>().Shipped("A-05", "en").Words with { NoticeDays = notice }).Content);
            await product.PutWordsAsync("agreement", "A-06", new AgreementWords(title, ["You come, and you may leave."], "# We\n\nVersion {{ agreement.version }} of {{ agreement.id }}, for {{ person.name }} at {{ event.name }}.").Content);
            var form = product.Services.GetRequiredService<FormLibrary>().Shipped("F-12")!;
            await product.PutWordsAsync("form", "F-12", FormEditor.Add(form, "gift", "", question, FieldType.Long).Form.Content, language: "");
        }
    }

    [Theory, Databases]
    public async Task Whoever_adopts_is_not_the_only_one_who_has_read_it(DatabaseProvider provider)
    {
        await using var here = await PlaceAsync(provider);
        var bundle = await ExportAsync(here);
        await using var there = await Product.StartAsync(provider);

        var alone = await AdoptAloneAsync(there, bundle);

        Assert.False(alone.IsAdopted);
        Assert.Contains("A steward other than you", Assert.Single(alone.Refusals), StringComparison.Ordinal);
        Assert.Empty(await DefinitionsAsync(there));
        Assert.True((await AdoptAsync(there, bundle)).IsAdopted);
    }

    [Theory, Databases]
    public async Task What_could_not_be_read_here_is_refused_whole(DatabaseProvider provider)
    {
        await using var here = await PlaceAsync(provider);
        var bundle = await ExportAsync(here);
        await using var there = await Product.StartAsync(provider);

        var broken = await AdoptAsync(there, Resealed(bundle, Form, "\"title\"", "title"));
        var wrong = await AdoptAsync(there, Resealed(bundle, "templates/mails/story-release/en/body.md", "{{ person.called }}", "{{ person.shoe_size }}"));
        var early = await AdoptAsync(there, Resealed(bundle, "event.json", "\"capacity\": 40", "\"capacity\": 4"));
        var silent = await AdoptAsync(there, Resealed(bundle, "event.json", "\"timeZone\"", "\"zone\""));

        Assert.StartsWith("event.json cannot be read", Assert.Single(silent.Refusals), StringComparison.Ordinal);
        Assert.Contains("F-17", Assert.Single(broken.Refusals), StringComparison.Ordinal);
        Assert.Contains("shoe_size", Assert.Single(wrong.Refusals), StringComparison.Ordinal);
        Assert.Equal("The event: An event has between 6 and 300 seats.", Assert.Single(early.Refusals));
        Assert.Empty(await DefinitionsAsync(there));
        Assert.Empty(await there.ReadAsync(db => db.Audit.ToListAsync(Cancellation)));
        Assert.False(Directory.Exists(Path.Combine(there.DataFolder, "adopted")));
    }

    [Theory, Databases]
    public async Task Nobodys_name_and_no_answer_is_in_it(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.ApplyAsync("amina@reed.example");
        var slug = await scenario.Product.ReadAsync(db => db.Events.Select(one => one.Slug).SingleAsync(Cancellation));

        var bundle = await scenario.Product.Operations.ReadAsync<ExportBundle, EventBundle?>(export => export.ExecuteAsync(slug, Cancellation));

        var all = string.Concat(bundle!.Members.Values.Select(Encoding.UTF8.GetString));
        foreach (var email in await scenario.Product.ReadAsync(db => db.People.Select(person => person.Email).ToListAsync(Cancellation)))
        {
            Assert.DoesNotContain(email, all, StringComparison.OrdinalIgnoreCase);
        }
    }

    static async Task<Product> PlaceAsync(DatabaseProvider provider)
    {
        var product = await Product.StartShippedAsync(provider);
        var details = new EventDetails("The Orrin Waters", Slug, "Vale of Orrin", "What does the river need?", new DateOnly(2027, 9, 6), new DateOnly(2027, 9, 15), "Europe/Lisbon", 40, Profile.Standard, StagesFollowPlan: true)
        {
            SeatsSetAside = "scribe: 2, hard\nlocal: 50%",
        };
        await product.RunAsync<CreateEvent, Outcome<Event>>(create => create.ExecuteAsync(details, _ash, Cancellation));
        return product;
    }

    static Task SayAsync(Product product, string mail, string subject) => product.RunAsync<PrismaDbContext>(db =>
    {
        var body = File.ReadAllText(Path.Combine(Repository.Root, "templates/mails/story-release/en/body.md"));
        var content = MailWordingKind.Write(subject, body);
        db.Wordings.Add(new Wording { Kind = MailWordingKind.Name, Name = mail, Language = "en", Content = content, Hash = Wording.HashOf(content), SavedBy = "Wren Alder", SavedAt = product.Time.GetUtcNow(), PublishedAs = 1 });
        return Task.CompletedTask;
    });

    static async Task<EventBundle> ExportAsync(Product product) =>
        (await product.Operations.ReadAsync<ExportBundle, EventBundle?>(export => export.ExecuteAsync(Slug, Cancellation)))!;

    static Task<BundleDifference> CompareAsync(Product product, EventBundle bundle) =>
        product.Operations.ReadAsync<CompareBundle, BundleDifference>(compare => compare.ExecuteAsync(bundle, Cancellation));

    /// <summary>After somebody else has read it.</summary>
    static async Task<BundleDifference> AdoptAsync(Product product, EventBundle bundle)
    {
        await product.RunAsync<PrismaDbContext, int>(async db =>
        {
            if (!await db.VersionConsents.AnyAsync(consent => consent.ContentHash == bundle.Seal, Cancellation))
            {
                db.VersionConsents.Add(new VersionConsent { VersionId = "bundle", ContentHash = bundle.Seal, PersonId = Guid.CreateVersion7(), Name = "Linn Reed", At = product.Time.GetUtcNow() });
            }

            return 0;
        });
        return await AdoptAloneAsync(product, bundle);
    }

    static Task<BundleDifference> AdoptAloneAsync(Product product, EventBundle bundle) =>
        product.RunAsync<AdoptBundle, BundleDifference>(adopt => adopt.ExecuteAsync(bundle, _ash, Cancellation));

    static Task<List<string>> DefinitionsAsync(Product product) => product.ReadAsync(db =>
        db.Definitions.OrderBy(version => version.DefinitionId).Select(version => version.Id + " " + version.ContentHash).ToListAsync(Cancellation));

    static Task<Event> EventAsync(Product product) => product.ReadAsync(db => db.Events.SingleAsync(Cancellation));

    static IReadOnlyList<string> Sentences(BundleDifference difference, string unit) => difference.Lines.Single(line => line.Unit == unit).Sentences;

    static string DefinitionOf(EventBundle bundle, string id) =>
        bundle.Members.Single(member => member.Key.StartsWith("definitions/", StringComparison.Ordinal) && JsonNode.Parse(member.Value)!["definitionId"]!.GetValue<string>() == id).Key;

    /// <summary>As another place would have exported it.</summary>
    static EventBundle Resealed(EventBundle bundle, string member, string was, string becomes)
    {
        var text = Encoding.UTF8.GetString(bundle.Members[member]);
        Assert.Contains(was, text, StringComparison.Ordinal);
        return EventBundle.Of(new(bundle.Members.ToDictionary(), StringComparer.Ordinal) { [member] = Encoding.UTF8.GetBytes(text.Replace(was, becomes, StringComparison.Ordinal)) });
    }

    static string Refusal(byte[] zip) => Assert.Throws<InvalidDataException>(() => EventBundle.Open("orrin.zip", zip)).Message;

    static byte[] OneByte(byte[] bytes)
    {
        bytes[^2] ^= 1;
        return bytes;
    }

    /// <summary>The zip with one member changed, added or (null) taken out, the manifest as it was.</summary>
    static byte[] Change(byte[] zip, string member, Func<byte[], byte[]?> change)
    {
        using var bytes = new MemoryStream();
        bytes.Write(zip);
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            var content = new MemoryStream();
            if (archive.GetEntry(member) is { } entry)
            {
                using (var stream = entry.Open())
                {
                    stream.CopyTo(content);
                }

                entry.Delete();
            }

            if (change(content.ToArray()) is { } changed)
            {
                using var stream = archive.CreateEntry(member).Open();
                stream.Write(changed);
            }
        }

        return bytes.ToArray();
    }
}
