using System.Collections.Frozen;

namespace Prisma.Workflows.Events.Clock;

/// <summary>The stages of the six pathways and, for each profile, the days their windows open and close (domain.md §5.2).</summary>
static class StageTable
{
    // stage | title | full | standard | compact; a number counts days from T, E+n from the end.
    const string Rows = """
        EV-1  | Intention development            | -240 -181  | -180 -136  | -120 -91
        EV-2  | Co-design                        | -180 -106  | -135 -81   | -90 -56
        EV-3  | Alignment                        | -105 -57   | -80 -43    | -55 -29
        EV-4  | Systems onboarding               | -56 -4     | -42 -4     | -28 -4
        EV-5  | Intensive                        | -3 E+1     | -3 E+1     | -3 E+1
        EV-6  | Evaluation and harvest           | E+2 E+45   | E+2 E+45   | E+2 E+30
        EV-7  | Case study and continuation      | E+30 E+90  | E+30 E+90  | E+21 E+60
        HUB-1 | Calling and screening            | -240 -211  | -180 -158  | -120 -106
        HUB-2 | Place and readiness              | -210 -181  | -157 -136  | -105 -91
        HUB-3 | Hosting agreement                | -180 -151  | -135 -114  | -90 -76
        HUB-4 | Co-design and calling-in         | -150 -106  | -113 -81   | -75 -56
        HUB-5 | Local alignment and resourcing   | -105 -57   | -80 -43    | -55 -29
        HUB-6 | Systems onboarding, deployment   | -56 -4     | -42 -4     | -28 -4
        HUB-7 | Host, harvest, graduate          | -3 E+90    | -3 E+90    | -3 E+60
        NET-1 | Invitation and resonance         | -225 -196  | -165 -144  | -115 -101
        NET-2 | Practice sharing                 | -195 -151  | -143 -110  | -100 -76
        NET-3 | Practice–place fit and agreement | -150 -106  | -109 -81   | -75 -56
        NET-4 | Stewards and currency design     | -105 -57   | -80 -43    | -55 -29
        NET-5 | Onboard and accompany            | -56 E+1    | -42 E+1    | -28 E+1
        NET-6 | Evaluate and evolve the practice | E+2 E+90   | E+2 E+90   | E+2 E+60
        PTN-1 | Interest and values fit          | -185 -156  | -146 -125  | -105 -91
        PTN-2 | Needs–offers dialogue            | -155 -121  | -124 -91   | -90 -64
        PTN-3 | Contribution agreement           | -120 -76   | -90 -58    | -63 -43
        PTN-4 | Delivery readiness               | -75 -22    | -57 -22    | -42 -15
        PTN-5 | Accompany the intensive          | -21 E+1    | -21 E+1    | -14 E+1
        PTN-6 | Return and next                  | E+2 E+45   | E+2 E+45   | E+2 E+30
        PAR-1 | Call and application             | -150 -121  | -113 -92   | -75 -62
        PAR-2 | Conversation and offer           | -120 -99   | -91 -75    | -61 -51
        PAR-3 | Rooting in place                 | -98 -57    | -74 -43    | -50 -29
        PAR-4 | Roles, teams, systems            | -56 -15    | -42 -15    | -28 -11
        PAR-5 | Arrive and enact                 | -14 E+1    | -14 E+1    | -10 E+1
        PAR-6 | Reflect and continue             | E+2 E+60   | E+2 E+60   | E+2 E+45
        """;

    /// <summary>In the order of the table.</summary>
    public static readonly IReadOnlyList<Row> All = [.. Rows.Split('\n').Select(Read)];

    static readonly FrozenDictionary<string, Row> _byStage = All.ToFrozenDictionary(row => row.Stage, StringComparer.Ordinal);

    public static Row? Find(string stage) => _byStage.GetValueOrDefault(stage);

    static Row Read(string line)
    {
        var cells = line.Split('|', StringSplitOptions.TrimEntries);
        return new Row(cells[0], cells[1], [.. cells[2..].Select(ReadWindow)]);
    }

    static (RelativeDay Opens, RelativeDay Closes) ReadWindow(string cell)
    {
        var days = cell.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (RelativeDay.Parse(days[0]), RelativeDay.Parse(days[1]));
    }

    /// <summary>One stage; its windows stand in the order of <see cref="Profile"/>.</summary>
    public sealed record Row(string Stage, string Title, IReadOnlyList<(RelativeDay Opens, RelativeDay Closes)> Windows);
}
