using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Forms.Uploads;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Stories;

/// <summary>What people tell afterwards is read by those for whom its form says that it is (domain.md §15, F-26 and F-27).</summary>
public sealed class LookingBackTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    const string Page = "/events/orrin/looking-back";

    [Fact]
    public async Task Facilitators_and_the_hub_read_it_without_names_and_each_form_only_those_it_is_for()
    {
        var amina = await ToldAsync("amina@reed.example", "F-26", new JsonObject { ["most_alive"] = "The evening at the weir.", ["quote"] = "no" });
        await ToldAsync("bram@reed.example", "F-26", new JsonObject { ["most_alive"] = new JsonObject { ["voice"] = new JsonObject { ["id"] = "spoken" } }, ["quote"] = "named" });
        await ToldAsync("cleo@reed.example", "F-27h", new JsonObject { ["self"] = "We can say no now." });
        await ToldAsync("dara@reed.example", "F-27e", new JsonObject { ["saw"] = "They listened to the miller.", ["worry"] = "The cook is worn out." });

        var facilitator = await ReadAsync(Part.Evaluating);
        Assert.Contains("The evening at the weir.", facilitator, StringComparison.Ordinal);
        Assert.Contains("They listened to the miller.", facilitator, StringComparison.Ordinal);
        Assert.Contains("Bram Reed", facilitator, StringComparison.Ordinal);
        Assert.DoesNotContain("Amina", facilitator, StringComparison.Ordinal);
        Assert.DoesNotContain("worn out", facilitator, StringComparison.Ordinal);
        Assert.Contains("worn out", await ReadAsync(Part.Lead), StringComparison.Ordinal);

        var hub = await ReadAsync(Part.HubLead);
        Assert.Contains("The evening at the weir.", hub, StringComparison.Ordinal);
        Assert.DoesNotContain("We can say no now.", hub, StringComparison.Ordinal);
        var steward = await ReadAsync(Part.Steward);
        Assert.Contains("We can say no now.", steward, StringComparison.Ordinal);
        Assert.DoesNotContain("The evening at the weir.", steward, StringComparison.Ordinal);

        using var careHolder = await product.SignInToTheTeamAsync(Part.CareHolder, Role.Facilitator);
        Assert.Null((await careHolder.GetAsync("/events/orrin")).Document.QuerySelector($"a[href='{Page}']"));
        Assert.Equal(HttpStatusCode.NotFound, (await careHolder.GetAsync(Page)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await careHolder.GetAsync($"{Page}/{amina}/spoken")).Status);
    }

    [Fact]
    public async Task What_was_spoken_is_heard_as_long_as_the_answers_name_it()
    {
        var step = await ToldAsync("edda@reed.example", "F-26", []);
        var uploads = product.Services.GetRequiredService<UploadFolder>();
        var kept = new List<string>();
        foreach (var name in new[] { "evening.ogg", "taken-out.ogg" })
        {
            using var voice = new MemoryStream([.. "OggS"u8, .. new byte[24], .. "OpusHead"u8]);
            kept.Add((await uploads.KeepAsync(step, name, voice, WebProduct.Cancellation))!.Id);
        }

        await product.Operations.RunAsync<PrismaDbContext>(async db => (await db.Steps.SingleAsync(one => one.Id == step, WebProduct.Cancellation)).Answers =
            new JsonObject { ["most_alive"] = new JsonObject { ["voice"] = new JsonObject { ["id"] = kept[0] } } }.ToJsonString(), WebProduct.Cancellation);
        using var facilitator = await product.SignInToTheTeamAsync(Part.Evaluating, Role.Facilitator);

        Assert.Equal(HttpStatusCode.OK, (await facilitator.GetAsync($"{Page}/{step}/{kept[0]}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await facilitator.GetAsync($"{Page}/{step}/{kept[1]}")).Status);
    }

    async Task<string> ReadAsync(Part part)
    {
        using var browser = await product.SignInToTheTeamAsync(part, Role.Facilitator);
        var page = await browser.GetAsync(Page);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.NotNull((await browser.GetAsync("/events/orrin")).Document.QuerySelector($"a[href='{Page}']"));
        return page.Text;
    }

    async Task<Guid> ToldAsync(string email, string form, JsonObject answers)
    {
        using var browser = product.Open();
        var application = await product.StepAsync(Village.IdOf(await browser.ApplyAsync(email)));
        var now = product.Time.GetUtcNow();
        return (await product.Operations.RunAsync<PrismaDbContext, Step>(async db =>
        {
            var person = await db.People.SingleAsync(one => one.Id == application.ActorId, WebProduct.Cancellation);
            (person.FirstName, person.LastName) = (char.ToUpperInvariant(email[0]) + email[1..email.IndexOf('@', StringComparison.Ordinal)], "Reed");
            return db.Add(new Step
            {
                EnrolmentId = application.EnrolmentId,
                Key = "PAR-6.1",
                Round = 1,
                Kind = StepKind.Form,
                Title = "What stays with you?",
                StageKey = "PAR-6",
                ActorId = application.ActorId,
                ActorPart = "stakeholder",
                FormId = form,
                FormVersion = 1,
                OpenedAt = now,
                DueAt = now.AddDays(5),
                ClosedAt = now,
                State = StepState.Submitted,
                Answers = answers.ToJsonString(),
            }).Entity;
        }, WebProduct.Cancellation)).Id;
    }
}
