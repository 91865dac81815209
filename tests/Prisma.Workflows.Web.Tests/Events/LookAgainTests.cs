using Prisma.Workflows.Agreements;
using Prisma.Workflows.Pathways;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Events;

/// <summary>Agreements whose review date has come, on the event's page (domain.md §12.3, §17).</summary>
public sealed class LookAgainTests : IAsyncLifetime
{
    readonly WebProduct _product = new();

    public async ValueTask InitializeAsync() => await _product.FoundAsync();

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task The_lead_chooses_one_or_all_that_are_alike_and_what_was_decided_is_asked_no_more()
    {
        using var lead = await LeadAsync();
        await AgreeAsync("amina@example.org", "Amina Reed");
        await AgreeAsync("samir@example.org", "Samir Holm");

        var choices = (await lead.GetAsync($"/events/{Village.Slug}")).Document.QuerySelectorAll("#f-agreements option").Select(option => option.TextContent).ToList();
        var page = (await lead.GetAsync($"/events/{Village.Slug}")).Document;
        Assert.Equal(page.QuerySelectorAll("main h2").Select(part => $"/events/{Village.Slug}#{part.Id}"), page.QuerySelectorAll("nav.index a").Select(link => link.GetAttribute("href")));
        Assert.Equal(["", "Participation: all 2"], choices[..2]);
        Assert.Equal(["Amina Reed", "Samir Holm"], choices[2..].Select(choice => choice.Split(", ")[1].Replace("signed by ", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        var form = (await lead.GetAsync($"/events/{Village.Slug}")).Form("agreements")!;
        var all = (await lead.GetAsync($"/events/{Village.Slug}")).Document.QuerySelectorAll("#f-agreements option")[1].GetAttribute("value")!;

        var early = await lead.SubmitAsync($"/events/{Village.Slug}", "agreements", ("agreements", all), ("decision", LookAgain.GoesOn), ("until", "2020-01-01"), ("why", "Nobody wished for anything else."));
        Assert.Single(early.Problems);
        var decided = await lead.SubmitAsync($"/events/{Village.Slug}", "agreements", ("agreements", all), ("decision", LookAgain.GoesOn), ("until", "2028-01-10"), ("why", "Nobody wished for anything else."));

        Assert.Equal($"/events/{Village.Slug}?saved=agreements#agreements", decided.Location);
        Assert.Null((await lead.GetAsync($"/events/{Village.Slug}")).Document.QuerySelector("#f-agreements"));

        var second = await lead.PostAsync($"/events/{Village.Slug}", [.. Browser.Hidden(form), ("agreements", all), ("decision", LookAgain.Ends), ("why", "Nobody wished for anything else.")]);
        Assert.Equal(["Please choose which agreement; what was looked at already is no longer here."], second.Problems);
        Assert.Equal("Nobody wished for anything else.", second.Form("agreements")!.QuerySelector("textarea")!.TextContent);
    }

    async Task<Browser> LeadAsync()
    {
        var lead = await _product.SignInAsync(Role.Facilitator);
        await _product.Operations.RunAsync<PrismaDbContext>(async db =>
        {
            var me = await db.People.OrderBy(person => person.Id).LastAsync(person => person.Roles.Any(), WebProduct.Cancellation);
            var theEvent = await db.Events.Include(one => one.Team).SingleAsync(one => one.Slug == Village.Slug, WebProduct.Cancellation);
            db.TeamMembers.RemoveRange(theEvent.Team.Where(member => member.Part == Part.Lead));
            db.TeamMembers.Add(new TeamMember { EventId = theEvent.Id, PersonId = me.Id, Part = Part.Lead });
        }, WebProduct.Cancellation);
        return lead;
    }

    async Task AgreeAsync(string email, string name)
    {
        using var browser = _product.Open();
        var step = await _product.StepAsync(Village.IdOf(await browser.ApplyAsync(email)));
        await _product.Operations.RunAsync<PrismaDbContext>(db =>
        {
            var now = _product.Time.GetUtcNow();
            var agreement = new Agreement { EnrolmentId = step.EnrolmentId, StepKey = "PAR-2.5", Round = 1, TemplateId = "A-06", Version = 1, Title = "Participation", Text = "…", Hash = "0", State = AgreementState.Active, OpenedAt = now, ExpiresAt = now, ReviewOn = DateOnly.FromDateTime(now.UtcDateTime) };
            agreement.Signatures.Add(new Signature { AgreementId = agreement.Id, Order = 1, PersonId = step.ActorId, Party = "stakeholder", SignedAt = now, TypedName = name });
            db.Agreements.Add(agreement);
            return Task.CompletedTask;
        }, WebProduct.Cancellation);
    }
}
