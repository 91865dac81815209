using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Persistence.Sqlite;

namespace Prisma.Workflows.Tests.Persistence;

public sealed class DatabaseTests
{
    [Theory, Databases]
    public async Task Every_test_has_a_database_of_its_own(DatabaseProvider provider)
    {
        await using var one = await Product.StartAsync(provider);
        await using var other = await Product.StartAsync(provider);

        await one.ChangeAsync(db => db.People.Add(new Person { FirstName = "Amina", Email = "amina@example.org" }));

        Assert.Equal(1, await one.ReadAsync(db => db.People.CountAsync()));
        Assert.Equal(0, await other.ReadAsync(db => db.People.CountAsync()));
    }

    [Theory, Databases]
    public async Task What_was_committed_is_there_after_a_restart(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.ChangeAsync(db => db.People.Add(new Person { FirstName = "Amina", Email = "amina@example.org", CreatedAt = product.Time.GetUtcNow() }));

        await product.RestartAsync();

        var person = await product.ReadAsync(db => db.People.SingleAsync());
        Assert.Equal(Product.Beginning, person.CreatedAt);
    }

    [Theory, Databases]
    public async Task A_list_of_a_row_that_is_changed_in_place_is_saved(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var theEvent = Some.Event();
        theEvent.ConversationSlots = [Product.Beginning, Product.Beginning.AddDays(1)];
        await product.ChangeAsync(db => db.Add(theEvent));

        await product.RunAsync<PrismaDbContext>(async db => (await db.Events.SingleAsync()).ConversationSlots[1] = Product.Beginning.AddDays(2));

        Assert.Equal([Product.Beginning, Product.Beginning.AddDays(2)], await product.ReadAsync(db => db.Events.Select(one => one.ConversationSlots).SingleAsync()));
    }

    [Theory, Databases]
    public async Task The_model_and_the_migrations_agree(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);

        Assert.False(await product.ReadAsync(db => Task.FromResult(db.Database.HasPendingModelChanges())));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData(";Max Auto Prepare=0", 0)]
    public async Task What_is_asked_again_and_again_PostgreSql_plans_once_unless_the_setting_says_otherwise(string setting, int planned)
    {
        Assert.SkipWhen(PostgreSqlCluster.ReasonToSkip is not null, PostgreSqlCluster.ReasonToSkip ?? "");
        await using var database = await Database.CreateAsync(DatabaseProvider.PostgreSql);
        await using var product = await Product.StartAsync(DatabaseProvider.PostgreSql, settings: new Dictionary<string, string?> { ["Database:ConnectionString"] = database.ConnectionString + setting });

        Assert.Equal(planned, await product.ReadAsync(async db =>
        {
            for (var asked = 0; asked < 10; asked++)
            {
                await db.People.AnyAsync(person => person.Email == "amina@example.org", Cancellation);
            }

            return await db.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM pg_prepared_statements WHERE statement LIKE '%Email%'").SingleAsync(Cancellation);
        }));
    }

    [Theory, Databases]
    public async Task Nodes_that_start_at_once_make_the_tables_together(DatabaseProvider provider)
    {
        await using var database = await Database.CreateEmptyAsync(provider);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var node = database.Open();
            await node.BringUpToDateAsync(TestContext.Current.CancellationToken);
        })));

        await using var db = database.Open();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_died_while_making_the_tables_holds_nobody_up()
    {
        await using var database = await Database.CreateEmptyAsync(DatabaseProvider.Sqlite);
        await using var db = database.Open();
        await db.Database.ExecuteSqlAsync($"CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL CONSTRAINT \"PK___EFMigrationsLock\" PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)", TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync($"INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-03-02 08:00:00+00:00')", TestContext.Current.CancellationToken);

        await db.BringUpToDateAsync(TestContext.Current.CancellationToken);

        Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
    }

    [Theory, Databases]
    public async Task A_database_of_another_program_is_left_alone(DatabaseProvider provider)
    {
        await using var database = await Database.CreateAsync(provider);
        await using var db = database.Open();
        await RememberAsync(db, "29990101000000_Later");
        var newer = await Assert.ThrowsAsync<UnknownDatabaseException>(() => db.BringUpToDateAsync(TestContext.Current.CancellationToken));
        await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsHistory\"", TestContext.Current.CancellationToken);
        await RememberAsync(db, "20261122230321_Initial");
        var older = await Assert.ThrowsAsync<UnknownDatabaseException>(() => db.BringUpToDateAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith("A newer Prisma has used this database (its tables are those of 29990101000000_Later)", newer.Message, StringComparison.Ordinal);
        Assert.StartsWith("This database is older than any", older.Message, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_database_that_came_here_by_more_steps_goes_on(DatabaseProvider provider)
    {
        await using var database = await Database.CreateAsync(provider);
        await using var db = database.Open();
        await RememberAsync(db, "20261122230321_Initial");

        await db.BringUpToDateAsync(TestContext.Current.CancellationToken);

        Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
    }

    [Theory, Databases]
    public async Task Who_signed_in_whose_place_is_known_after_an_upgrade(DatabaseProvider provider)
    {
        await using var database = await Database.CreateAsync(provider);
        await using var db = database.Open();
        var agreement = new Agreement { EnrolmentId = Guid.CreateVersion7(), StepKey = "PAR-2.5", Round = 1, TemplateId = "A-06", Version = 1, Title = "Taking part", Text = "", Hash = "", OpenedAt = Product.Beginning, ExpiresAt = Product.Beginning };
        foreach (var (order, method, insteadOf) in new[] { (1, "mail link and code", ""), (2, "signed in and code", "Wren Alder"), (3, "", "Sol Marten") })
        {
            agreement.Signatures.Add(new Signature { AgreementId = agreement.Id, Order = order, PersonId = Guid.CreateVersion7(), Party = "hub", Method = method, InPlaceOf = insteadOf });
        }

        db.Add(agreement);
        await db.SaveChangesAsync(Cancellation);
        await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().First(), Cancellation);
        var before = await db.Database.SqlQueryRaw<string>("""SELECT "Method" AS "Value" FROM "Signatures" ORDER BY "Order" ASC""").ToListAsync(Cancellation);

        await db.BringUpToDateAsync(Cancellation);

        Assert.Equal(["mail link and code", "signed in and code, in place of Wren Alder", "in place of Sol Marten"], before);
        Assert.Equal(
            [("mail link and code", ""), ("signed in and code", "Wren Alder"), ("", "Sol Marten")],
            (await db.Set<Signature>().AsNoTracking().OrderBy(one => one.Order).ToListAsync(Cancellation)).Select(one => (one.Method, one.InPlaceOf)));
    }

    [Theory, Databases]
    public async Task What_was_agreed_before_an_upgrade_keeps_its_days_of_notice(DatabaseProvider provider)
    {
        await using var database = await Database.CreateAsync(provider);
        await using var db = database.Open();
        var (theEvent, person) = (Some.Event(), new Person { FirstName = "Maren", Email = "maren@brook.example" });
        db.AddRange(theEvent, person);
        foreach (var (pathway, template, state) in new[] { (Pathway.Hub, "A-03", EnrolmentState.Withdrawn), (Pathway.Partner, "A-05", EnrolmentState.Lapsed), (Pathway.Network, "A-04", EnrolmentState.Active), (Pathway.Participant, "A-06", EnrolmentState.Withdrawn) })
        {
            var enrolment = new Enrolment { EventId = theEvent.Id, PersonId = person.Id, Pathway = pathway, InstanceId = pathway, State = state, EndedAt = state == EnrolmentState.Active ? null : Product.Beginning };
            db.AddRange(enrolment, new Agreement { EnrolmentId = enrolment.Id, StepKey = "1", Round = 1, TemplateId = template, Version = 1, Title = "", State = AgreementState.Active, Text = "", Hash = "", OpenedAt = Product.Beginning, ExpiresAt = Product.Beginning });
        }

        await db.SaveChangesAsync(Cancellation);
        await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().Single(name => name.EndsWith("_WhoWroteTheWords", StringComparison.Ordinal)), Cancellation);

        await db.BringUpToDateAsync(Cancellation);

        Assert.Equal(
            [("A-03", 30, Product.Beginning.AddDays(30)), ("A-04", 14, null), ("A-05", 14, Product.Beginning.AddDays(14)), ("A-06", 0, null)],
            (await (from agreement in db.Agreements.AsNoTracking()
                    join one in db.Enrolments.AsNoTracking() on agreement.EnrolmentId equals one.Id
                    orderby agreement.TemplateId
                    select new { agreement.TemplateId, agreement.NoticeDays, one.NoticeEndsAt }).ToListAsync(Cancellation)).Select(one => (one.TemplateId, one.NoticeDays, one.NoticeEndsAt)));
    }

    [Theory, Databases]
    public async Task Whoever_waited_for_a_seat_in_vain_before_an_upgrade_is_in_the_line_no_longer(DatabaseProvider provider)
    {
        await using var database = await Database.CreateAsync(provider);
        await using var db = database.Open();
        var (theEvent, person) = (Some.Event(), new Person { FirstName = "Tomas", Email = "tomas@fern.example" });
        db.AddRange(theEvent, person);
        foreach (var (state, live) in new[] { (EnrolmentState.Lapsed, null), (EnrolmentState.Active, "live") })
        {
            var enrolment = new Enrolment { EventId = theEvent.Id, PersonId = person.Id, Pathway = Pathway.Participant, InstanceId = $"{state}", State = state, LiveKey = live };
            db.AddRange(enrolment, new Seat { EventId = theEvent.Id, EnrolmentId = enrolment.Id, Pool = SeatPool.Participants, State = SeatState.Waitlisted, At = Product.Beginning });
        }

        await db.SaveChangesAsync(Cancellation);
        await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().Single(name => name.EndsWith("_DaysOfNotice", StringComparison.Ordinal)), Cancellation);

        await db.BringUpToDateAsync(Cancellation);

        Assert.Equal(
            [(EnrolmentState.Active, SeatState.Waitlisted), (EnrolmentState.Lapsed, SeatState.Released)],
            (await (from seat in db.Seats.AsNoTracking()
                    join one in db.Enrolments.AsNoTracking() on seat.EnrolmentId equals one.Id
                    orderby one.InstanceId
                    select new { Passage = one.State, Seat = seat.State }).ToListAsync(Cancellation)).Select(one => (one.Passage, one.Seat)));
    }

    [Fact]
    public async Task A_copy_that_has_no_write_ahead_log_yet_is_opened_and_gets_one()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        var copy = Path.Combine(product.DataFolder, "copy.db");
        await product.ReadAsync(db => db.Database.ExecuteSqlAsync($"VACUUM INTO {copy}"));
        await using var opened = new SqlitePrismaDbContext(new DbContextOptionsBuilder<SqlitePrismaDbContext>().UseSqlite($"Data Source={copy}").AddInterceptors(new SqlitePragmas()).Options);

        await opened.Database.MigrateAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["wal"], await opened.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").ToListAsync(TestContext.Current.CancellationToken));
    }

    static Task<int> RememberAsync(PrismaDbContext db, string migration) =>
        db.Database.ExecuteSqlAsync($"INSERT INTO \"__EFMigrationsHistory\" VALUES ({migration}, '10.0.0')", TestContext.Current.CancellationToken);
}
