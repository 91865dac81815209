using Prisma.Workflows.Enrolments.Organisations;

namespace Prisma.Workflows.Web.Tests.Walks;

/// <summary>Everybody of one event walks their pathway to its end by mails and pages alone; PRISMA_WALK names a folder for what they read.</summary>
public sealed class WholeWayTests
{
    static readonly string[] _applicants = ["Amina Reed", "Bela Ashe", "Cato Birch", "Dunja Crane"];

    [Fact]
    public async Task A_hub_a_network_a_partner_and_those_who_answer_their_call_come_to_a_good_end()
    {
        await using var it = await WalkedEvent.FoundAsync();
        it.Walk.BeforeTask = (who, page) => page.Answer.Text.Contains("Open the call on the event's page", StringComparison.Ordinal) ? OpenCallAsync(it, who) : Task.CompletedTask;
        it.Expect(3, "interest/hub", new Walker("Maren", "Brook", "maren@brook.example") { Organisation = "Millrace Commons" });
        it.Expect(4, "interest/network", new Walker("Noor", "Aske", "noor@aske.example") { Organisation = "Slow Water Network" });
        it.Expect(5, "interest/partner", new Walker("Ulla", "Sand", "ulla@sand.example") { Organisation = "Sand Foundation" });

        await it.Walk.GoOnAsync(async () => (await it.PassagesAsync()) is { Count: 6 } passages && passages.All(states => states.All(state => state is not (EnrolmentState.Active or EnrolmentState.Paused))), it.Event.EndsOn.AddDays(250));

        Assert.Equal(
            [(Pathway.Case, 1), (Pathway.Event, 1), (Pathway.Hub, 1), (Pathway.Participant, 4), (Pathway.Partner, 1), (Pathway.Network, 1)],
            (await it.PassagesAsync()).Select(states => (states.Key, states.Count(state => state == EnrolmentState.Completed))).OrderBy(one => one.Key, StringComparer.Ordinal));
        Assert.True(it.Walk.Visits.Slips.Count == 0, string.Join('\n', it.Walk.Visits.Slips));
    }

    static async Task OpenCallAsync(WalkedEvent it, Walker who)
    {
        await it.OpenCallAsync(who);
        foreach (var names in _applicants.Select(name => name.Split(' ')))
        {
            it.Expect(2, "apply", new Walker(names[0], names[1], $"{names[0]}@{names[1]}.example".ToLowerInvariant()));
        }
    }
}
