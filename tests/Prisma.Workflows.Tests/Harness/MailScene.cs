using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Tests.Mail;

namespace Prisma.Workflows.Tests.Harness;

/// <summary>A product with one person on one pathway with one open step, and two small templates: E02, which concerns them, and E03, which they could do without (and E10, into which it is put when there is too much).</summary>
public sealed class MailScene : IAsyncDisposable
{
    static JsonObject SampleOfE02 => JsonNode.Parse("""
        {
          "person": { "called": "Ida" }, "step": { "title": "Your application" }, "action": { "url": "https://x.example/s" },
          "more_time": { "url": "https://x.example/t" }, "pause": { "url": "https://x.example/p" }, "withdraw": { "url": "https://x.example/w" }, "prefs": { "url": "https://x.example/m" }
        }
        """)!.AsObject();

    readonly TemplateFolder _templates;

    MailScene(Product product, TemplateFolder templates) => (Product, _templates) = (product, templates);

    public Product Product { get; }

    public Person Person { get; } = Some.Person();

    public Enrolment Enrolment { get; private set; } = null!;

    public Step Step { get; private set; } = null!;

    public static async Task<MailScene> StartAsync(
        DatabaseProvider provider,
        Action<IServiceCollection>? change = null,
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<Person>? who = null)
    {
        var templates = new TemplateFolder()
            .Mail("E02", "{{ step.title }}", "Hello {{ person.called }}\n\n{{ button 'Open' action.url }}\n\n{{ link 'Later' more_time.url }} {{ link 'Rest' pause.url }} {{ link 'Leave' withdraw.url }} {{ link 'Mails' prefs.url }}", SampleOfE02)
            .Mail("E03", "A note", "Hello {{ person.called }}\n\n{{ if prefs.url && prefs.url != '' }}{{ link 'Mails' prefs.url }}{{ end }}", transactional: false)
            .Mail(
                "E10",
                "Open for you: {{ digest.count }}",
                "{{~ for item in digest.items ~}}\n- {{ link item.title item.url }}{{ if item.event != '' }}, {{ item.event }}{{ end }}{{ if item.due && item.due != '' }} (until {{ item.due | date.to_string '%d %B' }}){{ end }}\n{{~ end ~}}\n{{ if digest.more > 0 }}And {{ digest.more }} more. {{ end }}{{ for one in digest.settled }}Settled: {{ one.title }}{{ end }}\n\n{{ if event && event.name && event.name != '' }}Of {{ event.name }} {{ end }}{{ link 'All' action.url }}{{ if prefs.url && prefs.url != '' }} {{ link 'Mails' prefs.url }}{{ end }}",
                transactional: false);
        var all = new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>()) { ["ContentFolder"] = templates.Path };
        var scene = new MailScene(await Product.StartAsync(provider, change, all), templates);
        who?.Invoke(scene.Person);
        var one = Some.Event();
        scene.Enrolment = Some.Enrolment(one, scene.Person);
        scene.Step = Some.Step(scene.Enrolment);
        await scene.Product.ChangeAsync(db => db.AddRange(scene.Person, one, scene.Enrolment, scene.Step));
        return scene;
    }

    public OwedMail Mail(string template = "E02", string purpose = "open", bool diesWithStep = true, DateTimeOffset? notBefore = null) =>
        new(template, Person.Id, purpose, Facts(), Enrolment.Id, Step.Id, diesWithStep, notBefore);

    public JsonObject Facts() => new()
    {
        ["person"] = new JsonObject { ["called"] = Person.Address },
        ["step"] = new JsonObject { ["title"] = Step.Title },
        ["facilitator"] = new JsonObject { ["name"] = "Tomas Reyle", ["email"] = "tomas@millrace.example" },
    };

    /// <summary>Owes in one operation.</summary>
    public Task OweAsync(params OwedMail[] mails) => Product.RunAsync<Outbox>(outbox =>
    {
        foreach (var mail in mails)
        {
            outbox.Owe(mail);
        }

        return Task.CompletedTask;
    });

    public Task<int> DeliverAsync() =>
        Product.CallAsync<DeliverOutbox, int>(deliver => deliver.ExecuteAsync(TestContext.Current.CancellationToken));

    public Task<int> RescueAsync() =>
        Product.RunAsync<RescueOutbox, int>(rescue => rescue.ExecuteAsync(TestContext.Current.CancellationToken));

    public Task<OutboxMessage> MessageAsync() => Product.ReadAsync(db => db.Outbox.SingleAsync());

    public Task<OutboxMessage> MessageAsync(string purpose) => Product.ReadAsync(db => db.Outbox.SingleAsync(message => message.Key == Mail("E02", purpose, true, null).Key));

    public Task<List<string>> AnswersAsync() => Product.ReadAsync(db => db.Deliveries.OrderBy(delivery => delivery.Id).Select(delivery => delivery.Answer).ToListAsync());

    public Task CloseStepAsync() => Product.RunAsync<PrismaDbContext>(async db =>
    {
        var step = await db.Steps.SingleAsync(step => step.Id == Step.Id);
        step.State = StepState.Submitted;
        step.ClosedAt = Product.Time.GetUtcNow();
    });

    public async ValueTask DisposeAsync()
    {
        await Product.DisposeAsync();
        await _templates.DisposeAsync();
    }
}
