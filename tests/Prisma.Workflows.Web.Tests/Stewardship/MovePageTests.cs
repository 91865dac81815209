using System.Text.Json.Nodes;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Publishing;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Stewardship;

public sealed class MovePageTests
{
    const string Versions = $"/pathways/{Pathway.Participant}/versions", Move = $"/pathways/{Pathway.Participant}/move";

    [Fact]
    public async Task Selected_passages_are_looked_at_then_go_on_together_and_are_taken_back_together()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        Guid[] all = [await EnrolAsync(village, "one@example.org"), await EnrolAsync(village, "two@example.org"), await EnrolAsync(village, "three@example.org")];
        using var steward = await village.SignInAsync(Role.Steward);
        Assert.Contains("Nobody. Whoever is on the way is in version 1", (await steward.GetAsync(Versions)).Text, StringComparison.Ordinal);
        await PublishAsync(village, "The way of a participant");

        var list = await steward.GetAsync(Versions);
        Assert.Equal(["0", "3 in version 1"], list.Document.QuerySelectorAll("td[data-label='On the way']").Select(cell => cell.TextContent));
        Assert.Equal(all.Select(one => one.ToString("N")), list.Document.QuerySelectorAll("input[type=checkbox][name=passage]").Select(box => box.GetAttribute("value")));
        Assert.Contains("Nobody was ticked", (await steward.GetAsync(Move)).Text, StringComparison.Ordinal);

        var two = $"{Move}?passage={all[0]:N}&passage={all[1]:N}";
        var looked = await steward.GetAsync(two);
        Assert.Equal(["Goes on in version 2 when “2 Conversation and offer” begins.", "Goes on in version 2 when “2 Conversation and offer” begins."], Fates(looked));
        Assert.Equal([null, null, null], await NextAsync(village, all));
        await village.Operations.RunAsync<PrismaDbContext>(async db => (await db.Enrolments.SingleAsync(one => one.Id == all[0])).State = EnrolmentState.Withdrawn, WebProduct.Cancellation);
        var done = await steward.PostAsync(two, Browser.Hidden(looked.Form("move")!));
        Assert.Equal(["This passage has ended; it stays in the version in which it ended.", "Goes on in version 2 when “2 Conversation and offer” begins."], Fates(done));
        Assert.Equal("1 of 2 goes on in version 2 from its next stage on; of the others it stands why not.", done.Document.QuerySelector("[role=status]")!.TextContent);
        Assert.Equal([null, "pathway-participant-v2", null], await NextAsync(village, all));
        Assert.Equal(Fates(done), Fates(await steward.PostAsync(two, Browser.Hidden(looked.Form("move")!))));

        Assert.Contains("goes on in version 2", (await steward.GetAsync(Versions)).Document.QuerySelector("td[data-label='What was chosen']")!.TextContent, StringComparison.Ordinal);
        var rest = await steward.GetAsync($"{Move}?all=yes&find=");
        Assert.Equal(["Goes on in version 2 when “2 Conversation and offer” begins."], Fates(rest));
        Assert.Equal([$"/enrolments/{all[2]}"], rest.Document.QuerySelectorAll("td[data-label=Who] a").Select(link => link.GetAttribute("href")));

        var taken = $"{Move}?passage={all[1]:N}";
        Assert.StartsWith("Is to go on in version 2 already, when “2 Conversation and offer” begins.", Assert.Single(Fates(await steward.GetAsync(taken))), StringComparison.Ordinal);
        Assert.Null((await steward.GetAsync(taken)).Form("move"));
        Assert.Equal(["Stays in version 1."], Fates(await steward.SubmitAsync(taken, "stay")));
        Assert.Equal([null, null, null], await NextAsync(village, all));

        var late = Browser.Hidden((await steward.GetAsync(taken)).Form("move")!);
        await PublishAsync(village, "A participant, on the way");
        Assert.Contains("Look again at what can be chosen", Assert.Single(Fates(await steward.PostAsync(taken, late))), StringComparison.Ordinal);
        await village.Operations.RunAsync<RetractDefinition, Outcome<DefinitionVersion>>(retract => retract.ExecuteAsync(Pathway.Participant, Actor.Prisma, WebProduct.Cancellation), WebProduct.Cancellation);
        Assert.StartsWith("Nothing was done", (await steward.PostAsync(taken, late)).Document.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nothing of this pathway is published now", (await steward.GetAsync(Versions)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facilitators_move_nobody_and_nothing_is_there_of_what_is_not()
    {
        await using var village = new WebProduct();
        using var facilitator = await village.SignInAsync(Role.Facilitator);
        using var steward = await village.SignInAsync(Role.Steward);

        Assert.NotEqual(HttpStatusCode.OK, (await facilitator.GetAsync(Move)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await steward.GetAsync("/pathways/nowhere/move")).Status);
        Assert.Contains("Nobody was ticked", (await steward.GetAsync($"{Move}?passage=nobody")).Text, StringComparison.Ordinal);
    }

    static async Task<Guid> EnrolAsync(WebProduct village, string email)
    {
        using var applicant = village.Open();
        return (await village.StepAsync(Village.IdOf(await applicant.ApplyAsync(email)))).EnrolmentId;
    }

    static async Task PublishAsync(WebProduct village, string name)
    {
        var newer = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "workflows", $"{Pathway.Participant}.json"), WebProduct.Cancellation))!;
        newer["name"] = name;
        Assert.True((await village.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(newer.ToJsonString(), true, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation)).IsPublished);
    }

    static List<string> Fates(Browser.Answer page) => [.. page.Document.QuerySelectorAll("td:last-child").Select(cell => cell.TextContent.Trim())];

    static Task<List<string?>> NextAsync(WebProduct village, Guid[] all) => village.Operations.ReadAsync<PrismaDbContext, List<string?>>(async db =>
    {
        var next = await db.Enrolments.ToDictionaryAsync(one => one.Id, one => one.NextVersionId, WebProduct.Cancellation);
        return [.. all.Select(one => next[one])];
    });
}
