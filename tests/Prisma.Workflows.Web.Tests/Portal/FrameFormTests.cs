using AngleSharp.Html.Dom;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events.Planning;

namespace Prisma.Workflows.Web.Tests.Portal;

/// <summary>A form that is filled in with what the event says of itself, while others change the event.</summary>
public sealed class FrameFormTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    static readonly Actor _wren = new(null, "Wren Alder");

    [Fact]
    public async Task What_was_left_as_it_was_shown_does_not_set_back_what_others_changed_since()
    {
        using var lead = product.Open();
        var address = await CallAsync(lead);
        var page = await lead.GetAsync(address);
        Assert.Equal("Listening to the Orrin", Input(page, "name"));
        Assert.Equal(HttpStatusCode.NoContent, (await lead.PostAsync($"{address}/draft", Typed(page, ("place", "Lower Orrin")))).Status);
        await EditAsync(details => details with { Name = "Hearing the Orrin", Place = "Upper Orrin" });

        var again = await lead.GetAsync(address);

        Assert.Equal(("Hearing the Orrin", "Lower Orrin"), (Input(again, "name"), Input(again, "place")));
        await EditAsync(details => details with { TimeZone = "Europe/Madrid" });
        var sent = await lead.PostAsync(address, Typed(again, ("wish", "A spring that went dry last year, and people who remember where it was."), ("caller", "hub"), ("host_name", "Maren"), ("host_email", "maren@example.org")));
        Assert.Equal((HttpStatusCode.Found, ""), (sent.Status, string.Join(' ', sent.Problems)));
        var now = await EventAsync();
        Assert.Equal(("Hearing the Orrin", "Lower Orrin", "Europe/Madrid"), (now.Name, now.Place, now.TimeZone));
    }

    /// <summary>The step in which the lead calls the event, opened by a link.</summary>
    async Task<string> CallAsync(Browser lead)
    {
        var theEvent = await EventAsync();
        var passage = (await product.Operations.RunAsync<CallEvent, Outcome<Enrolments.Enrolment>>(call => call.ExecuteAsync(theEvent.Id, _wren, WebProduct.Cancellation))).Value!;
        var step = await product.OpenStepAsync(passage.Id, "EV-1.1");
        return (await lead.GetAsync(await product.LinkAsync(step.Id, step.ActorId))).Location.Split('?')[0];
    }

    Task<Event> EventAsync() => product.Operations.ReadAsync<PrismaDbContext, Event>(db => db.Events.AsNoTracking().SingleAsync(one => one.Slug == Village.Slug, WebProduct.Cancellation));

    async Task EditAsync(Func<EventDetails, EventDetails> change)
    {
        var theEvent = await EventAsync();
        Assert.Empty((await product.Operations.RunAsync<EditEvent, Outcome<Event>>(edit => edit.ExecuteAsync(theEvent.Id, change(EventDetails.Of(theEvent)), _wren, WebProduct.Cancellation))).Problems);
    }

    static string Input(Browser.Answer page, string name) => ((IHtmlInputElement)page.Form("step")!.QuerySelector($"input[name={name}]")!).Value;

    /// <summary>All that stands in the form, with some of it typed over.</summary>
    static IReadOnlyList<(string Name, string Value)> Typed(Browser.Answer page, params (string Name, string Value)[] typed)
    {
        var inputs = page.Form("step")!.QuerySelectorAll("input").OfType<IHtmlInputElement>().Where(input => input.Type is not ("radio" or "checkbox") || input.IsChecked).Select(input => (input.Name!, input.Value));
        return [.. inputs.Where(input => !typed.Any(one => one.Name == input.Item1)), .. typed];
    }
}
