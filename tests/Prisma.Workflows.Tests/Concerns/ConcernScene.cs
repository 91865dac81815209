using System.Text.Json;
using Prisma.Workflows.Concerns;
using Prisma.Workflows.Concerns.Acts;
using Prisma.Workflows.Concerns.Views;
using Prisma.Workflows.Mail;

namespace Prisma.Workflows.Tests.Concerns;

/// <summary>An event whose trust nodes are told of something, and what they and both sides do about it.</summary>
static class ConcernScene
{
    public const string Code = "HJ34-KKMN-2345-WXYZ", Maren = "maren@orrin.example", Tomas = "tomas@orrin.example", Dela = "dela@orrin.example", Iris = "iris@orrin.example";

    const string Secret = "pushed against the gate";

    /// <summary>The event with two trust nodes, and two stewards of whom Dela leads.</summary>
    public static async Task<Scenario> StartAsync(DatabaseProvider provider)
    {
        var scenario = await Scenario.StartAsync(provider);
        await scenario.JoinAsync(Maren, "Maren", Part.TrustNode);
        await scenario.JoinAsync(Tomas, "Tomas", Part.TrustNode);
        await scenario.JoinAsync(Dela, "Dela", Part.StewardDelegate);
        await scenario.JoinAsync(Iris, "Iris", Part.Steward);
        return scenario;
    }

    public static Task<Outcome<Concern>> TellAsync(Scenario scenario, string who = "", string code = Code, string also = "", string mail = "noor@example.org", IReadOnlyCollection<Guid>? notThese = null, Guid? knownAs = null, string where = "")
    {
        var said = new JsonObject { ["what"] = $"Somebody {Secret}. {also}", ["who"] = who, ["where"] = where, ["safe_now"] = "yes", ["want"] = "action", ["contact"] = "mail", ["contact_mail"] = mail };
        return scenario.Product.RunAsync<TellTrustNodes, Outcome<Concern>>(tell => tell.ExecuteAsync(scenario.EventId, said, notThese ?? [], code, knownAs, Cancellation));
    }

    /// <summary>Told, and Maren is looking into it.</summary>
    public static async Task<Concern> LookedIntoAsync(Scenario scenario)
    {
        var concern = (await TellAsync(scenario)).Value!;
        await AcknowledgeAsync(scenario, concern.Id);
        return concern;
    }

    public static Task<Outcome<Concern>> AcknowledgeAsync(Scenario scenario, Guid concern, string by = Maren) =>
        ActAsync<AcknowledgeConcern>(scenario, by, (act, actor) => act.ExecuteAsync(concern, actor, Cancellation));

    public static async Task<Outcome<Concern>> NameAsync(Scenario scenario, Guid concern, string who)
    {
        var asked = await scenario.PersonIdAsync(who);
        return await ActAsync<NameResponder>(scenario, Maren, (act, by) => act.ExecuteAsync(concern, asked, by, Cancellation));
    }

    public static ConcernClosing Closing(string whyFewer = "") =>
        new(ConcernOutcome.Agreement, "Both were heard.", "They keep away from the kitchen hut.", "bram@example.org", "Please keep away from the kitchen hut.", whyFewer, false);

    public static Task<Outcome<Concern>> CloseAsync(Scenario scenario, Guid concern, string whyFewer = "") => CloseAsync(scenario, concern, Closing(whyFewer));

    public static Task<Outcome<Concern>> CloseAsync(Scenario scenario, Guid concern, ConcernClosing closing) =>
        ActAsync<CloseConcern>(scenario, Maren, (act, by) => act.ExecuteAsync(concern, closing, by, Cancellation));

    public static Task<Outcome<Concern>> AskAgainAsync(Scenario scenario, ConcernKey key, string why = "I was not asked what I saw.") =>
        scenario.Product.RunAsync<AskSecondLook, Outcome<Concern>>(ask => ask.ExecuteAsync(key, why, Cancellation));

    public static Task<Outcome<Concern>> SettleAsync(Scenario scenario, Guid concern, string by, ConcernOutcome? outcome = ConcernOutcome.Talk, string told = "A talk comes first.") =>
        ActAsync<SettleSecondLook>(scenario, by, (act, actor) => act.ExecuteAsync(concern, outcome, told, actor, Cancellation));

    public static async Task<Outcome<Concern>> ActAsync<TAct>(Scenario scenario, string email, Func<TAct, Actor, Task<Outcome<Concern>>> act)
        where TAct : notnull
    {
        var by = new Actor(await scenario.PersonIdAsync(email), email);
        return await scenario.Product.RunAsync<TAct, Outcome<Concern>>(useCase => act(useCase, by));
    }

    public static async Task<ConcernView?> ReadAsync(Scenario scenario, Guid concern, string email)
    {
        var person = await scenario.PersonIdAsync(email);
        return await scenario.Product.RunAsync<ReadConcern, ConcernView?>(read => read.ExecuteAsync(concern, person, Cancellation));
    }

    public static Task<List<Guid>> ReadersAsync(Scenario scenario, Guid concern) =>
        scenario.Product.ReadAsync(db => db.ConcernPeople.Where(one => one.ConcernId == concern && one.Part != ConcernPart.Involved).Select(one => one.PersonId).ToListAsync(Cancellation));

    public static Task<List<string>> MailsAsync(Scenario scenario) =>
        scenario.Product.ReadAsync(db => db.Outbox.OrderBy(mail => mail.Template).Select(mail => mail.Template).ToListAsync(Cancellation));

    public static Task<MatterView?> MatterAsync(Scenario scenario, ConcernKey key) => scenario.Product.RunAsync<ReadMatter, MatterView?>(read => read.ExecuteAsync(key, Cancellation));

    public static async Task PassAsync(Scenario scenario, TimeSpan span)
    {
        scenario.Product.Time.Advance(span);
        await scenario.Product.RunAsync<WatchConcerns>(watch => watch.ExecuteAsync(Cancellation));
        await scenario.WorkAsync();
    }

    /// <summary>No mail, no story, no list says anything of it.</summary>
    public static async Task NothingElsewhereAsync(Scenario scenario)
    {
        Assert.All(scenario.Product.Mail.Sent, mail => Assert.DoesNotContain(Secret, mail.ToString(), StringComparison.Ordinal));
        var audit = await scenario.Product.ReadAsync(db => db.Audit.Select(entry => entry.Actor + ": " + entry.Sentence).ToListAsync(Cancellation));
        Assert.All(audit.Where(one => one.Contains("trust nodes", StringComparison.Ordinal)), one => Assert.Matches("^Prisma: A (message came in for|matter with) the trust nodes( was closed)?.$", one));
        Assert.DoesNotContain(Secret, JsonSerializer.Serialize(audit), StringComparison.Ordinal);
        var lines = await scenario.Product.RunAsync<ListOutbox, IReadOnlyList<OutboxLine>>(list => list.ExecuteAsync(Cancellation));
        Assert.All(lines, line => Assert.Equal("sealed", line.To));
        Assert.DoesNotContain("noor@example.org", await scenario.Product.ReadAsync(db => db.People.Select(person => person.Email).ToListAsync(Cancellation)));
    }
}
