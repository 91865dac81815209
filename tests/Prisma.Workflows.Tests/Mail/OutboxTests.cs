using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Mail;

namespace Prisma.Workflows.Tests.Mail;

public sealed class OutboxTests
{
    [Theory, Databases]
    public async Task What_is_owed_is_written_in_the_same_commit(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);

        await Assert.ThrowsAsync<InvalidOperationException>(() => scene.Product.RunAsync<Outbox>(outbox =>
        {
            outbox.Owe(scene.Mail());
            throw new InvalidOperationException("The operation failed.");
        }));
        Assert.Equal(0, await scene.Product.ReadAsync(db => db.Outbox.CountAsync()));

        await scene.OweAsync(scene.Mail());
        var message = await scene.MessageAsync();
        Assert.Equal((OutboxState.Pending, Product.Beginning, 0), (message.State, message.DueAt, message.Attempts));
        Assert.Equal($"<{message.Id:N}@prisma.example>", message.MessageId);
    }

    [Theory, Databases]
    public async Task The_same_mail_is_owed_once_within_an_operation_and_across_operations(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);

        await scene.OweAsync(scene.Mail(), scene.Mail(notBefore: Product.Beginning.AddDays(3)), scene.Mail(purpose: "reminder-1"));
        await scene.OweAsync(scene.Mail(), scene.Mail(purpose: "reminder-2"));

        Assert.Equal(3, await scene.Product.ReadAsync(db => db.Outbox.CountAsync()));
        Assert.Equal(Product.Beginning, (await scene.MessageAsync("open")).DueAt);
    }

    [Theory, Databases]
    public async Task Two_operations_that_owe_the_same_mail_at_once_owe_it_once(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await using var other = scene.Product.StartAnother();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => (number % 2 == 0 ? scene.Product : other).RunAsync<Outbox>(outbox =>
        {
            outbox.Owe(scene.Mail());
            return Task.CompletedTask;
        })));

        Assert.Equal(1, await scene.Product.ReadAsync(db => db.Outbox.CountAsync()));
    }

    [Theory, Databases]
    public async Task What_is_owed_in_one_operation_keeps_its_order(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        OwedMail[] mails = [.. Enumerable.Range(0, 12).Select(number => scene.Mail(purpose: $"mail-{number}"))];

        await scene.OweAsync(mails);

        var moments = await scene.Product.ReadAsync(db => db.Outbox.Select(mail => new { mail.Key, mail.CreatedAt }).ToListAsync(Cancellation));
        Assert.Equal(mails.Select(mail => mail.Key), moments.OrderBy(mail => mail.CreatedAt).Select(mail => mail.Key));
        Assert.Equal(mails.Length, moments.Select(mail => mail.CreatedAt).Distinct().Count());
    }

    [Theory, Databases]
    public async Task What_any_other_mail_says_goes_out_only_where_none_is_owed_to_the_same_person_about_the_same_passage(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        var known = scene.Mail(purpose: "known") with { OnlyAlone = true };

        await scene.OweAsync(known, scene.Mail());
        Assert.Equal([scene.Mail().Key], await scene.Product.ReadAsync(db => db.Outbox.Select(mail => mail.Key).ToListAsync(Cancellation)));
        await scene.OweAsync(known, scene.Mail(purpose: "elsewhere") with { EnrolmentId = null });

        Assert.NotNull(await scene.MessageAsync("known"));
    }

    [Theory, Databases]
    public async Task At_night_a_mail_waits_for_the_morning_unless_it_answers_an_act(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        scene.Product.Time.SetUtcNow(new DateTimeOffset(2027, 3, 27, 21, 0, 0, TimeSpan.Zero));
        var morning = new DateTimeOffset(2027, 3, 28, 6, 0, 0, TimeSpan.Zero);

        await scene.OweAsync(scene.Mail());
        await scene.Product.RunAsync<Outbox>(outbox =>
        {
            outbox.Owe(scene.Mail(purpose: "answer"), immediate: true);
            return Task.CompletedTask;
        });

        Assert.Equal(morning, (await scene.MessageAsync("open")).DueAt);
        Assert.Equal(scene.Product.Time.GetUtcNow(), (await scene.MessageAsync("answer")).DueAt);
        Assert.Equal(1, await scene.DeliverAsync());
        scene.Product.Time.SetUtcNow(morning);
        Assert.Equal(1, await scene.DeliverAsync());
    }

    [Theory, Databases]
    public async Task A_mail_for_later_goes_out_in_the_hours_of_that_day(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);

        await scene.OweAsync(scene.Mail(notBefore: new DateTimeOffset(2027, 4, 1, 3, 0, 0, TimeSpan.FromHours(2))));

        Assert.Equal(new DateTimeOffset(2027, 4, 1, 6, 0, 0, TimeSpan.Zero), (await scene.MessageAsync()).DueAt);
    }

    [Theory, Databases]
    public async Task Somebody_who_came_in_the_same_operation_is_let_sleep_too(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider, services => services.AddScoped<Welcome>());
        var newcomer = Some.Person("kofi@example.org", "Kofi", "Pacific/Auckland");

        await scene.Product.RunAsync<Welcome>(welcome => welcome.ExecuteAsync(newcomer, scene.Facts()));

        Assert.Equal(new DateTimeOffset(2027, 3, 10, 19, 0, 0, TimeSpan.Zero), (await scene.MessageAsync()).DueAt);
    }

    sealed class Welcome(PrismaDbContext db, Outbox outbox)
    {
        public Task ExecuteAsync(Person newcomer, JsonObject facts)
        {
            db.Add(newcomer);
            outbox.Owe(new OwedMail("E03", newcomer.Id, "hello", facts));
            return Task.CompletedTask;
        }
    }
}
