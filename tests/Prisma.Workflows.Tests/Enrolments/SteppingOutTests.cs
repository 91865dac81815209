using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Tests.Enrolments;

/// <summary>Who hears that somebody stepped out, and what they are offered (domain.md §10, §12.5).</summary>
public sealed class SteppingOutTests
{
    [Theory, Databases]
    public async Task Whoever_steps_out_during_the_days_is_offered_a_talk_and_help_with_the_way_home(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var days = await scenario.Product.ReadAsync(db => db.Events.SingleAsync(one => one.Id == scenario.EventId));
        foreach (var (name, isThere) in new[] { ("Tomas", false), ("Amina", true) })
        {
            var enrolment = await scenario.UpToTheSeatAsync($"{name}@reed.example", name);
            if (isThere)
                await scenario.AwakeUntilAsync(Zones.StartOf(days.StartsOn, days.TimeZone));
            await scenario.LeaveAsync(await scenario.EnrolmentAsync(enrolment));

            Assert.Equal(isThere ? 1 : 0, await scenario.ToldTheLeadAsync($"{name} Reed has stepped out during the days; please offer a talk, and help with the way home"));
            var mail = await scenario.Product.ReadAsync(db => db.Outbox.Where(one => one.Template == "E08" && one.EnrolmentId == enrolment).Select(one => one.Facts).SingleAsync());
            Assert.Equal(isThere, JsonNode.Parse(mail)!["withdrawn"]!["is_there"]!.GetValue<bool>());
        }
    }

    [Theory, Databases]
    public async Task Whom_a_hub_named_hears_that_it_stepped_out(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var hub = await scenario.InviteAsync(Pathway.Hub, "Millrace Commons", "Maren Brook", "maren@brook.example");
        var second = new Person { Email = "ode@brook.example", FirstName = "Ode", LastName = "Brook", CreatedAt = scenario.Product.Time.GetUtcNow() };
        await scenario.Product.ChangeAsync(db =>
        {
            db.People.Add(second);
            db.Contacts.Add(new Contact { EnrolmentId = hub, PersonId = second.Id, Part = "hub-second" });
        });

        await scenario.LeaveAsync(await scenario.EnrolmentAsync(hub));

        var told = await scenario.Product.ReadAsync(db => db.Outbox.Where(one => one.EnrolmentId == hub && one.PersonId == second.Id).Select(one => one.Facts).SingleAsync());
        Assert.Equal("Millrace Commons has stepped out; nothing more is asked of you there", JsonNode.Parse(told)!["step"]!["title"]!.ToString());
    }
}
