namespace Prisma.Workflows.Engine.Definitions;

/// <summary>An activity, and the nearest one before it that every way from the start passes; leaps make long rows of them short.</summary>
sealed class Passage
{
    readonly Passage _before;
    readonly Passage _leap;
    readonly int _depth;

    internal Passage(string id, Passage? before)
    {
        Id = id;
        _before = before ?? this;
        _leap = before is null ? this : before._depth + before._leap._leap._depth == 2 * before._leap._depth ? before._leap._leap : before;
        _depth = before is null ? 0 : before._depth + 1;
    }

    internal string Id { get; }

    /// <summary>The nearest one before; null at the start.</summary>
    internal Passage? Before => _before == this ? null : _before;

    /// <summary>Whether every way from the start to here passes the other.</summary>
    internal bool LeadsThrough(Passage other) => _depth >= other._depth && At(other._depth) == other;

    /// <summary>The nearest one that every way to here and every way to the other passes.</summary>
    internal Passage SharedWith(Passage other)
    {
        var mine = At(Math.Min(_depth, other._depth));
        var theirs = other.At(mine._depth);
        while (mine != theirs)
            (mine, theirs) = mine._leap != theirs._leap ? (mine._leap, theirs._leap) : (mine._before, theirs._before);
        return mine;
    }

    Passage At(int depth)
    {
        var passage = this;
        while (passage._depth > depth)
            passage = passage._leap._depth >= depth ? passage._leap : passage._before;
        return passage;
    }
}
