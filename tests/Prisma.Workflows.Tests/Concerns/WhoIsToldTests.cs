using Prisma.Workflows.Concerns;
using Prisma.Workflows.Concerns.Acts;
using Prisma.Workflows.Concerns.Views;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Sending;
using static Prisma.Workflows.Tests.Concerns.ConcernScene;

namespace Prisma.Workflows.Tests.Concerns;

/// <summary>To whom a concern comes: the nearest who are not in it (domain.md §12, sub-concern).</summary>
public sealed class WhoIsToldTests
{
    [Theory, Databases]
    public async Task Nobody_reads_what_they_told_themselves_nor_what_they_were_not_to_read_nor_what_names_them_anywhere(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var (maren, tomas) = (await scenario.PersonIdAsync(Maren), await scenario.PersonIdAsync(Tomas));

        Assert.Equal([tomas], await ReadersAsync(scenario, (await TellAsync(scenario, code: "2222-2222-2222-2222", knownAs: maren)).Value!.Id));
        Assert.Equal([maren], await ReadersAsync(scenario, (await TellAsync(scenario, code: "3333-3333-3333-3333", notThese: [tomas])).Value!.Id));
        Assert.Equal([tomas], await ReadersAsync(scenario, (await TellAsync(scenario, code: "4444-4444-4444-4444", also: "Maren saw it.")).Value!.Id));
        Assert.Equal([maren], await ReadersAsync(scenario, (await TellAsync(scenario, code: "5555-5555-5555-5555", mail: Tomas)).Value!.Id));
        Assert.Equal([tomas], await ReadersAsync(scenario, (await TellAsync(scenario, code: "6666-6666-6666-6666", where: "By Maren's tent")).Value!.Id));
    }

    [Theory, Databases]
    public async Task Whoever_is_named_is_asked_to_look_into_it_by_nobody(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var concern = (await TellAsync(scenario, who: "Tomás")).Value!;
        await AcknowledgeAsync(scenario, concern.Id);

        Assert.Equal(["Dela Hale", "Iris Hale"], (await ReadAsync(scenario, concern.Id, Maren))!.MayJoin.Select(person => person.Name).Order());
        Assert.Equal("They are in it already, or named in it.", (await NameAsync(scenario, concern.Id, Tomas)).Problems["responder"]);
        Assert.Equal("They are in it already, or named in it.", (await NameAsync(scenario, concern.Id, Maren)).Problems["responder"]);
        Assert.Null(await ReadAsync(scenario, concern.Id, Tomas));
        Assert.Empty(await scenario.OwedAsync(Tomas));
    }

    [Theory, Databases]
    public async Task Whoever_is_named_and_came_to_the_circle_only_afterwards_is_asked_neither_to_look_into_it_nor_to_look_again(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var concern = (await TellAsync(scenario, who: "Sunniva")).Value!;
        await AcknowledgeAsync(scenario, concern.Id);
        await scenario.Product.RunAsync<WriteBack, Outcome<Concern>>(write => write.ExecuteAsync(ConcernKey.OfCode(Code), "Torben was there too.", Cancellation));
        await scenario.JoinAsync("sunniva@orrin.example", "Sunniva", Part.Steward);
        await scenario.JoinAsync("torben@orrin.example", "Torben", Part.TrustNode);

        Assert.Equal(["Dela Hale", "Iris Hale"], (await ReadAsync(scenario, concern.Id, Maren))!.MayJoin.Select(person => person.Name).Order());
        Assert.Equal("They are in it already, or named in it.", (await NameAsync(scenario, concern.Id, "sunniva@orrin.example")).Problems["responder"]);
        Assert.Equal("They are in it already, or named in it.", (await NameAsync(scenario, concern.Id, "torben@orrin.example")).Problems["responder"]);
        await NameAsync(scenario, concern.Id, Iris);
        Assert.True((await CloseAsync(scenario, concern.Id)).IsDone);
        Assert.True((await AskAgainAsync(scenario, ConcernKey.OfCode(Code))).IsDone);

        Assert.Null(await ReadAsync(scenario, concern.Id, "sunniva@orrin.example"));
        Assert.NotNull(await ReadAsync(scenario, concern.Id, Dela));
        Assert.Empty(await scenario.OwedAsync("sunniva@orrin.example"));
    }

    [Theory, Databases]
    public async Task A_second_look_comes_neither_to_the_other_side_nor_to_whom_it_was_asked_for_because_of(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        await scenario.JoinAsync("ulric@orrin.example", "Ulric", Part.Steward);
        var concern = await LookedIntoAsync(scenario);
        Assert.True((await CloseAsync(scenario, concern.Id, Closing("We are only two here.") with { OtherMail = "Iris@orrin.example " })).IsDone);

        Assert.True((await AskAgainAsync(scenario, ConcernKey.OfCode(Code), "Ulric is a friend of his.")).IsDone);

        Assert.Null(await ReadAsync(scenario, concern.Id, Iris));
        Assert.Null(await ReadAsync(scenario, concern.Id, "ulric@orrin.example"));
        Assert.NotNull(await ReadAsync(scenario, concern.Id, Dela));
    }

    [Theory, Databases]
    public async Task Whoever_is_too_close_steps_aside_and_where_nobody_else_looks_into_it_the_next_is_asked(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var concern = await LookedIntoAsync(scenario);

        Assert.True((await AsideAsync(Tomas)).IsDone);
        Assert.Equal([await scenario.PersonIdAsync(Maren)], await ReadersAsync(scenario, concern.Id));
        Assert.Equal(["Maren Hale"], (await MatterAsync(scenario, ConcernKey.OfCode(Code)))!.Holders);
        Assert.Equal("They are in it already, or named in it.", (await NameAsync(scenario, concern.Id, Tomas)).Problems["responder"]);

        Assert.True((await AsideAsync(Maren)).IsDone);
        Assert.Equal([await scenario.PersonIdAsync(Dela)], await ReadersAsync(scenario, concern.Id));
        Assert.Equal(ConcernState.Received, (await ReadAsync(scenario, concern.Id, Dela))!.Concern.State);
        Assert.Equal(["E72"], await scenario.OwedAsync(Dela));

        Assert.True((await AsideAsync(Dela)).IsDone);
        Assert.False((await AsideAsync(Iris)).IsDone);
        Assert.NotNull(await ReadAsync(scenario, concern.Id, Iris));

        Task<Outcome<Concern>> AsideAsync(string who) => ActAsync<StepAside>(scenario, who, (act, by) => act.ExecuteAsync(concern.Id, by, Cancellation));
    }

    [Theory, Databases]
    public async Task Where_the_event_has_no_trust_node_those_of_the_installation_are_told_before_any_steward(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.JoinAsync(Iris, "Iris", Part.Steward);
        await scenario.JoinAsync(Dela, "Dela", Part.StewardDelegate);
        await GrantAsync(scenario, "near@orrin.example", Role.TrustNode);
        await GrantAsync(scenario, "far@orrin.example", Role.Steward);

        Assert.Equal([await scenario.PersonIdAsync("near@orrin.example")], await ReadersAsync(scenario, (await TellAsync(scenario)).Value!.Id));
        Assert.Equal([await scenario.PersonIdAsync(Dela)], await ReadersAsync(scenario, (await TellAsync(scenario, who: "Near", code: "2222-2222-2222-2222")).Value!.Id));
        Assert.Equal([await scenario.PersonIdAsync("far@orrin.example")], await ReadersAsync(scenario, (await TellAsync(scenario, who: "Near, Dela, Iris", code: "3333-3333-3333-3333")).Value!.Id));
    }

    [Theory, Databases]
    public async Task Who_left_no_address_is_written_to_by_nobody_and_comes_back_with_the_code_however_it_is_typed(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);

        await TellAsync(scenario, mail: "");
        await scenario.WorkAsync();

        Assert.Equal(["E72", "E72"], await MailsAsync(scenario));
        Assert.NotNull(await MatterAsync(scenario, ConcernKey.OfCode(" hj34 kkmn–2345wxyz ")));
        Assert.Null(await MatterAsync(scenario, ConcernKey.OfCode("HJ34-KKMN-2345-WXYX")));
    }

    [Theory, Databases]
    public async Task Those_who_are_told_and_who_told_it_hear_of_it_at_night_too(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        scenario.Product.Time.SetUtcNow(new DateTimeOffset(2027, 3, 11, 23, 30, 0, TimeSpan.Zero));

        await TellAsync(scenario);

        Assert.All(await scenario.Product.ReadAsync(db => db.Outbox.ToListAsync(Cancellation)), mail => Assert.Equal(scenario.Product.Time.GetUtcNow(), mail.DueAt.AddTicks(-(mail.DueAt.Ticks % TimeSpan.TicksPerMillisecond))));
    }

    [Theory, Databases]
    public async Task What_a_server_answers_of_an_address_does_not_say_in_the_outbox_who_told_it(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        scenario.MailsMayFail = true;
        scenario.Product.Mail.Answer = mail => Task.FromResult<SendAnswer>(new SendAnswer.Refused($"550 5.1.1 <{mail.To.Mailboxes.Single().Address}>: Recipient address rejected"));
        await TellAsync(scenario);

        await scenario.WorkAsync();

        var refused = (await scenario.Product.RunAsync<ListOutbox, IReadOnlyList<OutboxLine>>(list => list.ExecuteAsync(Cancellation))).Where(line => line.State == OutboxState.Failed).ToList();
        Assert.Contains(refused, line => line.Template == "E64");
        Assert.All(refused, line => Assert.Equal("550 5.1.1 <…>: Recipient address rejected", line.LastError));
    }

    [Theory, Databases]
    public async Task The_lead_of_the_stewards_is_told_that_something_waits_and_not_of_what_nor_where_they_are_in_it(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        await GrantAsync(scenario, "near@orrin.example", Role.TrustNode);
        await TellAsync(scenario, who: "Dela");

        await PassAsync(scenario, TimeSpan.FromHours(25));

        Assert.Empty(await scenario.OwedAsync(Dela));
        Assert.Empty(await scenario.OwedAsync("near@orrin.example"));
        Assert.Equal(["E73"], await scenario.OwedAsync(Iris));
        var facts = await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E73").Select(mail => mail.Facts).SingleAsync(Cancellation));
        Assert.DoesNotContain("\"concern\"", facts, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Outcomes_are_counted_once_five_of_them_tell_nothing_of_one_and_each_sees_only_what_they_look_into(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        for (var told = 1; told <= 5; told++)
        {
            Assert.Empty((await ListAsync(scenario, Tomas)).Outcomes);
            var concern = (await TellAsync(scenario, who: "Tomas", code: $"{told}{told}{told}{told}-KKMN-2345-WXYZ")).Value!;
            await AcknowledgeAsync(scenario, concern.Id);
            Assert.True((await CloseAsync(scenario, concern.Id, "We are only two here.")).IsDone);
        }

        var list = await ListAsync(scenario, Tomas);
        Assert.Empty(list.Mine);
        Assert.Equal((5, 5), (list.Received, list.Outcomes[ConcernOutcome.Agreement]));
        Assert.Equal(5, (await ListAsync(scenario, Maren)).Mine.Count);
    }

    static Task GrantAsync(Scenario scenario, string email, Role role) => scenario.Product.ChangeAsync(db =>
    {
        var person = Some.Person(email, char.ToUpperInvariant(email[0]) + email[1..email.IndexOf('@', StringComparison.Ordinal)]);
        db.People.Add(person);
        db.RoleGrants.Add(new RoleGrant { PersonId = person.Id, Role = role, GrantedAt = Product.Beginning });
    });

    static async Task<ConcernList> ListAsync(Scenario scenario, string reader)
    {
        var id = await scenario.PersonIdAsync(reader);
        return await scenario.Product.RunAsync<ListConcerns, ConcernList>(list => list.ExecuteAsync(id, Cancellation));
    }
}
