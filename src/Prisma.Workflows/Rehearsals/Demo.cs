using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;
using Prisma.Workflows.People.Staff;
using Prisma.Workflows.Rehearsals.Invention;
using Setting = Prisma.Workflows.Rehearsals.Invention.Setting;

namespace Prisma.Workflows.Rehearsals;

/// <summary>Fills an empty data folder with invented events, one in each phase and with a hub in each stage, by rehearsing them up to this hour. Their mails lie in the local mailbox; none is sent.</summary>
public static class Demo
{
    /// <summary>Who signs in, and with the roles of everybody, so that every page can be looked at.</summary>
    public const string Email = "wren@orrin.example";

    const int Participants = 12, FewSeats = 6, RestDays = 20;

    /// <summary>The event in which all keep to the plan, and the one with an objection and a partner who steps out. In the others it is as the seed says.</summary>
    const int AsPlanned = 128, WithTurns = 158;

    /// <summary>How many days ago each event was called, so that it, or its hub, is one stage further today; and where it is.</summary>
    static readonly (int Days, Setting Setting)[] _events =
    [
        (20, new("Bread for the Fells", "Fells of Arn", new("Arn Bakehouse", "Lise", "Thrift")) { About = "Ten days around one oven, with those who grow, mill and bake." }),
        (35, new("The Long Hedge", "Parish of Hawe", new("Hawe Green", "Odile", "Hawthorn")) { About = "Ten days along a hedge that three villages share." }),
        (58, new("A Bridge at Ferrin", "Ferrin Crossing", new("The Toll House", "Casimir", "Ford")) { About = "Ten days on both banks, and on what lies between them." }),
        (85, new("Seeds of the Long Marsh", "Long Marsh", new("Marsh House", "Aldo", "Fenwick")) { About = "Ten days among reeds, learning what a marsh keeps." }),
        (AsPlanned, new("Roofs of Tarn", "Tarn Quarter", new("The Slate Yard", "Hedda", "Slate")) { Seats = FewSeats, About = "Ten days on roofs that leak, with the people who live beneath them." }),
        (WithTurns, new("Wool and Wind", "Hollin Ridge", new("Hollin Fold", "Per", "Hollin")) { Seats = FewSeats, About = "Ten days with shepherds, spinners and the weather." }),
        (184, Setting.Orrin with { Seats = FewSeats }),
        (205, new("A Kitchen for Sallow Bay", "Sallow Bay", new("Bay Kitchen", "Rosa", "Sallow")) { Seats = FewSeats, About = "Ten days of cooking for a harbour that eats alone." }),
        (228, new("The Night Orchard", "Vale of Pomona", new("Orchard Commons", "Ambrose", "Pell")) { Seats = FewSeats, About = "Ten days and nights under old apple trees." }),
    ];

    /// <param name="options">Where it is kept and how it is reached.</param>
    /// <param name="now">Until when it is played.</param>
    /// <param name="password">With which <see cref="Email"/> signs in.</param>
    /// <param name="progress">Told the virtual day whenever it changes.</param>
    /// <param name="oldest">Events that were called more days ago are left out.</param>
    public static async Task MakeAsync(
        PrismaOptions options, DateTimeOffset now, string password, IProgress<DateOnly>? progress, CancellationToken cancellation, int oldest = int.MaxValue)
    {
        var events = _events.Where(one => one.Days <= oldest).ToList();
        var today = Zones.DayOf(now, InventedEvent.TimeZone);
        await using var room = await RehearsalRoom.OpenToKeepAsync(options, InventedEvent.At(today.AddDays(-events.Max(one => one.Days)), 8), cancellation);
        var problems = new Problems();
        await Rehearsal.ImportAsync(room, Pathway.All, options.ContentFolder, problems, cancellation);
        if (problems.Any)
            throw new InvalidOperationException(string.Join(" ", problems.Select(problem => problem.Value)));
        var plays = new List<Play>();
        foreach (var (days, setting) in events)
        {
            var request = new RehearsalRequest(RehearsalRequest.WholeEvent, today.AddDays(-days)) { Participants = Participants, Seed = days, SetsTimes = true };
            plays.Add(await Play.BeginAsync(room, request, setting, _ => true, cancellation, MannersOf(days)));
        }

        await LetInAsync(room, password, cancellation);
        await Rehearsal.RunAsync(room, plays, now, progress, cancellation);
        await RestAsync(room, today, cancellation);
        room.Keep(Path.Combine(options.DataFolder, "prisma.db"));
    }

    static Manners MannersOf(int days) => days switch
    {
        AsPlanned => new Manners(),
        WithTurns => new DemoManners(days),
        _ => new HumanManners(days),
    };

    /// <summary>The first participant of the next event that is far enough away rests from today.</summary>
    static async Task RestAsync(RehearsalRoom room, DateOnly today, CancellationToken cancellation)
    {
        var nearest = today.AddDays(RestDays * 2);
        var tired = await room.ReadAsync(db => db.Enrolments
            .Where(one => one.Pathway == Pathway.Participant && one.State == EnrolmentState.Active && one.Event.StartsOn > nearest)
            .OrderBy(one => one.Event.StartsOn).ThenBy(one => one.CreatedAt).FirstOrDefaultAsync(cancellation));
        if (tired is not null)
            await room.RunAsync<Pause, Submission>(pause => pause.ExecuteAsync(tired.Id, tired.PersonId, today.AddDays(RestDays), cancellation));
    }

    static async Task LetInAsync(RehearsalRoom room, string password, CancellationToken cancellation)
    {
        var everything = new Invitee("Wren", "Alder", Email, [Role.Administrator, Role.Steward, Role.Facilitator, Role.TrustNode]);
        var invitation = await room.RunAsync<InvitePerson, Outcome<People.Staff.Invitation>>(invite => invite.ExecuteAsync(everything, InventedEvent.Lead, cancellation));
        await room.RunAsync<AcceptInvitation, Outcome<StaffMember>>(accept => accept.ExecuteAsync(invitation.Value!.Token!, password, cancellation));
    }
}
