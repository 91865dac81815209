using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Prisma.Workflows.Web.Tests.Harness;

/// <summary>A browser without scripts: keeps cookies, reads pages, and submits a form with what the page put into it.</summary>
public sealed class Browser(HttpClient client) : IDisposable
{
    public HttpClient Client => client;

    public async Task<Answer> GetAsync(string address) => await ReadAsync(await client.GetAsync(new Uri(address, UriKind.Relative), Cancellation));

    /// <summary>Opens the page, fills in the named form and sends it.</summary>
    public async Task<Answer> SubmitAsync(string address, string form, params IReadOnlyList<(string Name, string Value)> fields)
    {
        var page = await GetAsync(address);
        var element = page.Form(form) ?? throw new InvalidOperationException($"There is no form “{form}” on {address}, which answered {(int)page.Status}.");
        return await PostAsync(element.GetAttribute("action") is { Length: > 0 } action ? action : address, [.. Hidden(element), .. fields]);
    }

    public async Task<Answer> PostAsync(string address, IReadOnlyList<(string Name, string Value)> fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await ReadAsync(await client.PostAsync(new Uri(address, UriKind.Relative), content, Cancellation));
    }

    public void Dispose() => client.Dispose();

    /// <summary>What the page itself put into the form: its token and its name.</summary>
    public static IReadOnlyList<(string Name, string Value)> Hidden(IElement form) =>
        [.. form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Select(input => (input.Name!, input.Value))];

    internal static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var body = await response.Content.ReadAsStringAsync(Cancellation);
            return new Answer(response.StatusCode, PathOf(response.Headers.Location), body, Headers(response));
        }
    }

    static string PathOf(Uri? location) => location switch
    {
        null => "",
        { IsAbsoluteUri: true } => location.PathAndQuery + location.Fragment,
        _ => location.OriginalString,
    };

    static Dictionary<string, string> Headers(HttpResponseMessage response) =>
        response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);

    /// <summary>What a server said.</summary>
    public sealed record Answer(HttpStatusCode Status, string Location, string Body, IReadOnlyDictionary<string, string> Headers)
    {
        readonly Lazy<IHtmlDocument> _document = new(() => new HtmlParser().ParseDocument(Body));

        public IHtmlDocument Document => _document.Value;

        public string Text => string.Join(' ', Document.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        public IElement? Form(string name) =>
            Document.QuerySelectorAll("form").FirstOrDefault(form => form.QuerySelector("input[name=_handler]")?.GetAttribute("value") == name || form.GetAttribute("action") == name);

        public IReadOnlyList<string> Problems => [.. Document.QuerySelectorAll(".problems li").Select(item => item.TextContent.Trim())];
    }
}
