using Prisma.Workflows.Enrolments.Organisations;

namespace Prisma.Workflows.Tests.Mail;

/// <summary>What is told afterwards stands in the mail that tells it (domain.md §9, PTN-6.2; §10, PAR-6.5).</summary>
public sealed class ReportTests
{
    const string Cleo = "cleo@fenn.example", Amina = "amina@reed.example";

    [Theory, Databases]
    public async Task A_partner_reads_what_the_gift_became_in_the_leads_own_words(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.ReachAsync(SignalNames.IntentionConsented, "hub.screened", "event.go");
        var partner = await scenario.InviteAsync(Pathway.Partner, "Ferry Fund", "Cleo Fenn", Cleo);
        await scenario.UntilAsync(partner, () => scenario.IsOpenAtAsync(partner, "PTN-6.2"), step => step.Key != "PTN-6.2");
        Assert.Equal(Scenario.Lead, await scenario.ActorOfAsync(partner, "PTN-6.2"));

        await scenario.SubmitAsync(partner, "PTN-6.2", new JsonObject { ["used"] = "Two boats for twelve days.", ["failed"] = "The motor came too late." });
        await scenario.PassAsync(TimeSpan.FromDays(1));

        var told = Text(scenario, Cleo, "What your gift became");
        Assert.Contains("What it was used for: Two boats for twelve days.", told, StringComparison.Ordinal);
        Assert.Contains("What did not work: The motor came too late.", told, StringComparison.Ordinal);
        Assert.DoesNotContain("What is left over", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, true, "What is there now that wasn't before: A spring with a keeper. What was spent, and what is left: Two thirds, for food. What we learned, and will do otherwise: A free morning.")]
    [InlineData(DatabaseProvider.Sqlite, false, "It is still being put together. Wren Alder tells you")]
    public async Task Participants_read_what_became_of_it_as_the_lead_wrote_it_down(DatabaseProvider provider, bool isWritten, string read)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheSeatAsync(Amina);
        await scenario.ToStageAsync(enrolment, "PAR-6");
        await scenario.ReachAsync("event.ended");
        if (isWritten)
        {
            await scenario.Product.ChangeAsync(db => db.Steps.Add(Written(enrolment, db.People.Single(person => person.Email == Scenario.Lead).Id, scenario.Product.Time.GetUtcNow())));
        }

        await scenario.UntilAsync(enrolment, async () => (await scenario.OwedAsync(Amina)).Contains("E60b"), _ => true);
        await scenario.PassAsync(TimeSpan.FromDays(1));

        Assert.Contains(read, Text(scenario, Amina, "What became of it"), StringComparison.Ordinal);
    }

    static Step Written(Guid enrolment, Guid lead, DateTimeOffset now) => new()
    {
        EnrolmentId = enrolment,
        Key = "EV-6.5",
        Round = 1,
        Kind = StepKind.Form,
        Title = "The harvest report",
        StageKey = "EV-6",
        ActorId = lead,
        ActorPart = "lead",
        FormId = "F-21c",
        State = StepState.Submitted,
        OpenedAt = now,
        ClosedAt = now,
        DueAt = now,
        Answers = """{"results":"A spring with a keeper.","spending":"Two thirds, for food.","learned":"A free morning.","tensions":"Between two neighbours."}""",
    };

    static string Text(Scenario scenario, string email, string subject) =>
        string.Join(' ', scenario.Product.Mail.To(email).Last(mail => mail.Subject!.StartsWith(subject, StringComparison.Ordinal)).TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
