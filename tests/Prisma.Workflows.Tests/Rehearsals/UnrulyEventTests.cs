using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Rehearsals;
using Prisma.Workflows.Rehearsals.Invention;
using Setting = Prisma.Workflows.Rehearsals.Invention.Setting;

namespace Prisma.Workflows.Tests.Rehearsals;

/// <summary>Events in which people do whatever they may, and more than anybody would: nothing breaks, and nobody is left without something that will happen.</summary>
public sealed class UnrulyEventTests(ITestOutputHelper output)
{
    static readonly DateOnly _start = new(2027, 3, 10);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Even ones are also moved, interrupted and asked about, with a team and pathways that change; every fourth is two at once, with the same people; in every third nobody says that it goes until its days are over.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(12)]
    public async Task Whatever_people_do_nobody_is_left_without_something_that_will_happen(int seed)
    {
        var random = new Random(seed);
        await using var room = await RehearsalRoom.OpenAsync(Repository.Root, InventedEvent.At(_start, 9), Cancellation);
        var problems = new Problems();
        await Rehearsal.ImportAsync(room, Pathway.All, Repository.Root, problems, Cancellation);
        Assert.False(problems.Any);
        var manners = new UnrulyManners(room.Get<FormLibrary>(), seed, 0.02 + (random.NextDouble() * 0.2));
        List<Play> plays = [await BeginAsync(room, seed, Setting.Orrin, manners)];
        if (seed % 4 == 0)
            plays.Add(await BeginAsync(room, seed + 1, Setting.Orrin with { Name = "Beneath the Orrin" }, manners));
        if (seed % 3 == 0)
            plays.ForEach(play => manners.Silent.Add(play.Event.Id));
        var order = new UnrulyOrder(room);
        var play = new UnrulyPlay(room, plays, order, manners, random);
        try
        {
            await play.PlayAsync(isChaos: seed % 2 == 0, teamChanges: seed % 2 == 0);
        }
        finally
        {
            output.WriteLine(string.Join('\n', play.Log));
        }

        await order.AssertNobodyIsLeftAsync();
        await order.AssertAllIsInOrderAsync();
        await order.AssertAllHaveEndedAsync();
    }

    static Task<Play> BeginAsync(RehearsalRoom room, int seed, Setting setting, UnrulyManners manners)
    {
        var request = new RehearsalRequest(RehearsalRequest.WholeEvent, _start, (Profile)(seed % 3)) { Participants = 10, Seats = 6, SetsTimes = true, Seed = seed };
        return Play.BeginAsync(room, request, setting, _ => true, Cancellation, manners);
    }
}
