using System.Net.Mime;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Hosting;

/// <summary>What holds for every route, found by asking the host for all of them.</summary>
public sealed partial class RouteTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    static readonly string[] _everybodys = ["/", "/health", "/sign-in", "/not-found"];

    // Serves files that were added since the build, in development only.
    const string DevelopmentFiles = "{**path:file}";

    [Fact]
    public void Every_page_names_its_policy_or_says_that_everybody_may()
    {
        var silent = typeof(Program).Assembly.GetTypes()
            .Where(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Length > 0)
            .Where(type => !type.GetCustomAttributes(inherit: false).Any(attribute => attribute is IAllowAnonymous or AuthorizeAttribute { Policy.Length: > 0 }))
            .Select(type => type.Name);

        Assert.Empty(silent);
    }

    [Fact]
    public void Every_endpoint_names_its_policy_or_says_that_everybody_may()
    {
        var silent = Endpoints()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.Metadata.GetMetadata<IAuthorizeData>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText)
            .Except(["/_framework/opaque-redirect"]);

        Assert.Empty(silent);
    }

    /// <summary>Blazor fails where an address has no number, id or flag for one; who reads the text can do without it.</summary>
    [Fact]
    public void Every_page_takes_what_an_address_asks_for_as_text()
    {
        var others = typeof(Program).Assembly.GetTypes()
            .SelectMany(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(property => property.IsDefined(typeof(SupplyParameterFromQueryAttribute)) && property.PropertyType != typeof(string))
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}");

        Assert.Empty(others);
    }

    [Fact]
    public async Task A_stranger_is_refused_wherever_a_policy_stands()
    {
        using var stranger = product.Open();
        foreach (var endpoint in Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            var method = MethodsOf(endpoint)[0];
            using var request = Request(endpoint, method);
            using var answer = await stranger.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(
                answer.StatusCode is HttpStatusCode.Unauthorized || (answer.StatusCode is HttpStatusCode.Redirect && answer.Headers.Location!.OriginalString.Contains("/sign-in", StringComparison.Ordinal)),
                $"{method} {AddressOf(endpoint)} answered a stranger with {(int)answer.StatusCode}.");
        }
    }

    [Fact]
    public async Task Scenario_16_No_get_changes_anything_on_any_route()
    {
        using var administrator = await product.SignInAsync(Role.Administrator, Role.Facilitator, Role.Steward);
        var before = await DumpAsync();

        foreach (var endpoint in Endpoints())
        {
            await administrator.GetAsync(AddressOf(endpoint));
        }

        Assert.Equal(before, await DumpAsync());
    }

    /// <summary>As a scanner of mails follows them, wherever they lead.</summary>
    [Fact]
    public async Task Scenario_16_No_link_of_any_mail_changes_anything_when_it_is_opened()
    {
        using var applicant = product.Open();
        await applicant.SubmitAsync(await applicant.ApplyAsync("amina@reed.example"), "step", Village.Application);
        await product.ShowInterestAsync("Millrace Commons", "maren@brook.example");
        var links = (await product.DeliverAsync()).SelectMany(mail => Addresses().Matches(mail.Html + " " + mail.Text)).Select(match => match.Value).Distinct(StringComparer.Ordinal).ToList();
        Assert.InRange(links.Count(link => link.StartsWith("/l/", StringComparison.Ordinal)), 5, int.MaxValue);
        var before = await DumpAsync();

        foreach (var link in links)
        {
            using var scanner = product.Open();
            var opened = await scanner.GetAsync(link);
            if (opened.Location.Length > 0)
            {
                await scanner.GetAsync(opened.Location);
            }
        }

        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task Every_form_needs_its_token()
    {
        using var stranger = product.Open();
        foreach (var address in new[] { "/sign-in", "/sign-out", "/setup/x", "/invitation/x" })
        {
            var answer = await stranger.PostAsync(address, [("_handler", "sign-in"), ("email", "a@example.org")]);
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            Assert.Contains("open for too long", answer.Text, StringComparison.Ordinal);
        }
    }

    /// <summary>A cookie goes along with whatever a page elsewhere has a browser send.</summary>
    [Fact]
    public async Task Nothing_is_taken_that_another_site_had_a_browser_send()
    {
        using var administrator = await product.SignInAsync(Role.Administrator, Role.Facilitator, Role.Steward);
        var before = await DumpAsync();
        foreach (var (endpoint, method) in Endpoints().SelectMany(endpoint => MethodsOf(endpoint).Where(method => method is not ("GET" or "HEAD")), (endpoint, method) => (endpoint, method)))
        {
            using var request = Request(endpoint, method);
            request.Headers.Add("Origin", "https://elsewhere.example");
            using var answer = await administrator.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden, $"{method} {AddressOf(endpoint)} from elsewhere was answered with {(int)answer.StatusCode}.");
        }

        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task A_token_of_another_browser_is_no_token()
    {
        using var one = product.Open();
        using var another = product.Open();
        var fields = Browser.Hidden((await one.GetAsync("/sign-in")).Form("sign-in")!);

        Assert.Equal(HttpStatusCode.BadRequest, (await another.PostAsync("/sign-in", fields)).Status);
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        using var browser = product.Open();
        foreach (var address in new[] { "/", "/sign-in", "/people", "/prisma.css", "/nowhere", "/setup/x", "/health" })
        {
            var answer = await browser.GetAsync(address);
            Assert.Contains("default-src 'self'", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Equal("no-referrer", answer.Headers["Referrer-Policy"]);
            Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        }
    }

    [Fact]
    public async Task Pages_are_not_kept_by_browsers_and_hold_no_inline_script_or_style()
    {
        using var administrator = await product.SignInAsync(Role.Administrator);
        foreach (var address in Endpoints().Select(AddressOf).Distinct(StringComparer.Ordinal))
        {
            var answer = await administrator.GetAsync(address);
            if (answer.Headers.GetValueOrDefault("Content-Type")?.StartsWith("text/html", StringComparison.Ordinal) == true)
            {
                Assert.Equal("no-store", answer.Headers["Cache-Control"]);
                Assert.Empty(answer.Document.QuerySelectorAll("script:not([src]), style, [style], [onclick], [onload], [onsubmit]"));
                Assert.InRange(answer.Body.Length, 0, 40_000);
            }
        }
    }

    /// <summary>As a page about somebody: files of theirs, and what the Studio asks about runs, lie on a shared machine no longer than they are looked at.</summary>
    [Fact]
    public async Task Neither_are_files_and_what_programs_are_answered_but_what_is_everybodys_is()
    {
        using var administrator = await product.SignInAsync(Role.Administrator);
        foreach (var address in (string[])["/definitions/export", "/elsa/api/workflow-definitions", "/elsa/api/workflow-instances/nowhere/variables"])
        {
            var answer = await administrator.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Equal("no-store", answer.Headers.GetValueOrDefault("Cache-Control"));
        }

        Assert.DoesNotContain("no-store", (await administrator.GetAsync("/prisma.css")).Headers["Cache-Control"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/elsa/api/descriptors/activities?Refresh=True", "br")]
    [InlineData("/elsa/api/workflow-definitions/by-definition-id/pathway-participant?versionOptions=Latest", "gzip")]
    [InlineData("/pathways/pathway-participant/outline", "br")]
    [InlineData("/definitions", "br")]
    public async Task What_is_long_and_about_nobody_is_compressed(string path, string encoding)
    {
        using var browser = await product.SignInAsync(Role.Steward);
        using var plain = await browser.Client.GetAsync(new Uri(path, UriKind.Relative), WebProduct.Cancellation);
        browser.Client.DefaultRequestHeaders.Add("Accept-Encoding", encoding);
        using var answer = await browser.Client.GetAsync(new Uri(path, UriKind.Relative), WebProduct.Cancellation);

        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal([encoding], answer.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        var (before, after) = ((await plain.Content.ReadAsByteArrayAsync(WebProduct.Cancellation)).Length, (await answer.Content.ReadAsByteArrayAsync(WebProduct.Cancellation)).Length);
        Assert.True(after * 3 < before, $"{before} bytes became {after}.");
    }

    [Fact]
    public async Task What_is_said_of_people_is_not_compressed()
    {
        using var browser = await product.SignInAsync(Role.Administrator);
        browser.Client.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        using var answer = await browser.Client.GetAsync(new Uri("/people", UriKind.Relative), WebProduct.Cancellation);

        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("/nowhere", HttpStatusCode.NotFound, "There is nothing here")]
    [InlineData("/nowhere.html", HttpStatusCode.NotFound, "There is nothing here")]
    [InlineData("/.well-known/nowhere.txt", HttpStatusCode.NotFound, "There is nothing here")]
    [InlineData("/e/nowhere", HttpStatusCode.NotFound, "There is nothing here")]
    [InlineData("/setup/dead", HttpStatusCode.Gone, "This link has done its work")]
    public async Task What_is_not_there_is_said_in_plain_words_with_a_way_out(string address, HttpStatusCode status, string title)
    {
        using var browser = product.Open();
        var answer = await browser.GetAsync(address);

        Assert.Equal(status, answer.Status);
        Assert.Equal(title, answer.Document.QuerySelector("h1")!.TextContent);
        Assert.NotNull(answer.Document.QuerySelector("main a[href='/']"));
    }

    [Theory]
    [InlineData("/elsa/api/nowhere")]
    [InlineData("/elsa/api/nowhere.json")]
    public async Task Programs_get_problem_details(string address)
    {
        using var browser = product.Open();
        var answer = await browser.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Contains("application/problem+json", answer.Headers["Content-Type"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_for_everybody_open_for_everybody()
    {
        using var stranger = product.Open();
        foreach (var address in _everybodys)
        {
            Assert.True((await stranger.GetAsync(address)).Status is HttpStatusCode.OK or HttpStatusCode.NotFound, address);
        }
    }

    IEnumerable<RouteEndpoint> Endpoints() =>
        product.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText != DevelopmentFiles)
            .DistinctBy(endpoint => (endpoint.RoutePattern.RawText, string.Join(' ', MethodsOf(endpoint))));

    /// <summary>Where an endpoint takes all of them, a page is looked at.</summary>
    static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET"];

    /// <summary>As simple as the endpoint takes it: an empty object, or a form that says nothing.</summary>
    static HttpRequestMessage Request(RouteEndpoint endpoint, string method)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(AddressOf(endpoint), UriKind.Relative));
        if (method != "GET")
        {
            request.Content = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes switch
            {
                [MediaTypeNames.Application.Json, ..] => new StringContent("{}", Encoding.UTF8, MediaTypeNames.Application.Json),
                [MediaTypeNames.Multipart.FormData, ..] => new MultipartFormDataContent { { new StringContent(""), "nothing" } },
                _ => new FormUrlEncodedContent([]),
            };
        }

        return request;
    }

    static string AddressOf(RouteEndpoint endpoint) =>
        "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart parameter => ValueFor(parameter),
            _ => throw new InvalidOperationException($"The route {endpoint.RoutePattern.RawText} has a part nobody knows."),
        }))));

    static string ValueFor(RoutePatternParameterPart parameter) => parameter.ParameterPolicies.Select(policy => policy.Content).FirstOrDefault() switch
    {
        "guid" => "01900000-0000-7000-8000-000000000000",
        "int" or "long" => "1",
        _ => "nothing",
    };

    [GeneratedRegex(@"(?<=https?://[^/\s""<>]+)/[^\s""<>)]*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Addresses();

    /// <summary>Every value of every row.</summary>
    async Task<string> DumpAsync() => await product.Operations.ReadAsync<PrismaDbContext, string>(async db =>
    {
        var text = new StringBuilder();
        await db.Database.OpenConnectionAsync(WebProduct.Cancellation);
        foreach (var type in db.Model.GetEntityTypes())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{type.GetTableName()}\"";
            await using var rows = await command.ExecuteReaderAsync(WebProduct.Cancellation);
            while (await rows.ReadAsync(WebProduct.Cancellation))
            {
                for (var column = 0; column < rows.FieldCount; column++)
                {
                    text.Append(type.GetTableName()).Append(' ').Append(rows.GetName(column)).Append(' ').Append(rows.GetValue(column)).Append('\n');
                }
            }
        }

        // The context goes back to its pool, and the next one may want another connection for it.
        await db.Database.CloseConnectionAsync();
        return text.ToString();
    });
}
