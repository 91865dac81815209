using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Pathways.Views;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Tests.Databases;
using Prisma.Workflows.Tests.Harness;

namespace Prisma.Workflows.Tests.Passages;

/// <summary>What a passage brings with it into an operation.</summary>
public sealed class LoadedPassageTests
{
    [Theory, Databases]
    public async Task A_passage_comes_with_its_steps_and_its_event_whose_team_stands_in_the_same_order_everywhere(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var (one, amina, first, second) = (Some.Event(), Some.Person(), Some.Person("tomas@fern.example", "Tomas"), Some.Person("wren@fern.example", "Wren"));
        var enrolment = Some.Enrolment(one, amina);
        await product.ChangeAsync(db => db.AddRange(one, amina, first, second, enrolment, Some.Step(enrolment)));
        foreach (var person in new[] { second, first })
        {
            await product.ChangeAsync(db => db.Add(new TeamMember { EventId = one.Id, PersonId = person.Id, Part = Part.Facilitator }));
        }

        await product.ChangeAsync(db => db.AddRange(
            new EventSignal { EventId = one.Id, Name = "call.open", At = Product.Beginning, By = "Wren" },
            new EventGathering { EventId = one.Id, GatheringId = "GA-10", StartsAt = Product.Beginning.AddDays(30) }));

        await product.RunAsync<PassageCompanion>(async passages =>
        {
            var passage = (await passages.OfEnrolmentAsync(enrolment.Id, TestContext.Current.CancellationToken))!;

            Assert.Equal(new[] { first.Id, second.Id }.OrderBy(id => id.ToString(), StringComparer.Ordinal), passage.Holding(Part.Facilitator).Select(person => person.Id));
            Assert.Equal("Amina", passage.Name);
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
}
