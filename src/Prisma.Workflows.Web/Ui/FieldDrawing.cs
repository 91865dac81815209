using Prisma.Workflows.Pathways.Maps;

namespace Prisma.Workflows.Web.Ui;

/// <summary>Where everything stands in a picture of an event and its four groups: five boxes in a ring, so that no arrow crosses a box.</summary>
public sealed record FieldDrawing(FieldShape Shape, IReadOnlyList<FieldDrawing.Box> Boxes, IReadOnlyList<FieldDrawing.Arrow> Arrows)
{
    /// <summary>So much to the side that two arrows between the same boxes do not lie on each other.</summary>
    const double Aside = 9;

    public static FieldDrawing Of(FieldShape shape, IReadOnlyList<GroupPlace> places, IEnumerable<FieldLink> links) => new(
        shape,
        [.. places.Select(place => new Box(place, shape.At(place.Group).X - (shape.BoxWidth / 2), shape.At(place.Group).Y - (shape.BoxHeight / 2)))],
        [
            .. from link in links
               where link.From != link.To
               group link by (link.From, link.To) into alike
               select Between(shape, alike.Key.From, alike.Key.To, alike.All(link => link.IsFirm), alike.Count(), Words.Some([.. alike.Select(link => link.Title)], "; ")),
        ]);

    static Arrow Between(FieldShape shape, Group from, Group to, bool isFirm, int count, string title)
    {
        var (start, end) = (shape.At(from), shape.At(to));
        double dx = end.X - start.X, dy = end.Y - start.Y;
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        var (sideX, sideY) = (-dy / length * Aside, dx / length * Aside);

        // From border to border: as far along the line as the nearer side of the box is away.
        var inset = Math.Min(dx == 0 ? double.MaxValue : ((shape.BoxWidth / 2) + 6) / Math.Abs(dx), dy == 0 ? double.MaxValue : ((shape.BoxHeight / 2) + 6) / Math.Abs(dy));
        var (x1, y1) = (start.X + (dx * inset) + sideX, start.Y + (dy * inset) + sideY);
        var (x2, y2) = (end.X - (dx * inset) + sideX, end.Y - (dy * inset) + sideY);
        return new Arrow(N(x1), N(y1), N(x2), N(y2), N((x1 + x2) / 2 + (sideX * 1.2)), N((y1 + y2) / 2 + (sideY * 1.2) + 4), isFirm, count, title);
    }

    static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    public sealed record Box(GroupPlace Place, int X, int Y);

    public sealed record Arrow(string X1, string Y1, string X2, string Y2, string LabelX, string LabelY, bool IsFirm, int Count, string Title);
}

/// <summary>What one group waits for from another, or promised to it.</summary>
public sealed record FieldLink(Group From, Group To, bool IsFirm, string Title);
