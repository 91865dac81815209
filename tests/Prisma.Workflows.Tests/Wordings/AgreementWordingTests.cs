using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Agreements.Wordings;
using Prisma.Workflows.Enrolments.Organisations;

namespace Prisma.Workflows.Tests.Wordings;

public sealed class AgreementWordingTests
{
    const string Amina = "amina@reed.example";
    const string Bela = "bela@reed.example";

    static readonly AgreementWords _plainer = new("Taking part", ["You come, and you may leave."], "# Taking part\n\nVersion {{ agreement.version }} of {{ agreement.id }}, for {{ person.name }} at {{ event.name }}.");

    [Theory, Databases]
    public async Task What_is_being_signed_keeps_its_text_and_who_comes_later_reads_the_new_one(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var first = await scenario.UpToTheAgreementAsync(Amina, "Amina");
        var before = await AgreementAsync(scenario, first);

        await scenario.Product.PutWordsAsync("agreement", "A-06", _plainer.Content);
        var second = await scenario.UpToTheAgreementAsync(Bela, "Bela");
        Assert.True((await scenario.SignAsync(first)).IsAccepted);
        Assert.True((await scenario.SignAsync(first)).IsAccepted);

        var signed = await AgreementAsync(scenario, first);
        Assert.Equal((before.Text, before.Hash, AgreementState.Active), (signed.Text, signed.Hash, signed.State));
        Assert.Contains("Agreement A-06, version 1,", signed.Text, StringComparison.Ordinal);
        Assert.Equal(signed.Hash, AgreementText.Hash(signed.Text));
        Assert.All(signed.Signatures, signature => Assert.Equal(signed.Hash, signature.TextHash));
        var later = await AgreementAsync(scenario, second);
        Assert.Equal(("Taking part", 2, AgreementText.Hash(later.Text)), (later.Title, later.Version, later.Hash));
        Assert.StartsWith("# Taking part\n\nVersion 2 of A-06, for Bela ", later.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ budget.table }}", "budget.table is not known")]
    [InlineData("{{ if }}", "cannot be read")]
    [InlineData("{{ person }}", "person is not known")]
    [InlineData("{{ string.shout person.name }}", "no function string.shout")]
    [InlineData("{{ lead.name }} and {{ organisation.name }} on {{ today }}", null)]
    public async Task A_text_that_names_what_no_signing_step_knows_is_refused(string text, string? why)
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);

        var saved = await product.SaveWordsAsync("agreement", "A-06", (_plainer with { Text = text }).Content);

        if (why is null)
        {
            Assert.Empty(saved.Problems);
        }
        else
        {
            Assert.Contains(why, saved.Problems["text"], StringComparison.Ordinal);
            Assert.DoesNotContain("..", saved.Problems["text"], StringComparison.Ordinal);
        }
    }

    [Theory, Databases]
    public async Task The_facts_that_are_offered_are_known_at_a_real_step(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        var all = _plainer with { Text = string.Join('\n', AgreementFact.Of(_plainer.NoticeDays).Where(fact => fact.Path != "agreement.terms").Select(fact => $"{fact.Path}={{{{ {fact.Path} }}}}")) };

        var paper = await scenario.Product.RunAsync<TryAgreement, Agreement?>(read => read.ExecuteAsync("A-06", "en", all, 2, enrolment, Cancellation));

        Assert.All(paper!.Text.Trim().Split('\n'), line => Assert.NotEqual('=', line[^1]));
        Assert.Contains("person.first_name=Amina", paper.Text, StringComparison.Ordinal);
        Assert.Contains("Wren Alder", SignedCopy.Write(paper), StringComparison.Ordinal);
        Assert.DoesNotContain("does not hold", SignedCopy.Write(paper), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_from_before_an_agreement_named_its_days_of_notice_are_signed_as_they_are_and_keep_the_usual_ones()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        await product.PutWordsAsync("agreement", "A-05", new AgreementWords("Gift", ["You may leave."], "# Gift\n\nEither may leave with 14 days' notice.").Content);

        Assert.Empty(product.Services.GetRequiredService<AgreementWordingKind>().ProblemsOf("A-05"));
        Assert.Equal(14, product.Services.GetRequiredService<AgreementLibrary>().Find("A-05", "en").NoticeDays);
    }

    [Theory]
    [InlineData("A-09")]
    [InlineData("A-10")]
    public async Task A_hub_is_spoken_for_by_whoever_leads_it_whosever_passage_it_is(string id)
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var called = await scenario.Product.RunAsync<CallEvent, Outcome<Enrolment>>(call => call.ExecuteAsync(scenario.EventId, new Actor(null, "Wren Alder"), Cancellation));
        var shipped = scenario.Product.Services.GetRequiredService<AgreementLibrary>().Shipped(id, "en");

        var paper = await scenario.Product.RunAsync<TryAgreement, Agreement?>(read => read.ExecuteAsync(id, "en", shipped.Words, 1, called.Value!.Id, Cancellation));

        Assert.Contains("spoken for by **Ode Marsh**", paper!.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Wren Alder** for the hub", paper.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_shipped_agreement_could_be_published_as_it_is()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        var kind = product.Services.GetRequiredService<AgreementWordingKind>();

        Assert.All(product.Services.GetRequiredService<AgreementLibrary>().Ids, id => Assert.Empty(kind.Check(id, "en", kind.Shipped(id, "en")!)));
    }

    [Fact]
    public async Task A_text_is_tried_with_how_long_this_installation_keeps_things()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite, services => services.Configure<RetentionOptions>(kept => kept.CareDays = 45));
        var text = "Deleted {{ retention.care_days }} days after {{ event.end }}.";

        var tried = product.Services.GetRequiredService<AgreementWordingKind>().Try("A-06", 2, new AgreementWords("Taking part", ["Yours stays yours."], text));

        Assert.Equal("Deleted 45 days after Wednesday 15 September 2027.", tried.Trim());
    }

    static Task<Agreement> AgreementAsync(Scenario scenario, Guid enrolment) =>
        scenario.Product.ReadAsync(db => db.Agreements.Include(one => one.Signatures).SingleAsync(one => one.EnrolmentId == enrolment && one.TemplateId == "A-06"));
}
