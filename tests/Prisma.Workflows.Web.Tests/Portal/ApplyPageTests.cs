using System.Text.Json.Nodes;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Publishing;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;

namespace Prisma.Workflows.Web.Tests.Portal;

public sealed class ApplyPageTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    [Theory]
    [InlineData("apply", "first_name")]
    [InlineData("interest/network", "organisation")]
    public async Task Names_are_needed_and_cannot_be_kept_for_a_conversation(string page, string name)
    {
        using var stranger = product.Open();
        var address = $"/e/{Village.Slug}/{page}";

        var form = (await stranger.GetAsync(address)).Form("apply")!;
        Assert.Null(form.QuerySelector($"input[name=_in_person][value={name}]"));
        var answer = await stranger.SubmitAsync(address, "apply", [.. Village.Interest($"{name}@example.org"), ("organisation", "Reed Circle"), ("_in_person", name)]);
        Assert.NotEmpty(answer.Location);
        var without = await stranger.SubmitAsync(address, "apply", [.. Village.Interest($"{name}@example.org").Where(field => field.Name != name), ("_in_person", name)]);
        Assert.NotEmpty(without.Problems);
    }

    [Fact]
    public async Task Whoever_applied_with_the_address_of_somebody_known_takes_nothing_along_of_what_they_told_before()
    {
        using var amina = product.Open();
        var before = await amina.ApplyAsync("twice@reed.example");
        await amina.SubmitAsync(before, "step", Village.Application);
        await amina.SubmitAsync($"/where/{(await product.StepAsync(Village.IdOf(before))).EnrolmentId}/leave", "leave", ("confirm", "true"), ("data", "keep"));
        using var stranger = product.Open();
        var step = await product.StepAsync(Village.IdOf(await stranger.ApplyAsync("twice@reed.example")));

        var file = await stranger.GetAsync($"/where/{step.EnrolmentId}/data.json");
        Assert.Contains("privacy_seen", file.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("The river behind our house has changed", file.Body, StringComparison.Ordinal);
        Assert.Contains("As you came without a link from a mail", (await stranger.GetAsync($"/where/{step.EnrolmentId}/data")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/your-mails/{step.ActorId}")).Status);

        Assert.Equal("Where you are", (await stranger.GetAsync($"/where/{step.EnrolmentId}")).Document.QuerySelector("h1")!.TextContent);

        await stranger.GetAsync(await product.LinkAsync(step.Id, step.ActorId));
        Assert.StartsWith("Where you are, ", (await stranger.GetAsync($"/where/{step.EnrolmentId}")).Document.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The river behind our house has changed", (await stranger.GetAsync($"/where/{step.EnrolmentId}/data.json")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync($"/your-mails/{step.ActorId}")).Status);
    }

    [Fact]
    public async Task Whoever_answers_while_nobody_can_begin_reads_so_and_keeps_what_they_typed()
    {
        await using var closed = new WebProduct();
        await closed.FoundAsync();
        await closed.Operations.RunAsync<RetractDefinition, Outcome<DefinitionVersion>>(retract => retract.ExecuteAsync(Pathway.Participant, new Actor(null, "Wren Alder"), WebProduct.Cancellation), WebProduct.Cancellation);
        using var stranger = closed.Open();

        var answer = await stranger.SubmitAsync($"/e/{Village.Slug}/apply", "apply", Village.Interest("ida@pike.example"));

        Assert.StartsWith("Nobody can begin here at the moment.", Assert.Single(answer.Problems), StringComparison.Ordinal);
        Assert.Equal("ida@pike.example", answer.Form("apply")!.QuerySelector("input[name=email]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Where_stewards_made_names_a_choice_people_are_called_by_their_mail_address()
    {
        var theEvent = await product.Operations.ReadAsync<PrismaDbContext, Guid>(db => db.Events.Where(one => one.Slug == Village.Slug).Select(one => one.Id).SingleAsync(WebProduct.Cancellation));

        var begun = await product.Operations.RunAsync<Apply, Application>(apply => apply.ExecuteAsync(
            theEvent, Pathway.Network, new JsonObject { ["email"] = "ida@reed.example", ["language"] = "en", ["inPerson"] = new JsonArray("first_name", "organisation") }, timeZone: null, WebProduct.Cancellation), WebProduct.Cancellation);

        var enrolment = await product.Operations.ReadAsync<PrismaDbContext, Enrolment>(db => db.Enrolments.Include(one => one.Person).Include(one => one.Organisation).SingleAsync(one => one.Id == begun.EnrolmentId, WebProduct.Cancellation));
        Assert.Equal(("ida", "ida"), (enrolment.Person.Name, enrolment.Organisation!.Name));
    }
}
