using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Runtime.Calls;

namespace Prisma.Workflows.Runtime.Watch;

/// <summary>What could wake the instances of one page: their rows, their children, their calls.</summary>
sealed class WakingLook
{
    internal const string Unreadable = "Its state cannot be read: it is damaged, or a newer version of Prisma wrote it. Start that version before you end it: what is ended does not come back.";

    const int TooOften = 3;

    static readonly string[] CallNames = ["Elsa.SendHttpRequest", "Elsa.FlowSendHttpRequest"];

    readonly Dictionary<string, WorkflowInstance?> _states = [];
    readonly Dictionary<string, WorkflowDefinition> _versions = [];
    ILookup<string, StoredBookmark> _rows = Enumerable.Empty<StoredBookmark>().ToLookup(row => row.InstanceId);
    HashSet<string> _runningChildren = [];
    HashSet<string> _openCalls = [];

    public static async Task<WakingLook> OfAsync(PrismaDbContext db, DefinitionCache definitions, List<StoredInstance> page, CancellationToken cancellation)
    {
        var look = new WakingLook();
        foreach (var stored in page)
            look._states[stored.Id] = InstanceJson.TryRead(stored.State);
        var ids = page.ConvertAll(stored => stored.Id);
        var bookmarks = look._states.Values.OfType<WorkflowInstance>().SelectMany(instance => instance.Bookmarks).ToList();
        var children = bookmarks.SelectMany(bookmark => bookmark.Children).ToList();
        var calls = bookmarks.FindAll(IsCall).ConvertAll(bookmark => bookmark.Id);
        look._rows = (await db.Bookmarks.Where(row => ids.Contains(row.InstanceId)).ToListAsync(cancellation)).ToLookup(row => row.InstanceId, StringComparer.Ordinal);
        look._runningChildren = [.. await db.Instances.Where(one => children.Contains(one.Id) && one.Status == nameof(InstanceStatus.Running)).Select(one => one.Id).ToListAsync(cancellation)];
        look._openCalls = [.. await db.OutgoingCalls.Where(call => calls.Contains(call.BookmarkId) && (call.State == CallState.Pending || call.State == CallState.Calling)).Select(call => call.BookmarkId).ToListAsync(cancellation)];
        var named = page.ConvertAll(stored => stored.DefinitionVersionId);
        foreach (var version in await db.Definitions.Where(version => named.Contains(version.Id)).Select(version => version.Id).ToListAsync(cancellation))
            look._versions[version] = await definitions.VersionAsync(db, version, cancellation);
        return look;
    }

    /// <summary>Null when something can wake it.</summary>
    public string? WhatIsWrongWith(StoredInstance stored)
    {
        if (_states[stored.Id] is not { } instance)
            return Unreadable;
        if (instance.Status != InstanceStatus.Running)
            return "Its state says that it has ended, its row that it runs.";
        var rows = _rows[stored.Id].ToDictionary(row => row.Id, StringComparer.Ordinal);
        return NeverStuck.Check(instance)
            ?? instance.Bookmarks.Select(bookmark => WhatIsWrongWith(TitleOf(bookmark, stored), bookmark, rows.GetValueOrDefault(bookmark.Id))).FirstOrDefault(sentence => sentence is not null)
            ?? rows.Keys.Except(instance.Bookmarks.Select(bookmark => bookmark.Id), StringComparer.Ordinal).Select(id => $"The row {id} would wake what it no longer waits for.").FirstOrDefault();
    }

    /// <summary>As its author calls the activity that waits.</summary>
    string TitleOf(Bookmark bookmark, StoredInstance stored) =>
        _versions.GetValueOrDefault(stored.DefinitionVersionId)?.NodesByNodeId.GetValueOrDefault(bookmark.ActivityNodeId)?.Title ?? bookmark.ActivityId;

    string? WhatIsWrongWith(string title, Bookmark bookmark, StoredBookmark? row)
    {
        if (row is null)
            return $"“{title}” waits, and no row tells what would wake it.";
        if (row.Tries >= TooOften)
            return $"“{title}” is due and could not be woken {row.Tries} times.";
        if (bookmark.Children.FirstOrDefault(child => !_runningChildren.Contains(child)) is { } child)
            return $"“{title}” waits for the instance {child}, which does not run.";
        return IsCall(bookmark) && !_openCalls.Contains(bookmark.Id) ? $"“{title}” waits for the answer to a call that nobody makes." : null;
    }

    static bool IsCall(Bookmark bookmark) => CallNames.Contains(bookmark.Name, StringComparer.Ordinal);
}
