using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Pathways.Views;

namespace Prisma.Workflows.Tests.Passages;

/// <summary>What a passage brings with it into an operation.</summary>
public sealed class LoadedPassageTests
{
    [Theory, Databases]
    public async Task A_passage_comes_with_its_steps_its_contacts_and_its_event_whose_team_stands_by_who_came_first_and_then_by_name(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var (one, amina, hub) = (Some.Event(), Some.Person(), new Organisation { Name = "Millrace Commons", Kind = OrganisationKind.Hub });
        var enrolment = new Enrolment { EventId = one.Id, PersonId = amina.Id, OrganisationId = hub.Id, Pathway = Pathway.Hub, InstanceId = "of-the-hub" };
        await product.ChangeAsync(db => db.AddRange(one, amina, hub, enrolment, Some.Step(enrolment)));

        // Their ids stand the other way round.
        foreach (var (name, daysLater) in new[] { ("Wren", 0), ("Tomas", 0), ("Ada", 1) })
        {
            var person = new Person { FirstName = name, Email = $"{name}@fern.example", CreatedAt = Product.Beginning.AddDays(daysLater) };
            await product.ChangeAsync(db => db.AddRange(
                person, new TeamMember { EventId = one.Id, PersonId = person.Id, Part = Part.Facilitator }, new Contact { EnrolmentId = enrolment.Id, PersonId = person.Id, Part = "hub-second" }));
        }

        await product.ChangeAsync(db => db.AddRange(
            new EventSignal { EventId = one.Id, Name = "call.open", At = Product.Beginning, By = "Wren" },
            new EventGathering { EventId = one.Id, GatheringId = "GA-10", StartsAt = Product.Beginning.AddDays(30) }));

        await product.RunAsync<PassageCompanion>(async passages =>
        {
            var passage = (await passages.OfEnrolmentAsync(enrolment.Id, TestContext.Current.CancellationToken))!;

            Assert.Equal(["Tomas", "Wren", "Ada"], passage.Holding(Part.Facilitator).Select(person => person.Name));
            Assert.Equal(["Tomas", "Wren", "Ada"], passage.Enrolment.Contacts.Select(contact => contact.Person.Name));
            Assert.Equal("Millrace Commons", passage.Name);
            Assert.Equal("PAR-1.2", Assert.Single(passage.Enrolment.Steps).Key);
            Assert.True(passage.HasReached("call.open"));
            Assert.Equal(Product.Beginning.AddDays(30), Assert.Single(passage.Event.Gatherings).StartsAt);
        });
    }

    [Theory, Databases]
    public async Task Its_steps_stand_in_the_order_in_which_they_were_asked_whatever_was_written_last(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var (one, amina) = (Some.Event(), Some.Person());
        var enrolment = Some.Enrolment(one, amina);
        var (before, after) = (Some.Step(enrolment, key: "PAR-9"), Some.Step(enrolment, key: "PAR-1", openedAt: Product.Beginning.AddDays(1)));
        await product.ChangeAsync(db => db.AddRange(one, amina, enrolment, after, before));
        await product.ChangeAsync(db => db.Steps.Where(step => step.Id == before.Id).ExecuteUpdate(set => set.SetProperty(step => step.Draft, "{}")));

        await product.RunAsync<PassageCompanion>(async passages =>
        {
            var passage = (await passages.OfEnrolmentAsync(enrolment.Id, TestContext.Current.CancellationToken))!;

            Assert.Equal(["PAR-9", "PAR-1"], passage.Enrolment.Steps.Select(step => step.Key));
        });
        Assert.Equal(after.Id, await product.RunAsync<ReadStep, Guid?>(async read => (await read.ExecuteAsync(before.Id, amina.Id, TestContext.Current.CancellationToken))!.NextStepId));
    }

    [Theory, Databases]
    public async Task Its_steps_come_with_an_enrolment_that_was_read_without_them(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var (one, amina) = (Some.Event(), Some.Person());
        var enrolment = Some.Enrolment(one, amina);
        await product.ChangeAsync(db => db.AddRange(one, amina, enrolment, Some.Step(enrolment)));

        await product.RunAsync<IServiceProvider>(async scope =>
        {
            var read = await scope.GetRequiredService<PrismaDbContext>().Enrolments.SingleAsync(TestContext.Current.CancellationToken);
            var passage = (await scope.GetRequiredService<PassageCompanion>().OfEnrolmentAsync(enrolment.Id, TestContext.Current.CancellationToken))!;

            Assert.Same(read, passage.Enrolment);
            Assert.Single(passage.Enrolment.Steps);
        });
    }

    [Theory, Databases]
    public async Task What_changes_of_a_step_that_is_over_is_kept_all_the_same_unless_somebody_else_was_first(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var (one, amina) = (Some.Event(), Some.Person());
        var enrolment = Some.Enrolment(one, amina);
        var (over, open) = (Some.Step(enrolment), Some.Step(enrolment, key: "PAR-1.3"));
        over.State = StepState.Submitted;
        await product.ChangeAsync(db => db.AddRange(one, amina, enrolment, over, open));

        await AnswerAsync("{}", _ => Task.CompletedTask);
        await Assert.ThrowsAsync<ConcurrencyLostException>(() => AnswerAsync(
            "[]", db => db.Steps.Where(step => step.Id == over.Id).ExecuteUpdateAsync(set => set.SetProperty(step => step.Revision, 7), TestContext.Current.CancellationToken)));

        Assert.Equal(["{}", "{}"], await product.ReadAsync(db => db.Steps.Select(step => step.Answers).ToListAsync(TestContext.Current.CancellationToken)));

        Task AnswerAsync(string answers, Func<PrismaDbContext, Task> meanwhile) => product.RunAsync<IServiceProvider>(async scope =>
        {
            var passage = (await scope.GetRequiredService<PassageCompanion>().OfEnrolmentAsync(enrolment.Id, TestContext.Current.CancellationToken))!;
            foreach (var step in passage.Enrolment.Steps)
            {
                step.Answers = answers;
                step.Revision++;
            }

            await meanwhile(scope.GetRequiredService<PrismaDbContext>());
        });
    }

    [Theory, Databases]
    public async Task What_its_event_reaches_and_who_comes_and_goes_is_kept_beside_what_was_there(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var (one, amina, tomas, wren) = (Some.Event(), Some.Person(), Some.Person("tomas@fern.example", "Tomas"), Some.Person("wren@fern.example", "Wren"));
        var enrolment = Some.Enrolment(one, amina);
        await product.ChangeAsync(db => db.AddRange(one, amina, tomas, wren, enrolment));
        await product.ChangeAsync(db => db.AddRange(
            new TeamMember { EventId = one.Id, PersonId = tomas.Id, Part = Part.Facilitator },
            new TeamMember { EventId = one.Id, PersonId = wren.Id, Part = Part.Lead },
            new EventSignal { EventId = one.Id, Name = "call.open", At = Product.Beginning, By = "Wren" }));

        await product.RunAsync<IServiceProvider>(async scope =>
        {
            var passage = (await scope.GetRequiredService<PassageCompanion>().OfEnrolmentAsync(enrolment.Id, TestContext.Current.CancellationToken))!;
            passage.RaiseForEvent("H1");
            passage.JoinTeam(passage.Lead!, Part.CareHolder);
            var leaves = passage.Event.Team.Single(member => member.PersonId == tomas.Id);
            passage.Event.Team.Remove(leaves);
            scope.GetRequiredService<PrismaDbContext>().TeamMembers.Remove(leaves);
        });

        Assert.Equal(["H1", "call.open"], await product.ReadAsync(db => db.EventSignals.Select(signal => signal.Name).Order().ToListAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(
            [("Wren", Part.Lead), ("Wren", Part.CareHolder)],
            (await product.ReadAsync(db => db.TeamMembers.Include(member => member.Person).ToListAsync(TestContext.Current.CancellationToken))).Select(member => (member.Person.FirstName, member.Part)).Order());
    }
}
