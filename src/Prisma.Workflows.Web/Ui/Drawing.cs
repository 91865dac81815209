using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Web.Ui;

/// <summary>Where everything stands in the picture of an event's stages: one lane for each pathway, days from left to right.</summary>
sealed record Drawing(
    int Width,
    IReadOnlyList<Drawing.Month> Months,
    IReadOnlyList<Drawing.Lane> Lanes,
    IReadOnlyList<Drawing.Bar> Bars,
    (int X, int Width) Intensive,
    int? TodayX,
    int Height,
    string Sentence)
{
    const int Top = 24;

    /// <summary>Names stand before their lanes, or above them where there is little room.</summary>
    static readonly Shape _wide = new(1000, 130, 26, 0), _narrow = new(360, 0, 42, 18);

    static readonly (string Prefix, string Name)[] _pathways = [("EV", "Event"), ("HUB", "Hubs"), ("NET", "Networks"), ("PTN", "Partners"), ("PAR", "Participants")];

    public static Drawing Wide(Event of, DateOnly today) => Of(of, today, _wide);

    public static Drawing Narrow(Event of, DateOnly today) => Of(of, today, _narrow);

    static Drawing Of(Event of, DateOnly today, Shape shape)
    {
        var windows = EventClock.Windows(of);
        var scale = new Scale(windows.Min(window => window.OpensOn), windows.Max(window => window.ClosesOn), shape);
        var lanes = _pathways.Select((pathway, index) => new Lane(pathway.Name, Top + (index * shape.Lane))).ToList();
        var bars = _pathways.SelectMany((pathway, index) => EventClock.Windows(of, pathway.Prefix).Select(window => BarOf(window, lanes[index].Y + shape.BelowName, today, scale))).ToList();
        var first = scale.X(of.StartsOn);
        return new Drawing(
            shape.Width,
            scale.Months(),
            lanes,
            bars,
            (first, Math.Max(3, scale.X(of.EndsOn.AddDays(1)) - first)),
            scale.Holds(today) ? scale.X(today) : null,
            Top + (_pathways.Length * shape.Lane),
            $"Stages of all pathways from {DayWords.Say(scale.First)} to {DayWords.Say(scale.Last)}; the intensive is {DayWords.Say(of.StartsOn, of.EndsOn)}. The days are listed below.");
    }

    static Bar BarOf(StageWindow window, int y, DateOnly today, Scale scale)
    {
        var x = scale.X(window.OpensOn);
        var state = today > window.ClosesOn ? "past" : today < window.OpensOn ? "ahead" : "current";
        return new Bar(x, y, Math.Max(2, scale.X(window.ClosesOn.AddDays(1)) - x - 2), state, window.Stage[(window.Stage.IndexOf('-', StringComparison.Ordinal) + 1)..], $"{window.Stage} {window.Title}: {DayWords.Say(window.OpensOn, window.ClosesOn)}");
    }

    public sealed record Month(int X, string Name);

    public sealed record Lane(string Name, int Y);

    public sealed record Bar(int X, int Y, int Width, string State, string Number, string Title);

    sealed record Shape(int Width, int Left, int Lane, int BelowName);

    sealed record Scale(DateOnly First, DateOnly Last, Shape Shape)
    {
        public int X(DateOnly day) => Shape.Left + ((day.DayNumber - First.DayNumber) * (Shape.Width - Shape.Left) / (Last.DayNumber - First.DayNumber + 1));

        public bool Holds(DateOnly day) => day >= First && day <= Last;

        public List<Month> Months()
        {
            var months = new List<Month>();
            for (var day = new DateOnly(First.Year, First.Month, 1).AddMonths(1); day <= Last; day = day.AddMonths(1))
                months.Add(new Month(X(day), day.ToString(day.Month > 1 ? "MMM" : Shape == _wide ? "MMM yyyy" : "yyyy", CultureInfo.InvariantCulture)));
            return months;
        }
    }
}
