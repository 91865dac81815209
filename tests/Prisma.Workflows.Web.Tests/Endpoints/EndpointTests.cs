using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Runtime;
using static Prisma.Workflows.Web.Tests.Endpoints.EndpointHost;

namespace Prisma.Workflows.Web.Tests.Endpoints;

/// <summary>Workflows that wait for HTTP requests and answer them, over the real host.</summary>
public sealed class EndpointTests(EndpointHosts hosts) : IClassFixture<EndpointHosts>
{
    [Theory, Databases]
    public async Task A_request_starts_one_instance_which_answers_it(DatabaseProvider provider)
    {
        var host = await hosts.OfAsync(provider);
        await host.PublishAsync(Chain(
            "greets",
            Endpoint("ask", "hello/{name}", ("supportedMethods", new JsonArray("GET", "POST"))),
            Answer("say", "='Hello ' + variables.RouteData.name + ', ' + variables.QueryStringData.from", ("statusCode", "Accepted"), ("contentType", "text/plain"), ("responseHeaders", new JsonObject { ["X-Valley"] = "Orrin" }))));

        using var answer = await host.AskAsync(HttpMethod.Get, "/workflows/hello/Amina?from=Orrin&correlationId=c-1");

        Assert.Equal("Hello Amina, Orrin", await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal((202, "text/plain", "Orrin"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, answer.Headers.GetValues("X-Valley").Single()));
        Assert.StartsWith("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var instance = Assert.Single(await host.InstancesAsync("greets"));
        Assert.Equal((InstanceSubStatus.Finished, "c-1"), (instance.SubStatus, instance.CorrelationId));
    }

    [Theory, Databases]
    public async Task Nobody_waits_at_another_path_or_for_another_method(DatabaseProvider provider)
    {
        var host = await hosts.OfAsync(provider);
        await host.PublishAsync(Chain("greets-simply", Endpoint("ask", "simply"), Answer("say", "Hi")));

        Assert.Equal((200, "Hi"), await host.GetAsync("/workflows/simply"));
        Assert.Equal(404, (await host.GetAsync("/workflows/goodbye")).Status);
        Assert.Equal(404, (await host.SendAsync(HttpMethod.Post, "/workflows/simply")).Status);
        Assert.Single(await host.InstancesAsync("greets-simply"));
    }

    [Theory, Databases]
    public async Task A_running_instance_waits_for_a_request_and_two_nodes_give_it_only_one(DatabaseProvider provider)
    {
        var host = await hosts.OfAsync(provider);
        var other = await hosts.AnotherAsync(provider);
        await host.PublishAsync(Chain("confirms", Endpoint("ask", "orders"), Answer("taken", "taken"), Later(Endpoint("wait", "orders/{id}/confirm", ("supportedMethods", new JsonArray("POST")))), Answer("handed-over", "=variables.RouteData.id + ' done'")));
        await host.GetAsync("/workflows/orders");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => (number % 2 == 0 ? host : other).SendAsync(HttpMethod.Post, "/workflows/orders/7/confirm")));

        Assert.Equal((200, "7 done"), Assert.Single(answers, answer => answer.Status == 200));
        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 404 or 409, answer.ToString()));
        Assert.Equal(InstanceSubStatus.Finished, Assert.Single(await host.InstancesAsync("confirms")).SubStatus);
        Assert.Equal(1, await host.Product.Operations.ReadAsync<PrismaDbContext, int>(db => db.ActivityLog.CountAsync(entry => entry.ActivityId == "handed-over" && entry.Event == "Completed", Cancellation)));
    }

    [Theory, Databases]
    public async Task Requests_at_once_on_two_nodes_start_one_instance_each(DatabaseProvider provider)
    {
        var host = await hosts.OfAsync(provider);
        var other = await hosts.AnotherAsync(provider);
        await host.PublishAsync(Chain("greets-many", Endpoint("ask", "many"), Answer("say", "=getWorkflowInstanceId()")));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => (number % 2 == 0 ? host : other).GetAsync("/workflows/many")));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal((await host.InstancesAsync("greets-many")).Select(instance => instance.Id).Order(StringComparer.Ordinal), answers.Select(answer => answer.Body).Order(StringComparer.Ordinal));
    }

    [Theory, Databases]
    public async Task Whom_a_request_means_is_told_by_instance_or_correlation(DatabaseProvider provider)
    {
        var host = await hosts.OfAsync(provider);
        await host.PublishAsync(Chain("confirms-whom", Endpoint("ask", "whom"), Later(Endpoint("wait", "confirm")), Answer("done", "=getCorrelationId()")));
        await host.GetAsync("/workflows/whom?correlationId=one");
        await host.GetAsync("/workflows/whom?correlationId=two");

        var (status, body) = await host.GetAsync("/workflows/confirm");
        Assert.Equal(500, status);
        Assert.Contains("ambiguous", body, StringComparison.Ordinal);
        Assert.Equal((200, "two"), await host.GetAsync("/workflows/confirm?correlationId=two"));
        Assert.Equal((200, "one"), await host.GetAsync("/workflows/confirm"));
    }

    [Theory, Databases]
    public async Task What_fails_inside_is_told_without_what_is_inside_and_kept_as_an_incident(DatabaseProvider provider)
    {
        var host = await hosts.OfAsync(provider);
        await host.PublishAsync(Chain("fails", Endpoint("ask", "fails"), Activity("Elsa.Fault", "fault", ("message", "the secret is out"))));
        await host.PublishAsync(Chain("late", Endpoint("ask", "late"), Answer("say", "said"), Activity("Elsa.Fault", "fault", ("message", "too late"))));
        await host.PublishAsync(Chain("silent", Endpoint("ask", "silent")));

        var (status, body) = await host.GetAsync("/workflows/fails");

        Assert.Equal(500, status);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.Contains((await host.InstancesAsync("fails")).Single(instance => instance.SubStatus == InstanceSubStatus.Faulted).Id, body, StringComparison.Ordinal);
        Assert.Equal((200, "said"), await host.GetAsync("/workflows/late"));
        Assert.Equal((200, ""), await host.GetAsync("/workflows/silent"));
    }

    [Theory]
    [InlineData("application/json", """{"a":[1,"2"]}""", 200, """{"a":[1,"2"]}""")]
    [InlineData("application/vnd.orrin+json", "[1]", 200, "[1]")]
    [InlineData("application/x-www-form-urlencoded", "a=1&b=x%20y&a=2", 200, """{"a":["1","2"],"b":"x y"}""")]
    [InlineData("text/plain", "rain", 200, "rain")]
    [InlineData("application/json", "{", 400, "not")]
    [InlineData("application/json", """{"a":"\ud83d."}""", 200, "\uFFFD.")]
    [InlineData("application/octet-stream", "x", 415, "Only JSON")]
    public async Task Content_is_read_as_what_it_says_it_is(string type, string content, int status, string expected)
    {
        var host = await hosts.OfAsync(DatabaseProvider.Sqlite);
        var id = $"echo-{type.Length}-{content.Length}";
        await host.PublishAsync(Chain(id, Endpoint("ask", id, ("supportedMethods", new JsonArray("POST"))), Answer("say", "=variables.ParsedContent")));

        using var sent = new StringContent(content, Encoding.UTF8, type);
        var answer = await host.SendAsync(HttpMethod.Post, $"/workflows/{id}", sent);

        Assert.Equal(status, answer.Status);
        Assert.Contains(expected, answer.Body, StringComparison.Ordinal);
        Assert.Equal(status == 200 ? 1 : 0, (await host.InstancesAsync(id)).Count);
    }

    [Fact]
    public async Task Files_are_turned_away_and_fields_taken()
    {
        var host = await hosts.OfAsync(DatabaseProvider.Sqlite);
        await host.PublishAsync(Chain("echo-form", Endpoint("ask", "echo-form", ("supportedMethods", new JsonArray("POST"))), Answer("say", "=variables.ParsedContent")));

        using var fields = new MultipartFormDataContent { { new StringContent("Amina"), "name" } };
        Assert.Equal((200, """{"name":"Amina"}"""), await host.SendAsync(HttpMethod.Post, "/workflows/echo-form", fields));
        using var file = new MultipartFormDataContent { { new ByteArrayContent([1, 2]), "paper", "paper.pdf" } };
        Assert.Equal(415, (await host.SendAsync(HttpMethod.Post, "/workflows/echo-form", file)).Status);
    }

    [Fact]
    public async Task What_is_too_large_is_turned_away_or_goes_where_the_author_said()
    {
        await using var host = await EndpointHost.StartAsync(DatabaseProvider.Sqlite, ("Http:Endpoints:MaxRequestBytes", "100"));
        (string, JsonNode) post = ("supportedMethods", new JsonArray("POST"));
        await host.PublishAsync(Chain("open", Endpoint("ask", "open", post), Answer("say", "in")));
        await host.PublishAsync(Chain("small", Endpoint("ask", "small", post, ("requestSizeLimit", 10)), Answer("say", "in")));
        var told = Endpoint("ask", "told", post, ("requestSizeLimit", 10));
        told["exposeRequestTooLargeOutcome"] = true;
        await host.PublishAsync(Chain("told", told, Answer("say", "too much")).Replace("\"Done\"", "\"Request too large\"", StringComparison.Ordinal));

        Assert.Equal((200, "in"), await SendAsync("open", 100));
        Assert.Equal(413, (await SendAsync("open", 101)).Status);
        Assert.Equal((200, "in"), await SendAsync("small", 10));
        Assert.Equal(413, (await SendAsync("small", 11)).Status);
        Assert.Equal((200, "too much"), await SendAsync("told", 11));
        Assert.Equal((200, "too much"), await SendAsync("told", 5000));

        async Task<(int Status, string Body)> SendAsync(string path, int length)
        {
            using var content = new StringContent(new string('x', length));
            return await host.SendAsync(HttpMethod.Post, $"/workflows/{path}", content);
        }
    }

    [Fact]
    public async Task A_request_that_takes_too_long_is_given_up_and_leaves_nothing()
    {
        var host = await hosts.OfAsync(DatabaseProvider.Sqlite);
        await host.PublishAsync(Chain("slow", Endpoint("ask", "slow", ("requestTimeout", "00:00:05")), Answer("say", "in")));
        await using var folder = TemporaryFolder.Create("hurried");
        var database = await host.Product.Operations.ReadAsync<PrismaDbContext, string>(db => Task.FromResult(db.Database.GetConnectionString()!));
        await using var hurried = host.Product.WithWebHostBuilder(builder => builder.UseSetting("DataFolder", folder.Path).UseSetting("Database:ConnectionString", database).ConfigureTestServices(services => services.AddSingleton<IBurstCompanion>(new Hourglass(host.Product.Time))));
        using var client = hurried.CreateClient();
        using var answer = await client.GetAsync(new Uri("/workflows/slow", UriKind.Relative), Cancellation);

        Assert.Equal(408, (int)answer.StatusCode);
        Assert.Empty(await host.InstancesAsync("slow"));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(true, null)]
    [InlineData(true, "Administrator")]
    [InlineData(null, "Administrator")]
    public async Task A_protected_endpoint_takes_a_key_that_may_and_no_cookie(bool? authorize, string? policy)
    {
        var host = await hosts.OfAsync(DatabaseProvider.Sqlite);
        List<(string, JsonNode)> inputs = [("supportedMethods", new JsonArray("GET"))];
        if (authorize is { } wanted)
        {
            inputs.Add(("authorize", wanted));
        }

        if (policy is not null)
        {
            inputs.Add(("policy", policy));
        }

        var id = $"inner-{authorize}-{policy}";
        await host.PublishAsync(Chain(id, Endpoint("ask", id, [.. inputs]), Answer("say", "=JSON.stringify(variables.Headers)")));
        using var signedIn = await host.Product.SignInAsync(Role.Administrator);
        var isOpen = authorize is null && policy is null;

        Assert.Equal(isOpen ? 200 : 401, (await host.GetAsync($"/workflows/{id}")).Status);
        Assert.Equal(isOpen ? 200 : 401, (int)(await signedIn.GetAsync($"/workflows/{id}")).Status);
        Assert.Equal(isOpen ? 200 : 401, (await host.SendAsync(HttpMethod.Get, $"/workflows/{id}", key: EndpointHost.Key[1..] + "x")).Status);
        var (status, seen) = await host.SendAsync(HttpMethod.Get, $"/workflows/{id}", key: EndpointHost.Key);
        Assert.Equal(200, status);
        Assert.DoesNotContain(EndpointHost.Key, seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Security-Policy", "default-src *")]
    [InlineData("Set-Cookie", "prisma-staff=x")]
    [InlineData("NEL", """{"report_to":"elsewhere","success_fraction":1.0,"max_age":86400}""")]
    [InlineData("Report-To", """{"group":"elsewhere","max_age":86400,"endpoints":[{"url":"https://elsewhere.example"}]}""")]
    [InlineData("Alt-Svc", "h2=\"elsewhere.example:443\"")]
    [InlineData("X-Split", "a\r\nX-Other: b")]
    [InlineData("Bad Name", "a")]
    public async Task An_author_speaks_for_the_workflow_and_not_for_the_host(string header, string value)
    {
        var host = await hosts.OfAsync(DatabaseProvider.Sqlite);
        var id = $"header-{header.Replace(' ', '-')}";
        await host.PublishAsync(Chain(id, Endpoint("ask", id), Answer("say", "Hi", ("responseHeaders", new JsonObject { [header] = value }))));

        Assert.Equal(500, (await host.GetAsync($"/workflows/{id}")).Status);
        Assert.Equal("BadHeader", Assert.Single(Assert.Single(await host.InstancesAsync(id)).Incidents).Type);
    }

    [Fact]
    public async Task Where_the_setting_is_off_nothing_waits_and_nothing_that_would_is_published()
    {
        await using var host = await EndpointHost.StartAsync(DatabaseProvider.Sqlite, ("Http:Endpoints:Enabled", "false"));
        var import = await host.PublishAsync(Chain("greets", Endpoint("ask", "hello"), Answer("say", "Hi")));

        Assert.False(import.IsPublished);
        Assert.Equal(["ask", "say"], Errors(import).Select(problem => problem.ActivityId));
        Assert.Contains("Http:Endpoints:Enabled=true", Errors(import)[0].Message, StringComparison.Ordinal);
        Assert.Equal(404, (await host.GetAsync("/workflows/hello")).Status);
    }

    [Theory]
    [InlineData("path", "orders/{id", "is no path")]
    [InlineData("policy", "Wizards", "asks for the policy 'Wizards'")]
    [InlineData("file", null, "files are not taken")]
    public async Task What_cannot_be_answered_is_not_published(string member, string? value, string sentence)
    {
        var host = await hosts.OfAsync(DatabaseProvider.Sqlite);
        var endpoint = Endpoint("ask", "hello");
        endpoint[member] = value is null
            ? new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "ParsedContent" } }
            : Activity("x", "x", (member, value))[member]!.DeepClone();
        var import = await host.PublishAsync(Chain($"refused-{member}", endpoint, Answer("say", "Hi")));

        Assert.False(import.IsPublished);
        Assert.Contains(sentence, Assert.Single(Errors(import)).Message, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task What_a_request_would_start_beside_something_else_is_not_published(DatabaseProvider provider)
    {
        var host = await hosts.OfAsync(provider);
        Assert.Empty(Errors(await host.PublishAsync(Chain("asked-first", Endpoint("ask", "shared"), Answer("say", "first")))));
        var second = await host.PublishAsync(Chain("asked-second", Endpoint("ask", "/shared", ("supportedMethods", new JsonArray("POST", "GET"))), Answer("say", "second")));
        var twice = await host.PublishAsync(Chain("asked-twice", Endpoint("ask", "twice"), Endpoint("again", "twice"), Answer("say", "twice")));
        var otherMethod = await host.PublishAsync(Chain("asked-otherwise", Endpoint("ask", "shared", ("supportedMethods", new JsonArray("PUT"))), Answer("say", "other")));

        Assert.Equal((false, false, true), (second.IsPublished, twice.IsPublished, otherMethod.IsPublished));
        Assert.Contains("GET /shared, where “asked-first” is published", Assert.Single(Errors(second)).Message, StringComparison.Ordinal);
        Assert.Contains("GET /twice, where 'ask' starts", Assert.Single(Errors(twice)).Message, StringComparison.Ordinal);
        Assert.Equal((200, "first"), await host.GetAsync("/workflows/shared"));
    }

    [Fact]
    public async Task Every_policy_that_may_be_named_is_one_of_the_hosts()
    {
        var host = await hosts.OfAsync(DatabaseProvider.Sqlite);
        foreach (var policy in Authoring.EndpointRule.Policies)
        {
            await host.PublishAsync(Chain(policy, Endpoint("ask", policy, ("policy", policy)), Answer("say", "in")));
            var status = (await host.SendAsync(HttpMethod.Get, $"/workflows/{policy}", key: EndpointHost.Key)).Status;
            Assert.True(status == 200, $"{policy}: {status}");
        }
    }

    static List<Problem> Errors(Authoring.Import import) => [.. import.Problems.Where(problem => problem.Severity == Severity.Error)];

    /// <summary>Lets six seconds pass while a burst is made ready.</summary>
    sealed class Hourglass(FakeTimeProvider time) : IBurstCompanion
    {
        public Task AttachAsync(string instanceId, BurstContext context, CancellationToken cancellation)
        {
            time.Advance(TimeSpan.FromSeconds(6));
            cancellation.ThrowIfCancellationRequested();
            return Task.CompletedTask;
        }
    }
}
