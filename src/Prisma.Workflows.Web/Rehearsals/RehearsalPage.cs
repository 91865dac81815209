using System.Net;
using System.Text;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Rehearsals;

namespace Prisma.Workflows.Web.Rehearsals;

/// <summary>A document in its own frame that is written little by little, and needs no script for it: each line of progress is hidden by what comes after it.</summary>
sealed class RehearsalPage(HttpResponse response, CancellationToken cancellation)
{
    public static async Task<RehearsalPage> BeginAsync(HttpResponse response, string name, CancellationToken cancellation)
    {
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'self'";
        var page = new RehearsalPage(response, cancellation);
        await page.WriteAsync($"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>The rehearsal of {Safe(name)}</title><link rel="stylesheet" href="/prisma.css"></head><body><main class="rehearsal"><h1>The rehearsal of {Safe(name)}</h1>""");
        return page;
    }

    public Task TellAsync(string sentence) => WriteAsync($"""<p class="now" role="status">{Safe(sentence)}</p>""");

    public Task RefuseAsync(IEnumerable<string> sentences) =>
        WriteAsync($"""<div class="notice warn" role="alert">{string.Concat(sentences.Select(sentence => $"<p>{Safe(sentence)}</p>"))}</div>""");

    public Task ShowAsync(RehearsalCalendar calendar)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<div><p>For an invented event, {DayWords.Say(calendar.StartsOn, calendar.EndsOn)}: {calendar.Sum}</p>");
        foreach (var failure in calendar.Lines.Where(line => line.Kind == CalendarLine.Problem))
            text.Append(CultureInfo.InvariantCulture, $"""<p class="notice warn" role="alert">Something failed on the way: {Safe(failure.Text)}</p>""");
        foreach (var month in calendar.Lines.GroupBy(line => Zones.Local(line.At, calendar.TimeZone).ToString("MMMM yyyy", CultureInfo.InvariantCulture)))
        {
            text.Append(CultureInfo.InvariantCulture, $"""<h2>{month.Key}</h2><table class="reflow"><thead><tr><th>When</th><th>Kind</th><th>What happens</th></tr></thead><tbody>""");
            foreach (var line in month)
                text.Append(CultureInfo.InvariantCulture, $"""<tr><td data-label="When">{Zones.Local(line.At, calendar.TimeZone):ddd d MMM, HH:mm}</td><td data-label="Kind"><span class="badge {(line.Kind == CalendarLine.Problem ? "bad" : line.IsMail ? "waiting" : "")}">{line.Kind}</span></td><td data-label="What happens">{Safe(line.Text)}</td></tr>""");
            text.Append("</tbody></table>");
        }

        return WriteAsync(text.Append("</div></main></body></html>").ToString());
    }

    static string Safe(string text) => WebUtility.HtmlEncode(text);

    async Task WriteAsync(string html)
    {
        await response.WriteAsync(html, cancellation);
        await response.Body.FlushAsync(cancellation);
    }
}
