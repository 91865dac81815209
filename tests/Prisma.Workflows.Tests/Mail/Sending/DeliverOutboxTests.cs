using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Sending;

namespace Prisma.Workflows.Tests.Mail.Sending;

public sealed partial class DeliverOutboxTests
{
    [Theory, Databases]
    public async Task A_due_mail_is_sent_once(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await scene.OweAsync(scene.Mail());

        Assert.Equal(1, await scene.DeliverAsync());
        Assert.Equal(0, await scene.DeliverAsync());

        var mail = Assert.Single(scene.Product.Mail.To("amina@example.org"));
        var message = await scene.MessageAsync();
        Assert.Equal((OutboxState.Sent, 1, Product.Beginning), (message.State, message.Attempts, message.SentAt));
        Assert.Equal(message.MessageId, $"<{mail.MessageId}>");
        Assert.Equal("Your application", mail.Subject);
        Assert.Equal("Accepted: 250 recorded", Assert.Single(await scene.AnswersAsync()));
    }

    [Theory, Databases]
    public async Task Its_links_stand_in_the_mail_and_only_their_hashes_in_the_database(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await scene.OweAsync(scene.Mail());
        await scene.DeliverAsync();

        var text = Assert.Single(scene.Product.Mail.Sent).TextBody!;
        var tokens = Token().Matches(text).Select(match => match.Groups["token"].Value).Distinct().ToList();
        var links = await scene.Product.ReadAsync(db => db.AccessLinks.OrderBy(link => link.Purpose).ToListAsync());

        Assert.Equal(2, tokens.Count);
        Assert.Equal(
            tokens.Select(token => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)))).Order(StringComparer.Ordinal),
            links.Select(link => link.TokenHash).Order(StringComparer.Ordinal));
        Assert.Contains($"Open: https://prisma.example/l/{tokens[0]}\n", text, StringComparison.Ordinal);
        Assert.Contains($"Later: https://prisma.example/l/{tokens[0]}?to=more-time Rest: https://prisma.example/l/{tokens[1]}?to=pause", text, StringComparison.Ordinal);
        Assert.Contains($"Leave: https://prisma.example/l/{tokens[1]}?to=leave Mails: https://prisma.example/l/{tokens[1]}?to=mails", text, StringComparison.Ordinal);
        Assert.Equal([(LinkPurpose.Enrolment, null), (LinkPurpose.Step, scene.Step.Id)], links.Select(link => (link.Purpose, link.StepId)));
        Assert.All(links, link => Assert.True(link.IsAlive(Product.Beginning.AddYears(1)) && link.PersonId == scene.Person.Id && link.EnrolmentId == scene.Enrolment.Id));
    }

    [Theory, Databases]
    public async Task A_button_may_lead_elsewhere_and_without_an_enrolment_the_mails_are_chosen_by_a_link_of_their_own(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        var facts = scene.Facts();
        facts["action"] = new System.Text.Json.Nodes.JsonObject { ["path"] = "/today" };
        await scene.OweAsync(new OwedMail("E03", scene.Person.Id, "tasks", facts));
        await scene.DeliverAsync();

        var mail = Assert.Single(scene.Product.Mail.Sent);
        Assert.Matches("Mails: https://prisma\\.example/l/[A-Za-z0-9_-]{43}\n", mail.TextBody);
        Assert.Equal(LinkPurpose.Mails, (await scene.Product.ReadAsync(db => db.AccessLinks.SingleAsync())).Purpose);
    }

    [Theory, Databases]
    public async Task Scenario_13_A_step_closed_before_it_goes_out_takes_the_mail_back(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await scene.OweAsync(scene.Mail(notBefore: Product.Beginning.AddHours(2)), scene.Mail("E02", "thanks", diesWithStep: false, notBefore: Product.Beginning.AddHours(2)));
        await scene.CloseStepAsync();
        scene.Product.Time.Advance(TimeSpan.FromHours(3));

        Assert.Equal(1, await scene.DeliverAsync());

        Assert.Equal(OutboxState.Cancelled, (await scene.MessageAsync("open")).State);
        Assert.Equal(OutboxState.Sent, (await scene.MessageAsync("thanks")).State);
        var link = await scene.Product.ReadAsync(db => db.AccessLinks.SingleAsync(link => link.StepId != null));
        Assert.Equal(Product.Beginning.AddDays(14), link.ExpiresAt);
    }

    [Theory, Databases]
    public async Task A_mail_that_was_not_taken_is_tried_again_later_and_later(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        var attempts = 0;
        scene.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(++attempts < 4 ? new SendAnswer.TryLater("451 greylisted") : new SendAnswer.Accepted("250"));
        await scene.OweAsync(scene.Mail());

        foreach (var minutes in (int[])[1, 2, 4])
        {
            await scene.DeliverAsync();
            var message = await scene.MessageAsync();
            Assert.Equal((OutboxState.Pending, scene.Product.Time.GetUtcNow().AddMinutes(minutes), "451 greylisted"), (message.State, message.DueAt, message.LastError));
            Assert.Equal(0, await scene.Product.ReadAsync(db => db.AccessLinks.CountAsync()));
            scene.Product.Time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.Equal(0, await scene.DeliverAsync());
            scene.Product.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(1, await scene.DeliverAsync());
        Assert.Equal((OutboxState.Sent, 4, ""), (await scene.MessageAsync()) is var sent ? (sent.State, sent.Attempts, sent.LastError) : default);
        Assert.Equal(4, (await scene.AnswersAsync()).Count);
    }

    [Theory, Databases]
    public async Task After_three_days_of_trying_it_has_failed(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        scene.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(new SendAnswer.TryLater("451 come back later"));
        await scene.OweAsync(scene.Mail());

        var attempts = 0;
        while ((await scene.MessageAsync()) is { State: OutboxState.Pending } message)
        {
            scene.Product.Time.SetUtcNow(message.DueAt);
            await scene.DeliverAsync();
            attempts++;
        }

        Assert.Equal(OutboxState.Failed, (await scene.MessageAsync()).State);
        Assert.InRange(scene.Product.Time.GetUtcNow() - Product.Beginning, TimeSpan.FromHours(66), TimeSpan.FromHours(72));
        Assert.InRange(attempts, 15, 25);
    }

    [Theory, Databases]
    public async Task A_refusal_for_good_is_final_at_once(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        scene.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(new SendAnswer.Refused("550 no such mailbox"));
        await scene.OweAsync(scene.Mail());

        await scene.DeliverAsync();

        var message = await scene.MessageAsync();
        Assert.Equal((OutboxState.Failed, "550 no such mailbox"), (message.State, message.LastError));
    }

    [Theory, Databases]
    public async Task Only_the_owner_of_a_doubt_can_end_it(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        scene.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(new SendAnswer.Unknown("dropped"));
        await scene.OweAsync(scene.Mail());
        await scene.DeliverAsync();
        scene.Product.Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal(0, await scene.DeliverAsync());
        Assert.Equal(OutboxState.MaybeSent, (await scene.MessageAsync()).State);

        scene.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(new SendAnswer.Accepted("250"));
        var id = (await scene.MessageAsync()).Id;
        Assert.True(await scene.Product.RunAsync<ResendMail, bool>(resend => resend.ExecuteAsync(id, "Rosa", CancellationToken.None)));
        Assert.False(await scene.Product.RunAsync<ResendMail, bool>(resend => resend.ExecuteAsync(id, "Rosa", CancellationToken.None)));
        Assert.Equal(1, await scene.DeliverAsync());

        Assert.Equal(OutboxState.Sent, (await scene.MessageAsync()).State);
        Assert.Single(scene.Product.Mail.Sent.Select(mail => mail.MessageId).Distinct());
        var entry = await scene.Product.ReadAsync(db => db.Audit.SingleAsync());
        Assert.Equal(
            (scene.Enrolment.Story, "Rosa", "Rosa had the mail E02 sent again, because nobody could tell whether it had arrived."),
            (entry.Story, entry.Actor, entry.Sentence));
    }

    [Theory, Databases]
    public async Task A_sender_killed_on_the_way_leaves_a_doubt_and_never_a_second_mail(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await using var other = scene.Product.StartAnother();
        var never = new TaskCompletionSource<SendAnswer>();
        scene.Product.Mail.Answer = _ => never.Task;
        await scene.OweAsync(scene.Mail());
        var killed = scene.DeliverAsync();
        await WaitForAsync(scene, OutboxState.Sending);

        other.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await other.RunAsync<RescueOutbox, int>(rescue => rescue.ExecuteAsync(CancellationToken.None)));
        other.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await other.RunAsync<RescueOutbox, int>(rescue => rescue.ExecuteAsync(CancellationToken.None)));
        Assert.Equal(0, await other.CallAsync<DeliverOutbox, int>(deliver => deliver.ExecuteAsync(CancellationToken.None)));
        Assert.Equal(OutboxState.MaybeSent, (await scene.MessageAsync()).State);

        // It was only slow after all: what it knows is better than the doubt.
        never.SetResult(new SendAnswer.Accepted("250 late"));
        await killed;
        Assert.Equal(OutboxState.Sent, (await scene.MessageAsync()).State);
        Assert.Empty(other.Mail.Sent);
    }

    [Theory, Databases]
    public async Task What_a_slow_sender_learns_once_the_mail_is_with_another_changes_nothing(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await using var other = scene.Product.StartAnother();
        var (first, second) = (new TaskCompletionSource<SendAnswer>(), new TaskCompletionSource<SendAnswer>());
        (scene.Product.Mail.Answer, other.Mail.Answer) = (_ => first.Task, _ => second.Task);
        await scene.OweAsync(scene.Mail());
        var slow = scene.DeliverAsync();
        await WaitForAsync(scene, OutboxState.Sending);
        other.Time.Advance(TimeSpan.FromMinutes(3));
        await other.RunAsync<RescueOutbox, int>(rescue => rescue.ExecuteAsync(CancellationToken.None));
        var id = (await scene.MessageAsync()).Id;
        Assert.True(await other.RunAsync<ResendMail, bool>(resend => resend.ExecuteAsync(id, "Rosa", CancellationToken.None)));
        var again = other.CallAsync<DeliverOutbox, int>(deliver => deliver.ExecuteAsync(CancellationToken.None));
        await WaitForAsync(scene, OutboxState.Sending);

        first.SetResult(new SendAnswer.Refused("550 nobody of that name"));
        await slow;
        Assert.Equal(OutboxState.Sending, (await scene.MessageAsync()).State);
        second.SetResult(new SendAnswer.Accepted("250"));
        await again;
        Assert.Equal(OutboxState.Sent, (await scene.MessageAsync()).State);
    }

    [Theory, Databases]
    public async Task Many_senders_at_once_send_every_mail_once(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await using var other = scene.Product.StartAnother();
        await scene.OweAsync([.. Enumerable.Range(0, 20).Select(number => scene.Mail(purpose: $"p{number}"))]);

        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => (number % 2 == 0 ? scene.Product : other)
            .CallAsync<DeliverOutbox, int>(deliver => deliver.ExecuteAsync(CancellationToken.None))));

        Assert.Equal(20, counts.Sum());
        var sent = scene.Product.Mail.Sent.Concat(other.Mail.Sent).ToList();
        Assert.Equal(20, sent.Count);
        Assert.Equal(20, sent.Select(mail => mail.MessageId).Distinct().Count());
    }

    [Theory, Databases]
    public async Task A_mail_that_cannot_be_written_fails_alone(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        var bad = Some.Person("not an address", "Bo");
        await scene.Product.ChangeAsync(db => db.Add(bad));
        var holes = scene.Mail(purpose: "holes");
        holes.Facts.Remove("person");
        await scene.OweAsync(scene.Mail("E99", "missing"), holes, new OwedMail("E03", bad.Id, "bad", scene.Facts()), new OwedMail("E03", Guid.CreateVersion7(), "gone", scene.Facts()), scene.Mail());

        Assert.Equal(1, await scene.DeliverAsync());

        var errors = await scene.Product.ReadAsync(db => db.Outbox.Where(message => message.State == OutboxState.Failed).OrderBy(message => message.LastError).Select(message => message.LastError).ToListAsync());
        Assert.Equal(4, errors.Count);
        Assert.Contains("There is no mail template E99.", errors);
        Assert.Contains("The recipient's address is not a mail address.", errors);
        Assert.Contains("The recipient is no longer known here.", errors);
        Assert.Contains(errors, error => error.StartsWith("Mail template E02: ", StringComparison.Ordinal) && error.Contains("person", StringComparison.Ordinal));
        Assert.Equal(5, (await scene.AnswersAsync()).Count);
    }

    [Theory, Databases]
    public async Task A_server_that_is_not_there_is_asked_once_and_not_for_every_mail(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        var asked = 0;
        scene.Product.Mail.Answer = _ =>
        {
            asked++;
            return Task.FromResult<SendAnswer>(new SendAnswer.TryLater("Connection refused", NobodyThere: true));
        };
        await scene.OweAsync([.. Enumerable.Range(0, 5).Select(number => scene.Mail(purpose: $"p{number}"))]);

        await scene.DeliverAsync();

        Assert.Equal(1, asked);
        Assert.Equal(5, await scene.Product.ReadAsync(db => db.Outbox.CountAsync(message => message.Attempts == 0 && message.State == OutboxState.Pending)));
    }

    [Theory, Databases]
    public async Task Scenario_30_A_small_relay_gets_no_more_in_an_hour_than_it_takes(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider, settings: new Dictionary<string, string?> { ["Mail:HourlyLimit"] = "3" });
        await scene.OweAsync([.. Enumerable.Range(0, 8).Select(number => scene.Mail(purpose: $"p{number}"))]);

        var perHalfHour = new List<int>();
        for (var half = 0; half < 6; half++)
        {
            perHalfHour.Add(await scene.DeliverAsync());
            scene.Product.Time.Advance(TimeSpan.FromMinutes(30));
        }

        Assert.Equal([3, 0, 3, 0, 2, 0], perHalfHour);
        Assert.Equal(8, scene.Product.Mail.Sent.Select(mail => mail.MessageId).Distinct().Count());
    }

    [Theory, Databases]
    public async Task What_another_node_is_handing_over_counts_within_the_hour(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider, settings: new Dictionary<string, string?> { ["Mail:HourlyLimit"] = "1" });
        await using var other = scene.Product.StartAnother();
        var answer = new TaskCompletionSource<SendAnswer>();
        other.Mail.Answer = _ => answer.Task;
        await scene.OweAsync(scene.Mail());
        var sending = other.CallAsync<DeliverOutbox, int>(deliver => deliver.ExecuteAsync(TestContext.Current.CancellationToken));
        await WaitForAsync(scene, OutboxState.Sending);
        await scene.OweAsync(scene.Mail(purpose: "second"));

        Assert.Equal(0, await scene.DeliverAsync());

        answer.SetResult(new SendAnswer.Accepted("250 taken"));
        Assert.Equal(1, await sending);
        Assert.Empty(scene.Product.Mail.Sent);
    }

    [Fact]
    public async Task Two_nodes_that_take_the_last_place_of_the_hour_at_once_send_one_mail()
    {
        Assert.SkipWhen(PostgreSqlCluster.ReasonToSkip is not null, PostgreSqlCluster.ReasonToSkip ?? "");
        await using var scene = await MailScene.StartAsync(DatabaseProvider.PostgreSql, settings: new Dictionary<string, string?> { ["Mail:HourlyLimit"] = "2" });
        await using var other = scene.Product.StartAnother();
        await scene.OweAsync([.. Enumerable.Range(0, 3).Select(number => scene.Mail(purpose: $"p{number}"))]);
        var mails = await scene.Product.ReadAsync(db => db.Outbox.Select(message => message.Id).ToListAsync());
        Task<ClaimMail.Claim?> ClaimAsync(Product node, Guid mail, Func<Task> beforeCommit) => node.RunAsync<ClaimMail, ClaimMail.Claim?>(async claim =>
        {
            var taken = await claim.ExecuteAsync(mail, TestContext.Current.CancellationToken);
            await beforeCommit();
            return taken;
        });
        Assert.NotNull(await ClaimAsync(scene.Product, mails[0], () => Task.CompletedTask));

        ClaimMail.Claim? quicker = null;
        var slower = await ClaimAsync(scene.Product, mails[1], async () => quicker ??= await ClaimAsync(other, mails[2], () => Task.CompletedTask));

        Assert.NotNull(quicker);
        Assert.Null(slower);
    }

    [Theory, Databases]
    public async Task A_mail_one_could_do_without_is_not_delivered_at_night_after_a_long_silence(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await scene.OweAsync(scene.Mail("E03", "note"), scene.Mail());
        scene.Product.Time.SetUtcNow(new DateTimeOffset(2027, 3, 20, 2, 0, 0, TimeSpan.Zero));

        Assert.Equal(1, await scene.DeliverAsync());

        var note = await scene.MessageAsync("note");
        Assert.Equal((OutboxState.Pending, new DateTimeOffset(2027, 3, 20, 7, 0, 0, TimeSpan.Zero), 0), (note.State, note.DueAt, note.Attempts));
    }

    [Theory, Databases]
    public async Task A_sender_that_throws_leaves_a_doubt(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        scene.Product.Mail.Answer = _ => throw new TimeoutException("broken");
        await scene.OweAsync(scene.Mail());

        Assert.Equal(0, await scene.DeliverAsync());

        Assert.Equal(OutboxState.MaybeSent, (await scene.MessageAsync()).State);
    }

    static async Task WaitForAsync(MailScene scene, OutboxState state)
    {
        while ((await scene.MessageAsync()).State != state)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex("/l/(?<token>[A-Za-z0-9_-]{43})", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Token();
}
