using System.Globalization;
using System.Text.RegularExpressions;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Web.Tests.Portal;

public sealed partial class SteppingOutTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    [Fact]
    public async Task Whoever_is_still_applying_steps_out_by_the_link_in_their_mail()
    {
        const string Email = "leaves@example.org";
        using var applicant = product.Open();
        var step = await product.StepAsync(Village.IdOf(await applicant.ApplyAsync(Email)));
        using var another = product.Open();
        var page = (await another.GetAsync(await LinkInMailAsync(Email, StepOut()))).Location;

        Assert.Equal($"/where/{step.EnrolmentId}/leave", page);
        Assert.Equal((EnrolmentState.Active, "PAR-1"), await WhereAsync(step.EnrolmentId));
        await another.SubmitAsync(page, "leave", ("confirm", "true"), ("data", "delete"));

        Assert.Equal((EnrolmentState.Withdrawn, "PAR-1"), await WhereAsync(step.EnrolmentId));
        var ended = await another.GetAsync($"/where/{step.EnrolmentId}");
        Assert.Contains("it ended here", Assert.Single(ended.Document.QuerySelectorAll(".stages li")).TextContent, StringComparison.Ordinal);
        Assert.Contains(" what you told us is deleted. Until then ", ended.Text, StringComparison.Ordinal);
        Assert.False(await product.Operations.ReadAsync<PrismaDbContext, bool>(db =>
            db.Steps.AnyAsync(one => one.EnrolmentId == step.EnrolmentId && (one.State == StepState.Open || one.NextRungAt != null), WebProduct.Cancellation)));
        Assert.Equal(1, await product.Operations.ReadAsync<PrismaDbContext, int>(db =>
            db.Outbox.CountAsync(mail => mail.EnrolmentId == step.EnrolmentId && mail.Template == "E08" && mail.Facts.Contains("\"has_ended\":true") && mail.Facts.Contains(" it is deleted, so that you can think again until then."), WebProduct.Cancellation)));

        var kept = (await another.GetAsync($"/where/{step.EnrolmentId}/data")).Document.QuerySelector("form [role=status]")!.TextContent;
        Assert.StartsWith("You asked us to delete it. It is done on ", kept, StringComparison.Ordinal);
        Assert.Contains(product.Time.GetUtcNow().AddDays(14).Year.ToString(CultureInfo.InvariantCulture), kept, StringComparison.Ordinal);
    }

    /// <summary>Who finds this moment the wrong one may rather talk; a digest says that every page tells how.</summary>
    [Fact]
    public async Task The_pages_on_which_somebody_rests_leaves_or_takes_more_time_say_whom_to_talk_to()
    {
        using var applicant = product.Open();
        var address = await applicant.ApplyAsync("rather-talks@example.org");
        var where = $"/where/{(await product.StepAsync(Village.IdOf(address))).EnrolmentId}";

        foreach (var page in new[] { address, $"{address}/more-time", where, $"{where}/pause", $"{where}/leave", $"{where}/tension", $"{where}/data" })
        {
            Assert.Contains("Rather talk to a person?", (await applicant.GetAsync(page.Replace("?thanks=1", "", StringComparison.Ordinal))).Document.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Of_a_hub_that_stepped_out_its_own_story_is_told_and_it_is_not_asked_to_begin_anew()
    {
        using var browser = product.Open();
        var hub = await product.ShowInterestAsync("Weir House", "weir@example.org");
        await browser.GetAsync(await product.LinkAsync(hub.Id, hub.ActorId));
        var where = $"/where/{hub.EnrolmentId}";

        await browser.SubmitAsync($"{where}/leave", "leave", ("confirm", "true"), ("data", "keep"));

        var ended = await browser.GetAsync(where);
        Assert.Equal("Weir House stepped out, and nothing more is asked of you. If you think again, write to us.", ended.Document.QuerySelector(".lead")!.TextContent);
        var story = ended.Document.QuerySelectorAll(".story li").Select(item => item.TextContent).ToList();
        Assert.Contains(story, sentence => sentence.EndsWith("Weir House entered the stage “Calling and screening”.", StringComparison.Ordinal));
        Assert.Contains(story, sentence => sentence.Contains("Weir House stepped out.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(EnrolmentState.Withdrawn)]
    [InlineData(EnrolmentState.Lapsed)]
    public async Task An_organisation_that_is_gone_reads_when_what_it_signed_ends(EnrolmentState gone)
    {
        using var browser = product.Open();
        var hub = await product.ShowInterestAsync($"Weir House {gone}", $"{gone}@weir.example");
        await browser.GetAsync(await product.LinkAsync(hub.Id, hub.ActorId));
        var now = product.Time.GetUtcNow();
        await product.Operations.RunAsync<PrismaDbContext>(async db =>
        {
            db.Agreements.Add(new Agreement { EnrolmentId = hub.EnrolmentId, StepKey = "HUB-3.4", Round = 1, TemplateId = Agreement.Hosting, Version = 1, Title = "Hosting agreement", State = AgreementState.Active, Text = "", Hash = "", OpenedAt = now, ExpiresAt = now, NoticeDays = 30 });
            var enrolment = db.Enrolments.Single(one => one.Id == hub.EnrolmentId);
            (enrolment.State, enrolment.EndedAt, enrolment.NoticeEndsAt) = (gone, now, now.AddDays(30));
            await db.SaveChangesAsync(WebProduct.Cancellation);
        }, WebProduct.Cancellation);

        var ends = DayWords.SayInFull(DateOnly.FromDateTime(now.AddDays(30).Date));
        Assert.Contains($"“Hosting agreement” ends with its notice, on {ends}.", (await browser.GetAsync($"/where/{hub.EnrolmentId}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_turns_off_what_being_on_the_way_needs_reads_that_it_ends_by_stepping_out()
    {
        const string told = "each step goes on reaching you by mail";
        using var applicant = product.Open();
        var step = await product.StepAsync(Village.IdOf(await applicant.ApplyAsync("chooses@example.org")));
        var page = $"/where/{step.EnrolmentId}/choices";
        async Task<string> SavedAsync(params (string, string)[] choices) => (await applicant.GetAsync((await applicant.SubmitAsync(page, "choices", choices)).Location)).Text;

        Assert.DoesNotContain(told, (await applicant.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(told, await SavedAsync(("process", "true"), ("event_mails", "true")), StringComparison.Ordinal);
        Assert.Contains(told, await SavedAsync(("process", "true")), StringComparison.Ordinal);
        Assert.DoesNotContain(told, (await applicant.GetAsync(page)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Pathway.Participant, HttpStatusCode.OK)]
    [InlineData(Pathway.Event, HttpStatusCode.NotFound)]
    public async Task Whoever_signs_in_opens_where_they_are_and_how_to_leave_and_of_the_events_own_passage_neither(string pathway, HttpStatusCode answer)
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        var enrolment = await product.Operations.RunAsync<PrismaDbContext, Enrolment>(async db =>
        {
            var person = await db.People.OrderByDescending(one => one.Id).FirstAsync(WebProduct.Cancellation);
            var theEvent = await db.Events.SingleAsync(one => one.Slug == Village.Slug, WebProduct.Cancellation);
            return db.Enrolments.Add(new Enrolment { EventId = theEvent.Id, PersonId = person.Id, Pathway = pathway, InstanceId = pathway, CreatedAt = product.Time.GetUtcNow() }).Entity;
        }, WebProduct.Cancellation);

        Assert.Equal((answer, answer), ((await facilitator.GetAsync($"/where/{enrolment.Id}")).Status, (await facilitator.GetAsync($"/where/{enrolment.Id}/leave")).Status));

        var token = LinkToken.Create();
        await product.Operations.RunAsync<PrismaDbContext, AccessLink>(db => Task.FromResult(
            db.AccessLinks.Add(new AccessLink { TokenHash = LinkToken.HashOf(token), PersonId = enrolment.PersonId, Purpose = LinkPurpose.Enrolment, EnrolmentId = enrolment.Id, CreatedAt = product.Time.GetUtcNow() }).Entity), WebProduct.Cancellation);
        Assert.Equal(pathway == Pathway.Event ? $"/enrolments/{enrolment.Id}" : $"/where/{enrolment.Id}/leave", (await facilitator.GetAsync($"/l/{token}?to=leave")).Location);
    }

    async Task<string> LinkInMailAsync(string email, Regex link) =>
        (await product.DeliverAsync()).Where(mail => mail.To.Contains(email, StringComparison.Ordinal)).Select(mail => link.Match(mail.Text)).First(match => match.Success).Value;

    Task<(EnrolmentState State, string Stage)> WhereAsync(Guid enrolmentId) => product.Operations.ReadAsync<PrismaDbContext, (EnrolmentState, string)>(async db =>
    {
        var enrolment = await db.Enrolments.SingleAsync(one => one.Id == enrolmentId, WebProduct.Cancellation);
        return (enrolment.State, enrolment.StageKey);
    });

    [GeneratedRegex(@"/l/[^\s?]+\?to=leave", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex StepOut();

    [GeneratedRegex(@"(?<=See what we keep: \S+)/l/\S+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex WhatWeKeep();
}
