namespace Prisma.Workflows.Tests.Persistence;

/// <summary>Recurring work takes what is due piece by piece.</summary>
public sealed class RunEachTests
{
    static readonly string[] _all = ["a", "b", "c", "d"];

    [Theory, Databases]
    public async Task One_that_fails_holds_up_no_other_leaves_nothing_of_its_own_and_is_told_at_the_end(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);

        var failure = await Record.ExceptionAsync(() => KeepEachAsync(product, one => one == "b" ? new InvalidOperationException("torn") : null));

        Assert.Equal("torn", failure?.Message);
        Assert.Equal(["a", "c", "d"], await KeptAsync(product));
    }

    [Theory, Databases]
    public async Task Several_that_fail_are_told_together(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);

        var failure = await Record.ExceptionAsync(() => KeepEachAsync(product, one => one is "a" or "c" ? new InvalidOperationException(one) : null));

        Assert.Equal(["a", "c"], Assert.IsType<AggregateException>(failure).InnerExceptions.Select(inner => inner.Message));
        Assert.Equal(["b", "d"], await KeptAsync(product));
    }

    [Theory, Databases]
    public async Task Where_nobody_can_write_or_the_program_stops_the_rest_is_left_for_the_next_time(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);

        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => KeepEachAsync(product, one => one == "b" ? new DatabaseUnavailableException(new IOException("gone"), "here") : null));
        Assert.Equal(["a"], await KeptAsync(product));
        await Assert.ThrowsAsync<OperationCanceledException>(() => KeepEachAsync(product, one => one == "b" ? new OperationCanceledException() : null));
        Assert.Equal(["a"], await KeptAsync(product));
    }

    static Task KeepEachAsync(Product product, Func<string, Exception?> fails) => product.Operations.RunEachAsync<PrismaDbContext, string>(
        async db => [.. _all.Except(await db.Settings.Select(one => one.Key).ToListAsync(Cancellation))],
        (db, one) =>
        {
            db.Settings.Add(new Setting { Key = one, Value = "" });
            return fails(one) is { } failure ? Task.FromException(failure) : Task.CompletedTask;
        },
        Cancellation);

    static Task<List<string>> KeptAsync(Product product) => product.ReadAsync(db => db.Settings.Select(one => one.Key).Where(key => key.Length == 1).OrderBy(key => key).ToListAsync(Cancellation));
}
