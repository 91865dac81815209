using Prisma.Workflows.Audit;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Mail;

namespace Prisma.Workflows.Tests.Durability;

/// <summary>What must hold at any moment between two operations, whatever happened before.</summary>
public static class Invariants
{
    public static async Task HoldAsync(Product product)
    {
        await BookmarksAndInstancesAgreeAsync(product);
        await NoMailWentOutTwiceAsync(product);
        await EveryStoryHoldsAsync(product);
        await SeatsAreCountedAsync(product);
        await NobodyWaitsForNothingAsync(product);
    }

    static async Task BookmarksAndInstancesAgreeAsync(Product product)
    {
        var states = await product.ReadAsync(db => db.Instances.Select(instance => instance.State).ToListAsync());
        var known = states.Select(state => InstanceJson.Read(state)).ToList();
        var stored = await product.ReadAsync(db => db.Bookmarks.Select(bookmark => bookmark.Id).ToListAsync());
        Assert.Equal(known.SelectMany(instance => instance.Bookmarks).Select(bookmark => bookmark.Id).Order(StringComparer.Ordinal), stored.Order(StringComparer.Ordinal));
        Assert.All(known, instance => Assert.True(instance.Incidents.Count > 0 || NeverStuck.Check(instance) is null, NeverStuck.Check(instance)));
    }

    /// <summary>What a server took is at most once in the world; what is marked as sent is there.</summary>
    static async Task NoMailWentOutTwiceAsync(Product product)
    {
        var taken = product.Mail.Sent.GroupBy(mail => $"<{mail.MessageId}>", StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        Assert.All(taken, mail => Assert.Equal(1, mail.Value));
        var sent = await product.ReadAsync(db => db.Outbox.Where(mail => mail.State == OutboxState.Sent).Select(mail => mail.MessageId).ToListAsync());
        Assert.All(sent, id => Assert.True(taken.ContainsKey(id), $"{id} is marked as sent and nobody got it."));
        var lost = await product.ReadAsync(db => db.Outbox
            .Where(mail => mail.State == OutboxState.InDigest && !db.Outbox.Any(digest => digest.Key == mail.DigestKey && digest.SentAt == mail.SentAt))
            .Select(mail => mail.Key).ToListAsync());
        Assert.Empty(lost);
    }

    static async Task EveryStoryHoldsAsync(Product product)
    {
        var stories = await product.ReadAsync(db => db.Audit.OrderBy(entry => entry.Number).ToListAsync());
        Assert.All(stories.GroupBy(entry => entry.Story, StringComparer.Ordinal), story => Assert.Null(AuditTrail.FirstBroken(story)));
    }

    static async Task SeatsAreCountedAsync(Product product)
    {
        var taken = await product.ReadAsync(db => db.SeatPools.SumAsync(pool => pool.Taken));
        var held = await product.ReadAsync(db => db.Seats.CountAsync(seat => seat.State == SeatState.Reserved || seat.State == SeatState.Confirmed));
        Assert.Equal(held, taken);
    }

    /// <summary>An open step that something waits for wakes a bookmark that is there.</summary>
    static async Task NobodyWaitsForNothingAsync(Product product)
    {
        var dangling = await product.ReadAsync(db => db.Steps
            .Where(step => step.State == StepState.Open && step.BookmarkId != "" && !db.Bookmarks.Any(bookmark => bookmark.Id == step.BookmarkId))
            .Select(step => step.Key).ToListAsync());
        Assert.Empty(dangling);
    }
}
