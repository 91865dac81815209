using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Pathways.Views;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Tests.Databases;
using Prisma.Workflows.Tests.Harness;

namespace Prisma.Workflows.Tests.Persistence;

/// <summary>Lists that grow with the years are read a piece at a time, and in an order that puts first what is needed first.</summary>
public sealed class LongListsTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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
