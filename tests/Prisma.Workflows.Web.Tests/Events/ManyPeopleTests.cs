using Prisma.Workflows.Agreements;
using Prisma.Workflows.Contributions;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Events;

/// <summary>An event's page when many answered its call.</summary>
public sealed class ManyPeopleTests(FoundedVillage product) : IClassFixture<FoundedVillage>, IAsyncLifetime
{
    const string Page = "/events/orrin";

    public async ValueTask InitializeAsync()
    {
        await product.Operations.RunAsync<PrismaDbContext>(async db =>
        {
            var (theEvent, now) = (await db.Events.Include(one => one.Team).SingleAsync(one => one.Slug == Village.Slug, WebProduct.Cancellation), product.Time.GetUtcNow());
            if (await db.Enrolments.AnyAsync(WebProduct.Cancellation))
            {
                return;
            }

            for (var number = 100; number < 160; number++)
            {
                var person = new Person { FirstName = "Amina", LastName = $"Reed {number}", Email = $"amina{number}@reed.example", TimeZone = "Europe/Lisbon", CreatedAt = now };
                var enrolment = new Enrolment { EventId = theEvent.Id, PersonId = person.Id, Pathway = Pathway.Participant, InstanceId = $"{number}", LiveKey = $"{number}", CreatedAt = now.AddMinutes(number) };
                var agreement = new Agreement
                {
                    EnrolmentId = enrolment.Id,
                    StepKey = "PAR-2.5",
                    Round = 1,
                    TemplateId = "A-06",
                    Version = 1,
                    Title = "What we agree",
                    State = AgreementState.Active,
                    Text = "",
                    Hash = "",
                    OpenedAt = now.AddMinutes(number),
                    ExpiresAt = now.AddDays(9),
                };
                agreement.Signatures.Add(new Signature { AgreementId = agreement.Id, Order = 1, PersonId = person.Id, Party = "stakeholder" });
                agreement.Signatures.Add(new Signature { AgreementId = agreement.Id, Order = 2, PersonId = theEvent.Team[0].PersonId, Party = "lead" });
                var waits = new Seat { EventId = theEvent.Id, EnrolmentId = enrolment.Id, Pool = SeatPool.Participants, State = number < 157 ? SeatState.Confirmed : SeatState.Waitlisted, At = now };
                var given = new Contribution { EventId = theEvent.Id, EnrolmentId = enrolment.Id, PersonId = person.Id, Kind = "care", What = "Cooked for everybody.", Context = "", At = now.AddMinutes(number), Visibility = "event" };
                db.AddRange(person, enrolment, agreement, waits, given);
            }
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_list_says_how_many_there_are_and_who_waits_for_a_seat()
    {
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);

        var first = await facilitator.GetAsync(Page);
        var second = await facilitator.GetAsync(first.Document.QuerySelector("nav[aria-label='Pages of the list'] a")!.GetAttribute("href")!);

        Assert.Contains("1–50 of 60", first.Text, StringComparison.Ordinal);
        Assert.Contains("0 of 40 taken, 3 on the waiting list", first.Text, StringComparison.Ordinal);
        Assert.Contains("51–60 of 60", second.Text, StringComparison.Ordinal);
        Assert.Equal(["Amina Reed 157", "Amina Reed 158", "Amina Reed 159"], People(second).Where(row => row.Contains("on the waiting list", StringComparison.Ordinal)).Select(row => row[..14]));
        Assert.Contains("on the way on the waiting list", second.Document.QuerySelector("tr:has(.badge.waiting) [data-label=State]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_is_found_by_name_and_nobody_is_said_kindly()
    {
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);

        Assert.StartsWith("Amina Reed 133", Assert.Single(People(await facilitator.GetAsync($"{Page}?find=reed+133"))), StringComparison.Ordinal);
        var all = await facilitator.GetAsync($"{Page}?find=amina");
        Assert.Contains("60 are found for “amina”", all.Text, StringComparison.Ordinal);
        Assert.Equal($"{Page}?page=1&find=amina#enrolments", all.Document.QuerySelector("nav[aria-label='Pages of the list'] a")!.GetAttribute("href"));
        Assert.Contains("Nothing is found for “<x>”. Show all", (await facilitator.GetAsync($"{Page}?find=%3Cx%3E")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_many_promised_alike_is_one_line_that_names_a_few()
    {
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);

        var page = (await facilitator.GetAsync(Page)).Document;

        const string few = "Amina Reed 100, Amina Reed 101, Amina Reed 102, Amina Reed 103, Amina Reed 104, Amina Reed 105 and 54 more";
        Assert.Equal(few, Assert.Single(page.QuerySelectorAll("#promises ~ details td[data-label=Who]")).TextContent);
        Assert.EndsWith("Amina Reed 105: What we agree and 54 more", Assert.Single(page.QuerySelectorAll("svg.field-map.wide line title"), title => title.TextContent.Length > 0).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_gave_what_is_read_a_page_at_a_time()
    {
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);

        var first = await facilitator.GetAsync($"{Page}/contributions");
        var second = await facilitator.GetAsync(first.Document.QuerySelector("nav[aria-label='Pages of the list'] a")!.GetAttribute("href")!);

        Assert.Equal((50, 10), (first.Document.QuerySelectorAll("main section.card").Length, second.Document.QuerySelectorAll("main section.card").Length));
        Assert.Contains("Amina Reed 159", second.Text, StringComparison.Ordinal);
        Assert.Equal("Earlier ones", second.Document.QuerySelector("nav[aria-label='Pages of the list']")!.TextContent.Trim());
    }

    [Fact]
    public async Task Whoever_received_what_many_gave_has_a_light_page_and_doubts_one_of_it()
    {
        var token = LinkToken.Create();
        var enrolment = await product.Operations.RunAsync<PrismaDbContext, Enrolment>(async db =>
        {
            var one = await db.Enrolments.SingleAsync(enrolment => enrolment.InstanceId == "100", WebProduct.Cancellation);
            db.TeamMembers.Add(new TeamMember { EventId = one.EventId, PersonId = one.PersonId, Part = Part.Hub });
            db.AccessLinks.Add(new AccessLink { TokenHash = LinkToken.HashOf(token), PersonId = one.PersonId, Purpose = LinkPurpose.Enrolment, EnrolmentId = one.Id, CreatedAt = product.Time.GetUtcNow() });
            return one;
        }, WebProduct.Cancellation);
        using var browser = product.Open();
        await browser.GetAsync($"/l/{token}");

        var page = await browser.GetAsync($"/where/{enrolment.Id}/contributions");
        Assert.InRange(page.Body.Length, 1, 40_000);
        var doubts = page.Document.QuerySelectorAll("section.card a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Equal(49, doubts.Count);
        Assert.Empty((await browser.GetAsync($"/where/{enrolment.Id}/contributions?open=nothing")).Document.QuerySelectorAll("main form"));

        var opened = await browser.GetAsync(doubts[7]);
        var form = Assert.Single(opened.Document.QuerySelectorAll("main form"));
        Assert.Contains("Amina Reed 108", form.ParentElement!.TextContent, StringComparison.Ordinal);
        var handler = form.QuerySelector("[name=_handler]")!.GetAttribute("value")!;
        Assert.NotNull((await browser.SubmitAsync(doubts[7], handler, ("doubt", ""))).Form(handler)!.QuerySelector(".problems"));
        var wordy = new string('w', 1001);
        Assert.Contains(wordy, (await browser.SubmitAsync(doubts[7], handler, ("doubt", wordy))).Document.QuerySelector("textarea[name=doubt]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("/contributions", (await browser.SubmitAsync(doubts[7], handler, ("doubt", "It was Tomas who cooked."))).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync(doubts[7], [.. Browser.Hidden(form), ("doubt", "From a second window.")])).Status);
        Assert.Equal(("Amina Reed 108", "It was Tomas who cooked."), await product.Operations.ReadAsync<PrismaDbContext, (string, string)>(async db =>
        {
            var one = await db.Contributions.SingleAsync(given => given.State == ContributionState.InTalk, WebProduct.Cancellation);
            return ((await db.People.SingleAsync(person => person.Id == one.PersonId, WebProduct.Cancellation)).Name, one.Doubt);
        }));

        using var facilitator = await product.SignInToTheTeamAsync(Part.Facilitator, Role.Facilitator);
        var talk = (await facilitator.GetAsync($"{Page}/contributions")).Document.QuerySelectorAll("section.card a").Single(link => link.TextContent == "Say what came of the talk").GetAttribute("href")!;
        var came = (await facilitator.GetAsync(talk)).Document.QuerySelector("main form [name=_handler]")!.GetAttribute("value")!;
        Assert.Contains(wordy, (await facilitator.SubmitAsync(talk, came, ("what", wordy), ("stands", "yes"))).Document.QuerySelector("textarea[name=what]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("/contributions", (await facilitator.SubmitAsync(talk, came, ("what", "Cooked with Tomas."), ("stands", "yes"))).Location, StringComparison.Ordinal);
        Assert.True(await product.Operations.ReadAsync<PrismaDbContext, bool>(db => db.Contributions.AnyAsync(given => given.What == "Cooked with Tomas." && given.State == ContributionState.Stated, WebProduct.Cancellation)));
    }

    static IEnumerable<string> People(Browser.Answer page) => page.Document.QuerySelectorAll("#enrolments ~ table tbody tr:has([href^='/enrolments/'])").Select(row => row.TextContent.Trim());
}
