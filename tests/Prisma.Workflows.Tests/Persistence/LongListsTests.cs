using Prisma.Workflows.Contributions;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Pathways.Views;

namespace Prisma.Workflows.Tests.Persistence;

/// <summary>Lists that grow with the years are read a piece at a time, and in an order that puts first what is needed first.</summary>
public sealed class LongListsTests
{
    [Theory, Databases]
    public async Task The_enrolments_of_an_event_come_in_pages_the_live_ones_first(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var theEvent = Some.Event();
        await product.RunAsync<PrismaDbContext>(db =>
        {
            db.Add(theEvent);
            for (var number = 0; number < 120; number++)
            {
                var person = Some.Person($"amina{number}@reed.example", $"Amina {number}");
                var enrolment = new Enrolment
                {
                    EventId = theEvent.Id,
                    PersonId = person.Id,
                    Pathway = "pathway-participant",
                    InstanceId = $"{number}",
                    CreatedAt = Product.Beginning.AddDays(-number),
                    State = number < 60 ? EnrolmentState.Active : number < 61 ? EnrolmentState.Paused : EnrolmentState.Completed,
                };
                db.AddRange(person, enrolment, Some.Step(enrolment));
            }

            return Task.CompletedTask;
        });

        var pages = new List<List<EnrolmentRow>>();
        for (var page = 0; page < 3; page++)
        {
            pages.Add(await product.RunAsync<ListEnrolments, List<EnrolmentRow>>(list => list.ExecuteAsync(theEvent.Id, page, Cancellation)));
        }

        int[] expected = [.. Enumerable.Range(0, 60).Reverse(), 60, .. Enumerable.Range(61, 59).Reverse()];
        Assert.Equal([50, 50, 20], pages.Select(page => page.Count));
        Assert.Equal(expected.Select(number => $"Amina {number}"), pages.SelectMany(page => page).Select(row => row.Who.Trim()));
        Assert.All(pages[0], row => Assert.Equal(("Your application", Product.Beginning.AddDays(14)), (row.OpenStep, row.DueAt)));
    }

    [Theory, Databases]
    public async Task Somebody_is_found_by_a_part_of_a_name_or_address_whatever_its_accents(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var theEvent = Some.Event();
        await product.ChangeAsync(db =>
        {
            var commons = new Organisation { Kind = OrganisationKind.Hub, Name = "Millrace Commons", CreatedAt = Product.Beginning };
            db.AddRange(theEvent, commons);
            for (var number = 0; number < 60; number++)
            {
                Join($"reed{number}@reed.example", $"Özlem {number}");
            }

            Join("maren@brook.example", "Maren", commons.Id);

            void Join(string email, string name, Guid? organisation = null)
            {
                var person = Some.Person(email, name);
                var enrolment = new Enrolment
                {
                    EventId = theEvent.Id,
                    PersonId = person.Id,
                    OrganisationId = organisation,
                    Pathway = organisation is null ? Pathway.Participant : Pathway.Hub,
                    InstanceId = email,
                    CreatedAt = Product.Beginning,
                };
                db.AddRange(person, enrolment, new Seat { EventId = theEvent.Id, EnrolmentId = enrolment.Id, Pool = SeatPool.Participants, State = SeatState.Waitlisted, At = Product.Beginning });
            }
        });

        async Task<Found<EnrolmentRow>> FindAsync(string who, int page = 0) => await product.RunAsync<ListEnrolments, Found<EnrolmentRow>>(list => list.FindAsync(theEvent.Id, who, page, Cancellation));

        Assert.Equal((50, 61), ((await FindAsync("")).Rows.Count, (await FindAsync("")).Count));
        Assert.Equal((10, 60), ((await FindAsync("ozlem", page: 1)).Rows.Count, (await FindAsync("ozlem")).Count));
        var one = Assert.Single((await FindAsync("ÖZLEM reed37@")).Rows);
        Assert.Equal(("Özlem 37", true), (one.Who.Trim(), one.WaitsForSeat));
        Assert.Equal(["Millrace Commons", "Millrace Commons", "Millrace Commons"], new[] { await FindAsync("millrace"), await FindAsync("Maren"), await FindAsync(" brook.example ") }.Select(found => Assert.Single(found.Rows).Who));
        Assert.Equal(0, (await FindAsync("Özlem Commons")).Count);
    }

    [Theory, Databases]
    public async Task Who_gave_what_comes_in_pages_in_the_order_it_was_given(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var (theEvent, amina) = (Some.Event(), Some.Person());
        var enrolment = Some.Enrolment(theEvent, amina);
        await product.ChangeAsync(db =>
        {
            db.AddRange(theEvent, amina, enrolment);
            for (var number = 0; number < 60; number++)
            {
                db.Add(new Contribution { EventId = theEvent.Id, EnrolmentId = enrolment.Id, PersonId = amina.Id, Kind = "care", What = $"{number}", Context = "", At = Product.Beginning.AddMinutes(number) });
            }
        });

        async Task<IEnumerable<string>> GivenAsync(int page) =>
            (await product.RunAsync<ReadTimeline, IReadOnlyList<ContributionLine>>(read => read.ExecuteAsync(theEvent.Id, amina.Id, page, Cancellation))).Select(line => line.Contribution.What);

        Assert.Equal(Enumerable.Range(0, 51).Select(number => $"{number}"), await GivenAsync(0));
        Assert.Equal(Enumerable.Range(50, 10).Select(number => $"{number}"), await GivenAsync(1));
    }

    [Theory, Databases]
    public async Task Today_holds_what_is_due_first(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var (theEvent, reader) = (Some.Event(), Some.Person());
        await product.RunAsync<PrismaDbContext>(db =>
        {
            var enrolment = Some.Enrolment(theEvent, reader);
            db.AddRange(theEvent, reader, enrolment);
            for (var number = 0; number <= ReadToday.Most; number++)
            {
                var step = Some.Step(enrolment, $"PAR-{number}");
                step.DueAt = Product.Beginning.AddHours(-number);
                db.Add(step);
            }

            return Task.CompletedTask;
        });

        var today = await product.RunAsync<ReadToday, List<OpenStep>>(read => read.ExecuteAsync(reader.Id, Cancellation));

        Assert.Equal(Enumerable.Range(1, ReadToday.Most).Reverse().Select(number => Product.Beginning.AddHours(-number)), today.Select(step => step.DueAt));
    }

    [Theory, Databases]
    public async Task Today_names_the_event_where_a_step_is_the_events_own(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var (theEvent, lead) = (Some.Event(), Some.Person());
        var own = new Enrolment { EventId = theEvent.Id, PersonId = lead.Id, Pathway = Pathway.Event, InstanceId = Guid.CreateVersion7().ToString("N"), CreatedAt = Product.Beginning };
        await product.ChangeAsync(db => db.AddRange(theEvent, lead, own, Some.Step(own)));

        var step = Assert.Single(await product.RunAsync<ReadToday, List<OpenStep>>(read => read.ExecuteAsync(lead.Id, Cancellation)));

        Assert.Equal("The Orrin Waters", step.Who);
    }

    [Theory, Databases]
    public async Task Old_mails_that_need_a_decision_stand_before_the_newest_of_the_others(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.RunAsync<PrismaDbContext>(db =>
        {
            var person = Some.Person();
            db.Add(person);
            for (var number = 0; number < 210; number++)
            {
                db.Add(new OutboxMessage
                {
                    Key = $"{number}",
                    PersonId = person.Id,
                    Template = $"E{number}",
                    Facts = "{}",
                    MessageId = $"<{number}@prisma.example>",
                    CreatedAt = Product.Beginning.AddMinutes(-number),
                    DueAt = Product.Beginning,
                    State = number switch { 207 => OutboxState.Failed, 208 => OutboxState.MaybeSent, _ => number % 2 == 0 ? OutboxState.Sent : OutboxState.Pending },
                });
            }

            return Task.CompletedTask;
        });

        var lines = await product.RunAsync<ListOutbox, IReadOnlyList<OutboxLine>>(list => list.ExecuteAsync(Cancellation));

        Assert.Equal(Enumerable.Range(207, 2).Concat(Enumerable.Range(0, 198)).Select(number => $"E{number}"), lines.Select(line => line.Template));
    }
}
