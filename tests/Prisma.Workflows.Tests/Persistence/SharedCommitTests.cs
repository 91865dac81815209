using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Persistence.Sqlite;
using Prisma.Workflows.Tests.Durability;

namespace Prisma.Workflows.Tests.Persistence;

/// <summary>On SQLite the operations that wait for their turn share one commit, and nothing else.</summary>
public sealed class SharedCommitTests
{
    const int Together = 16;

    [Fact]
    public async Task Operations_that_wait_together_share_one_commit()
    {
        var count = new CommitCount();
        await using var product = await StartAsync(count);

        await Task.WhenAll(AllAtOnce(product, add: AddAsync));

        Assert.Equal(1, count.Commits);
        Assert.Equal(Together, await product.ReadAsync(db => db.People.CountAsync()));
    }

    [Fact]
    public async Task Those_who_shared_a_commit_and_come_again_at_once_share_the_next()
    {
        var count = new CommitCount();
        await using var product = await StartAsync(count);

        // One at a time and in order: nobody waits yet when the first who came again is done.
        var inOrder = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        await Task.Factory.StartNew(
            () => Task.WhenAll(AllAtOnce(product, AddAsync).Select(async (first, number) =>
            {
                await first;
                await product.RunAsync<PrismaDbContext>(db => AddAsync(db, Together + number));
            })),
            TestContext.Current.CancellationToken,
            TaskCreationOptions.None,
            inOrder).Unwrap();

        Assert.Equal(2, count.Commits);
        Assert.Equal(2 * Together, await product.ReadAsync(db => db.People.CountAsync()));
    }

    [Fact]
    public async Task Nobody_is_answered_before_the_commit()
    {
        await using var product = await StartAsync(new CommitCount());
        var seen = new List<int>();

        await Task.WhenAll(AllAtOnce(product, add: AddAsync).Select(async operation =>
        {
            await operation;
            var there = await product.ReadAsync(db => db.People.CountAsync());
            lock (seen)
            {
                seen.Add(there);
            }
        }));

        Assert.All(seen, there => Assert.Equal(Together, there));
    }

    [Fact]
    public async Task One_that_fails_takes_no_other_with_it()
    {
        await using var product = await StartAsync(new CommitCount());

        var operations = AllAtOnce(product, async (db, number) =>
        {
            await AddAsync(db, number);
            if (number % 3 == 0)
            {
                await db.SaveChangesAsync(TestContext.Current.CancellationToken);
                throw new InvalidOperationException($"{number} thought better of it.");
            }
        });
        await Task.WhenAll(operations).ContinueWith(_ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);

        Assert.Equal([0, 3, 6, 9, 12, 15], operations.Index().Where(one => one.Item.IsFaulted).Select(one => one.Index));
        Assert.Equal(
            Enumerable.Range(0, Together).Where(number => number % 3 != 0).Select(Address),
            await product.ReadAsync(db => db.People.OrderBy(person => person.CreatedAt).Select(person => person.Email).ToListAsync()));
    }

    [Fact]
    public async Task One_that_is_called_off_while_it_waits_holds_up_no_other()
    {
        await using var product = await StartAsync(new CommitCount());
        using var calledOff = new CancellationTokenSource();
        var first = new TaskCompletionSource();
        var one = product.RunAsync<PrismaDbContext>(async db =>
        {
            await AddAsync(db, 0);
            await first.Task;
        });
        var two = product.Operations.RunAsync<PrismaDbContext>(db => AddAsync(db, 1), calledOff.Token);

        await calledOff.CancelAsync();
        first.SetResult();

        await one;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => two);
        Assert.Equal(1, await product.ReadAsync(db => db.People.CountAsync()));
    }

    [Fact]
    public async Task A_commit_that_fails_fails_all_who_share_it_and_the_next_one_works()
    {
        var cut = new PowerCut(afterTheCommit: false);
        await using var product = await StartAsync(cut);
        cut.StartCounting(1);

        var operations = AllAtOnce(product, AddAsync);
        await Task.WhenAll(operations).ContinueWith(_ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);

        Assert.All(operations, operation => Assert.IsType<PowerCutException>(operation.Exception?.InnerException));
        Assert.Equal(0, await product.ReadAsync(db => db.People.CountAsync()));
        await product.RunAsync<PrismaDbContext>(db => AddAsync(db, 1));
        Assert.Equal(1, await product.ReadAsync(db => db.People.CountAsync()));
    }

    static Task<Product> StartAsync(IInterceptor interceptor) => Product.StartAsync(
        DatabaseProvider.Sqlite,
        services => services.ConfigureDbContext<SqlitePrismaDbContext>(options => options.AddInterceptors(interceptor)));

    /// <summary>The first has its turn and keeps it until all others wait for theirs.</summary>
    static List<Task> AllAtOnce(Product product, Func<PrismaDbContext, int, Task> add)
    {
        var allWait = new TaskCompletionSource();
        List<Task> operations =
        [
            .. Enumerable.Range(0, Together).Select(number => product.RunAsync<PrismaDbContext>(async db =>
            {
                await allWait.Task;
                await add(db, number);
            })),
        ];
        allWait.SetResult();
        return operations;
    }

    static Task AddAsync(PrismaDbContext db, int number)
    {
        db.People.Add(new Person { FirstName = "Amina", Email = Address(number), CreatedAt = Product.Beginning.AddSeconds(number) });
        return Task.CompletedTask;
    }

    static string Address(int number) => $"amina{number}@reed.example";

    sealed class CommitCount : DbTransactionInterceptor
    {
        public int Commits { get; private set; }

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Commits++;
            return Task.CompletedTask;
        }
    }
}
