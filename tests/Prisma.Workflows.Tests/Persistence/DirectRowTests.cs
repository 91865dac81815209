using System.Data.Common;
using Microsoft.Data.Sqlite;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Persistence.Direct;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Tests.Persistence;

/// <summary>Rows written without the context are the same rows.</summary>
public sealed class DirectRowTests
{
    const string InGerman = """WHERE "Language" = @value ORDER BY "Email" ASC""";

    [Theory, Databases]
    public async Task What_is_written_directly_the_context_reads_value_for_value(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var (full, sparse) = (Message("full", stepId: Guid.CreateVersion7(), sent: Product.Beginning.AddTicks(70)), Message("sparse"));

        await product.RunAsync<DirectRows>(rows =>
        {
            rows.Add(full);
            rows.Add(sparse);
            return Task.CompletedTask;
        });

        var read = await product.ReadAsync(db => db.Outbox.OrderBy(message => message.Key).ToListAsync(Cancellation));
        Assert.Equivalent(new[] { full, sparse }, read, strict: true);
        Assert.Equal("full", await product.ReadAsync(db => db.Outbox.Where(message => message.Id == full.Id && message.StepId == full.StepId).Select(message => message.Key).SingleAsync(Cancellation)));
    }

    [Theory, Databases]
    public async Task What_the_context_wrote_is_found_directly_value_for_value(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var (full, sparse) = (Message("full", stepId: Guid.CreateVersion7(), sent: Product.Beginning.AddTicks(70)), Message("sparse"));
        await product.ChangeAsync(db => db.Outbox.AddRange(full, sparse));

        foreach (var message in new[] { full, sparse })
        {
            Assert.Equivalent(message, await product.RunAsync<DirectRows, OutboxMessage?>(rows => rows.FindAsync<OutboxMessage>(message.Id, Cancellation)), strict: true);
        }

        Assert.Null(await product.RunAsync<DirectRows, OutboxMessage?>(rows => rows.FindAsync<OutboxMessage>(Guid.CreateVersion7(), Cancellation)));
    }

    [Theory, Databases]
    public async Task What_is_read_for_the_context_is_saved_with_it_and_what_it_had_already_stays_as_it_was_left(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.ChangeAsync(db => db.People.AddRange(Some.Person("a@reed.example", "Ada", language: "de"), Some.Person("b@reed.example", "Bo", language: "de"), Some.Person("c@reed.example", "Cy")));

        await product.RunAsync<DirectRows>(async rows =>
        {
            var bo = await rows.Context.People.SingleAsync(person => person.FirstName == "Bo", Cancellation);
            bo.LastName = "Reed";

            var read = await rows.FollowAsync<Person>(InGerman, "de", Cancellation);
            Assert.Equal(["Ada", "Bo Reed"], read.Select(person => person.Name));
            Assert.Same(bo, read[1]);
            Assert.Same(read[0], (await rows.FollowAsync<Person>(InGerman, "de", Cancellation))[0]);
            read[0].LastName = "Fern";
        });

        Assert.Equal(["Ada Fern", "Bo Reed", "Cy"], (await product.ReadAsync(db => db.People.OrderBy(person => person.Email).ToListAsync(Cancellation))).Select(person => person.Name));
    }

    [Theory, Databases]
    public async Task What_was_looked_at_is_one_object_however_often_it_is_asked_for_and_saved_once_the_context_follows_it(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.ChangeAsync(db => db.People.AddRange(Some.Person("a@reed.example", "Ada", language: "de"), Some.Person("b@reed.example", "Bo", language: "de"), Some.Person("c@reed.example", "Cy", language: "de")));

        await product.RunAsync<DirectRows>(async rows =>
        {
            var bo = await rows.Context.People.SingleAsync(person => person.FirstName == "Bo", Cancellation);
            bo.LastName = "Reed";

            var seen = await rows.LookAtAsync<Person>(InGerman, "de", Cancellation);
            Assert.Same(bo, seen[1]);
            Assert.Same(seen[0], (await rows.LookAtAsync<Person>(InGerman, "de", Cancellation))[0]);
            Assert.Same(seen[2], (await rows.FollowAsync<Person>(InGerman, "de", Cancellation))[2]);
            seen[2].LastName = "Sedge";
        });

        Assert.Equal(["Ada", "Bo Reed", "Cy Sedge"], (await product.ReadAsync(db => db.People.OrderBy(person => person.Email).ToListAsync(Cancellation))).Select(person => person.Name));
    }

    [Theory, Databases]
    public async Task Nothing_is_kept_where_what_was_only_looked_at_has_changed_or_was_read_a_second_time(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.ChangeAsync(db => db.People.Add(Some.Person("a@reed.example", "Ada", language: "de")));

        Assert.Contains("Person that this operation only looked at was changed", await RefusedAsync(async rows =>
            (await rows.LookAtAsync<Person>(InGerman, "de", Cancellation))[0].LastName = "Fern"), StringComparison.Ordinal);
        Assert.Contains("Person that this operation only looked at was read once more", await RefusedAsync(async rows =>
        {
            await rows.LookAtAsync<Person>(InGerman, "de", Cancellation);
            (await rows.Context.People.SingleAsync(Cancellation)).LastName = "Fern";
        }), StringComparison.Ordinal);

        Assert.Equal("Ada", (await product.ReadAsync(db => db.People.SingleAsync(Cancellation))).Name);

        async Task<string> RefusedAsync(Func<DirectRows, Task> act) => (await Assert.ThrowsAsync<InvalidOperationException>(() => product.RunAsync(act))).Message;
    }

    [Theory, Databases]
    public async Task Who_asks_again_outside_of_operations_hears_what_was_kept_since_and_after_a_question_that_failed(DatabaseProvider provider)
    {
        const string Languages = """SELECT "Language" FROM "People" WHERE "FirstName" = @value""";
        await using var product = await Product.StartAsync(provider);

        Assert.Empty(await AskAsync(Languages));
        await product.ChangeAsync(db => db.People.Add(Some.Person("a@reed.example", "Ada", language: "de")));
        Assert.Equal(["de"], await AskAsync(Languages));
        await Assert.ThrowsAnyAsync<DbException>(() => AskAsync("""SELECT "Nothing" FROM "People" WHERE "FirstName" = @value"""));
        Assert.Equal(["de"], await AskAsync(Languages));

        Task<List<string>> AskAsync(string question) => product.CallAsync<DirectRows, List<string>>(rows => rows.ReadAsync(question, "Ada", reader => reader.GetString(0), Cancellation));
    }

    [Theory, Databases]
    public async Task Groups_lists_days_and_instants_are_read_for_the_context_value_for_value(DatabaseProvider provider)
    {
        const string WithId = """WHERE "Id" = @value""";
        await using var product = await Product.StartAsync(provider);
        var person = Some.Person("a@reed.example", "Ada");
        var theEvent = Some.Event();
        theEvent.ConversationSlots = [Product.Beginning.AddDays(3), Product.Beginning.AddDays(4)];
        theEvent.CallClosesOn = theEvent.StartsOn.AddDays(-100);
        var enrolment = new Enrolment
        {
            EventId = theEvent.Id,
            PersonId = person.Id,
            Pathway = "p",
            InstanceId = "i",
            StagePurpose = new Purpose("to “listen”", "", "slowly", "all may"),
            StageEnteredAt = Product.Beginning,
            CreatedAt = Product.Beginning,
        };
        await product.ChangeAsync(db => db.AddRange(person, theEvent, enrolment));

        var (read, readEvent) = await product.RunAsync<DirectRows, (Enrolment, Event)>(async rows =>
        {
            var found = (await rows.FollowAsync<Enrolment>(WithId, enrolment.Id, Cancellation)).Single();
            var known = (await rows.FollowAsync<Event>(WithId, theEvent.Id, Cancellation)).Single();
            await rows.FollowAsync<Person>(WithId, person.Id, Cancellation);
            Assert.Same(known, found.Event);
            found.StagePurpose = found.StagePurpose with { InOrderTo = "hear" };
            return (found, known);
        });

        var kept = await product.ReadAsync(db => db.Enrolments.Include(one => one.Event).Include(one => one.Person).SingleAsync(Cancellation));
        Assert.Equal(new Purpose("to “listen”", "hear", "slowly", "all may"), kept.StagePurpose);
        Assert.Equivalent(kept, read, strict: true);
        Assert.Equal(theEvent.ConversationSlots, readEvent.ConversationSlots);
        Assert.Equal(theEvent.CallClosesOn, readEvent.CallClosesOn);
    }

    [Theory, Databases]
    public async Task A_question_may_name_several_values_and_instants_among_them(DatabaseProvider provider)
    {
        const string Between = """SELECT "Key", "SentAt", "DueAt" FROM "Outbox" WHERE "DueAt" > @value AND "DueAt" < @value2 AND "Template" = @value3 ORDER BY "Key" ASC""";
        await using var product = await Product.StartAsync(provider);
        var (sent, owed) = (Message("a", sent: Product.Beginning.AddHours(2)), Message("b"));
        await product.ChangeAsync(db => db.Outbox.AddRange(sent, owed));

        foreach (var (hour, expected) in new[] { (0, 2), (1, 0) })
        {
            var read = await product.RunAsync<DirectRows, List<(string, DateTimeOffset?, DateTimeOffset?)>>(rows => rows.ReadAsync(
                Between,
                [Product.Beginning.AddHours(hour), Product.Beginning.AddHours(hour + 2), "E02"],
                reader => (reader.GetString(0), rows.InstantOf(reader, 1), rows.InstantOf(reader, 2)),
                Cancellation));
            Assert.Equal(new[] { ("a", sent.SentAt, (DateTimeOffset?)sent.DueAt), ("b", null, owed.DueAt) }.Take(expected), read);
        }
    }

    [Theory, Databases]
    public async Task Later_questions_of_the_same_operation_see_what_was_kept(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);

        await product.RunAsync<DirectRows>(async rows =>
        {
            rows.Add(Instance("one"));
            rows.Add(Instance("two"));
            Assert.NotNull(await rows.FindAsync<StoredInstance>("one", Cancellation));
            rows.Remove<StoredInstance>("one");
            Assert.Null(await rows.FindAsync<StoredInstance>("one", Cancellation));
        });

        Assert.Equal(["two"], await product.ReadAsync(db => db.Instances.Select(instance => instance.Id).ToListAsync(Cancellation)));
    }

    [Theory, Databases]
    public async Task A_row_that_was_changed_since_it_was_read_is_a_lost_race(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var instance = Instance("one");
        await product.ChangeAsync(db => db.Instances.Add(instance));
        instance.Revision++;
        instance.SubStatus = "Suspended";

        await product.RunAsync<DirectRows>(Change);
        var lost = await Assert.ThrowsAsync<ConcurrencyLostException>(() => product.RunAsync<DirectRows>(Change));

        Assert.Contains(nameof(StoredInstance), lost.InnerException!.Message, StringComparison.Ordinal);
        var kept = await product.ReadAsync(db => db.Instances.SingleAsync(Cancellation));
        Assert.Equal(("Suspended", 2), (kept.SubStatus, kept.Revision));

        Task Change(DirectRows rows)
        {
            rows.Change(instance);
            return Task.CompletedTask;
        }
    }

    [Theory, Databases]
    public async Task Of_a_row_that_was_found_only_what_has_changed_is_written_each_time(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.ChangeAsync(db => db.Instances.Add(Instance("one")));

        await product.RunAsync<DirectRows>(async rows =>
        {
            var instance = (await rows.FindAsync<StoredInstance>("one", Cancellation))!;
            await rows.Context.Instances.ExecuteUpdateAsync(set => set.SetProperty(one => one.CorrelationId, "of somebody else"), Cancellation);
            instance.Revision++;
            instance.Status = "Finished";
            rows.Change(instance);
            await rows.WriteAsync(Cancellation);
            await rows.Context.Instances.ExecuteUpdateAsync(set => set.SetProperty(one => one.Status, "Kept"), Cancellation);
            instance.Revision++;
            instance.Incidents = 3;
            instance.ActivationKey = "one at a time";
            rows.Change(instance);
        });

        var kept = await product.ReadAsync(db => db.Instances.SingleAsync(Cancellation));
        Assert.Equal(("of somebody else", "Kept", 3, "one at a time", 3), (kept.CorrelationId, kept.Status, kept.Incidents, kept.ActivationKey, kept.Revision));
    }

    [Theory, Databases]
    public async Task A_row_that_need_not_be_new_leaves_the_first_as_it_is(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var first = Message("same");
        await product.ChangeAsync(db => db.Outbox.Add(first));

        await product.RunAsync<DirectRows>(rows =>
        {
            rows.AddUnlessThere(Message("same"));
            rows.AddUnlessThere(Message("other"));
            return Task.CompletedTask;
        });

        var read = await product.ReadAsync(db => db.Outbox.OrderByDescending(message => message.Key).ToListAsync(Cancellation));
        Assert.Equal(["same", "other"], read.Select(message => message.Key));
        Assert.Equal(first.Id, read[0].Id);
    }

    [Theory, Databases]
    public async Task What_an_operation_wrote_goes_with_it_when_it_fails(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);

        await Assert.ThrowsAsync<InvalidOperationException>(() => product.RunAsync<DirectRows>(async rows =>
        {
            rows.Add(Instance("one"));
            await rows.WriteAsync(Cancellation);
            throw new InvalidOperationException("It failed.");
        }));

        Assert.Equal(0, await product.ReadAsync(db => db.Instances.CountAsync(Cancellation)));
    }

    [Theory, Databases]
    public async Task A_statement_that_failed_serves_the_next_operation(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.RunAsync<DirectRows>(Add("one"));

        await Assert.ThrowsAsync<ConcurrencyLostException>(() => product.RunAsync<DirectRows>(Add("one")));
        await product.RunAsync<DirectRows>(Add("two"));

        Assert.Equal(["one", "two"], await product.ReadAsync(db => db.Instances.Select(instance => instance.Id).Order().ToListAsync(Cancellation)));

        static Func<DirectRows, Task> Add(string id) => rows =>
        {
            rows.Add(Instance(id));
            return Task.CompletedTask;
        };
    }

    [Fact]
    public async Task A_connection_that_is_opened_again_prepares_its_statements_again()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);

        await product.CallAsync<DirectRows, bool>(async rows =>
        {
            for (var number = 1; number <= 2; number++)
            {
                await using var transaction = await rows.Context.Database.BeginTransactionAsync(Cancellation);
                rows.Add(Instance($"{number}"));
                await rows.WriteAsync(Cancellation);
                await transaction.CommitAsync(Cancellation);
                SqliteConnection.ClearAllPools();
            }

            return true;
        });

        Assert.Equal(2, await product.ReadAsync(db => db.Instances.CountAsync(Cancellation)));
    }

    [Theory, Databases]
    public async Task Outside_of_an_operation_nothing_is_written(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);

        await Assert.ThrowsAsync<InvalidOperationException>(() => product.CallAsync<DirectRows, bool>(async rows =>
        {
            rows.Add(Instance("one"));
            await rows.WriteAsync(Cancellation);
            return true;
        }));
    }

    [Theory, Databases]
    public async Task Who_reads_beside_an_open_operation_sees_nothing_of_it(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.ChangeAsync(db => db.Instances.Add(Instance("before")));

        await product.RunAsync<DirectRows>(async rows =>
        {
            rows.Add(Instance("within"));
            await rows.WriteAsync(Cancellation);
            Assert.Equal(["before"], await product.ReadAsync(db => db.Instances.Select(instance => instance.Id).ToListAsync(Cancellation)));
        });

        Assert.Equal(2, await product.ReadAsync(db => db.Instances.CountAsync(Cancellation)));
    }

    static StoredInstance Instance(string id) => new()
    {
        Id = id,
        DefinitionId = "d",
        DefinitionVersionId = "d-v1",
        Status = "Running",
        SubStatus = "Executing",
        State = """{"note":"Tomás’ “Grüße”"}""",
        CreatedAt = Product.Beginning,
        UpdatedAt = Product.Beginning,
        Revision = 1,
    };

    static OutboxMessage Message(string key, Guid? stepId = null, DateTimeOffset? sent = null) => new()
    {
        Key = key,
        StepId = stepId,
        PersonId = Guid.CreateVersion7(),
        Template = "E02",
        Facts = "{}",
        State = sent is null ? OutboxState.Pending : OutboxState.Sent,
        DiesWithStep = stepId is not null,
        CreatedAt = Product.Beginning,
        DueAt = Product.Beginning.AddHours(1),
        MessageId = $"<{key}@prisma.example>",
        Attempts = 3,
        SentAt = sent,
        Revision = 7,
    };
}
