using System.Diagnostics;

namespace Prisma.Workflows.Persistence.Direct;

/// <summary>
/// The rows of one operation that the context does not follow: each is one object, however often it is asked for. A build for developing also remembers how each was
/// read, so that none is changed in vain and none is read a second time by a query of the context, which would make another object of it.
/// </summary>
sealed class LookedAt
{
    readonly Dictionary<(Type Kind, object Key), object> _rows = [];
    readonly Dictionary<object, object[]> _asRead = new(ReferenceEqualityComparer.Instance);

    /// <summary>The object that this row already is in the operation; itself where it is new.</summary>
    public TRow One<TRow>(DirectTable table, TRow row)
        where TRow : class
    {
        if (_rows.TryGetValue((typeof(TRow), table.KeyOf(row)), out var known))
            return (TRow)known;
        _rows.Add((typeof(TRow), table.KeyOf(row)), row);
        Remember(table, row);
        return row;
    }

    /// <summary>Fails where a commit would lose something of these rows.</summary>
    /// <exception cref="InvalidOperationException">One was changed without being followed, or is followed as another object.</exception>
    [Conditional("DEBUG")]
    public void Check(PrismaDbContext db)
    {
        var kinds = _rows.Keys.Select(row => row.Kind).ToHashSet();
        var followed = db.WithoutComparing(() => db.ChangeTracker.Entries().Select(entry => entry.Entity).Where(row => kinds.Contains(row.GetType())).ToList())
            .ToDictionary(row => (row.GetType(), DirectTable.Of(row.GetType(), db).KeyOf(row)));
        foreach (var (row, looked) in _rows)
        {
            if (followed.GetValueOrDefault(row) is { } other)
            {
                Demand(other == looked, $"A {row.Kind.Name} that this operation only looked at was read once more by a query of the context, which made another object of it. Follow it instead (DirectRows.Follow).");
            }
            else
            {
                Demand(
                    DirectTable.Of(row.Kind, db).ValuesOf(looked).SequenceEqual(_asRead[looked]),
                    $"A {row.Kind.Name} that this operation only looked at was changed and would not be saved. Follow it first (DirectRows.Follow); a step that is over needs its revision raised.");
            }
        }
    }

    [Conditional("DEBUG")]
    void Remember(DirectTable table, object row) => _asRead.Add(row, table.ValuesOf(row));

    static void Demand(bool isSo, string otherwise)
    {
        if (!isSo)
            throw new InvalidOperationException(otherwise);
    }
}
