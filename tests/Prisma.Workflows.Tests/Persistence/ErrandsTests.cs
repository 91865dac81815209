using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Sending;
using static Prisma.Workflows.Tests.Harness.Workflows;

namespace Prisma.Workflows.Tests.Persistence;

/// <summary>Who delivers is called by a commit that leaves something to deliver, and by no other.</summary>
public sealed class ErrandsTests
{
    [Theory, Databases]
    public async Task A_mail_that_is_due_is_told_of_and_one_that_waits_or_is_on_its_way_is_not(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        var told = Told(scene.Product);

        await scene.OweAsync(scene.Mail());
        Assert.Equal("mails", string.Join(' ', told));

        scene.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(new SendAnswer.Unknown("dropped"));
        await scene.DeliverAsync();
        await scene.OweAsync(scene.Mail(purpose: "later", notBefore: Product.Beginning.AddDays(1)));
        Assert.Equal("mails nothing nothing nothing", string.Join(' ', told));

        var id = (await scene.MessageAsync("open")).Id;
        await scene.Product.RunAsync<ResendMail, bool>(resend => resend.ExecuteAsync(id, "Rosa", CancellationToken.None));
        Assert.Equal("mails", told[^1]);
    }

    [Fact]
    public async Task What_a_workflow_sends_or_calls_is_told_of()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        var call = Activity("Elsa.FlowSendHttpRequest", "call", ("url", "https://rain.example/"));
        call["port"] = "Done";
        await product.PublishAsync(
            Chain("mails", Activity("Elsa.SendEmail", "mail", ("to", new JsonArray("amina@reed.example")), ("subject", "Rain"), ("body", "12 mm")), Say("sent")),
            Chain("calls", call, Say("called")));
        var told = Told(product);

        await product.StartWorkflowAsync("mails", "m");
        await product.StartWorkflowAsync("calls", "c");

        Assert.Equal(["mails", "calls"], told);
    }

    [Theory, Databases]
    public async Task A_file_that_cannot_be_removed_undoes_nothing_and_keeps_nobody_waiting(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var told = Told(product);

        await product.RunAsync<IServiceProvider>(scope =>
        {
            scope.GetRequiredService<PrismaDbContext>().People.Add(Some.Person());
            var errands = scope.GetRequiredService<Errands>();
            errands.Mails = true;
            errands.Removals.Add(() => throw new IOException("Somebody reads it just now."));
            return Task.CompletedTask;
        });

        Assert.Equal(["mails"], told);
        Assert.Single(await product.ReadAsync(db => db.People.ToListAsync(TestContext.Current.CancellationToken)));
    }

    static List<string> Told(Product product)
    {
        List<string> told = [];
        product.Services.GetRequiredService<AfterCommit>().Committed += errands => told.Add((errands.Mails, errands.Calls) switch
        {
            (true, false) => "mails",
            (false, true) => "calls",
            (true, true) => "both",
            _ => "nothing",
        });
        return told;
    }
}
