using Prisma.Workflows.Runtime.Calls;
using static Prisma.Workflows.Tests.Harness.ScriptedHttpServer;
using static Prisma.Workflows.Tests.Harness.ScriptedServer;
using static Prisma.Workflows.Tests.Harness.Workflows;

namespace Prisma.Workflows.Tests.Runtime;

/// <summary>Workflows call the outside: decided in a commit, made after it, and the answer is a commit of its own.</summary>
public sealed class CallTests : IAsyncDisposable
{
    readonly ScriptedHttpServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory, Databases]
    public async Task A_call_is_made_after_the_commit_and_the_workflow_goes_on_with_its_answer(DatabaseProvider provider)
    {
        _server.At("/rain", Answer(201, """{"mm":12}"""));
        await using var product = await StartAsync(provider);
        await product.PublishAsync(Calling("/rain", "Done", ("method", "POST"), ("content", new JsonObject { ["place"] = "Orrin" }), ("authorization", "Bearer moss"), ("requestHeaders", new JsonObject { ["X-Kind"] = "rain" })));
        await product.StartWorkflowAsync("calls", "c");

        Assert.Empty(_server.Requests);
        Assert.Equal(1, await DeliverAsync(product));

        var request = Assert.Single(_server.Requests);
        Assert.StartsWith("POST /rain HTTP/1.1", request, StringComparison.Ordinal);
        Assert.Contains("Authorization: Bearer moss", request, StringComparison.Ordinal);
        Assert.Contains("X-Kind: rain", request, StringComparison.Ordinal);
        Assert.EndsWith("""{"place":"Orrin"}""", request, StringComparison.Ordinal);
        var instance = await product.InstanceAsync("c");
        Assert.Equal("""{"mm":12}""", instance.Output["Heard"]!.ToJsonString());
        Assert.Equal(1, await product.CompletedAsync("after"));
        var call = await CallAsync(product);
        Assert.Equal((CallState.Answered, 201, ""), (call.State, call.StatusCode, call.Message));
    }

    [Theory, Databases]
    public async Task Nobody_may_be_called_unless_the_installation_says_so(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Calling("/rain", "Failed to connect"));
        await product.StartWorkflowAsync("calls", "c");
        await DeliverAsync(product);

        Assert.Empty(_server.Requests);
        Assert.Equal(1, await product.CompletedAsync("after"));
        Assert.Contains("not among those that workflows may call", (await CallAsync(product)).LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_does_not_lead_to_a_private_address_that_is_not_named_itself()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite, settings: new Dictionary<string, string?> { ["Http:Outgoing:AllowedHosts:0"] = $"localhost:{new Uri(_server.Address).Port}" });
        await product.PublishAsync(Calling(_server.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/rain", "Failed to connect"));
        await product.StartWorkflowAsync("calls", "c");
        await DeliverAsync(product);

        Assert.Empty(_server.Requests);
        Assert.Contains("leads to a private address", (await CallAsync(product)).LastError, StringComparison.Ordinal);
        Assert.Equal(1, await product.CompletedAsync("after"));
    }

    [Fact]
    public async Task An_address_with_a_user_name_in_it_is_refused_with_the_reason()
    {
        await using var product = await StartAsync(DatabaseProvider.Sqlite);
        await product.PublishAsync(Calling("http://wren:secret@127.0.0.1/", "Failed to connect"));
        await product.StartWorkflowAsync("calls", "c");
        await DeliverAsync(product);

        Assert.Contains("user name", (await CallAsync(product)).LastError, StringComparison.Ordinal);
        Assert.Equal(1, await product.CompletedAsync("after"));
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("moss")]
    public async Task What_is_no_address_to_call_is_an_incident_and_nobody_is_called(string url)
    {
        await using var product = await StartAsync(DatabaseProvider.Sqlite);
        await product.PublishAsync(Calling(url, "Failed to connect"));
        await product.StartWorkflowAsync("calls", "c");

        Assert.Single((await product.InstanceAsync("c")).Incidents);
        Assert.Equal(0, await DeliverAsync(product));
    }

    [Theory]
    [InlineData("application/json", """{"place":"Orrin Waters","days":4,"open":true,"note":null}""")]
    [InlineData("application/x-www-form-urlencoded", "place=Orrin+Waters&days=4&open=true&note=")]
    public async Task What_is_sent_is_written_as_its_content_type_says(string contentType, string body)
    {
        _server.At("/rain", Answer(201, ""));
        await using var product = await StartAsync(DatabaseProvider.Sqlite);
        var content = new JsonObject { ["place"] = "Orrin Waters", ["days"] = 4, ["open"] = true, ["note"] = null };
        await product.PublishAsync(Calling("/rain", "Done", ("method", "POST"), ("content", content), ("contentType", contentType)));
        await product.StartWorkflowAsync("calls", "c");
        await DeliverAsync(product);

        Assert.EndsWith("\r\n\r\n" + body, Assert.Single(_server.Requests), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task An_answer_with_half_a_character_is_taken_with_a_mark_in_its_place(DatabaseProvider provider)
    {
        _server.At("/rain", Answer(200, """{"place":"Orrin \ud83d","both":"\ud83c\udf27","written":"\\ud83d"}"""));
        await using var product = await StartAsync(provider);
        await product.PublishAsync(Calling("/rain", "Done", ("method", "POST")));
        await product.StartWorkflowAsync("calls", "c");
        await DeliverAsync(product);

        Assert.Equal(CallState.Answered, (await CallAsync(product)).State);
        var heard = (await product.InstanceAsync("c")).Output["Heard"]!;
        Assert.Equal(("Orrin \uFFFD", "\U0001F327", "\\ud83d"), ((string?)heard["place"], (string?)heard["both"], (string?)heard["written"]));
    }

    [Fact]
    public async Task A_redirect_is_followed_within_the_list_and_is_the_answer_beyond_it()
    {
        _server.At("/moved", Redirect(302, "/rain")).At("/away", Redirect(302, "http://169.254.169.254/latest/meta-data"));
        await using var product = await StartAsync(DatabaseProvider.Sqlite);
        await product.PublishAsync(Calling("/moved", "Done"), Calling("/away", "Done").Replace("\"calls", "\"strays", StringComparison.Ordinal));
        await product.StartWorkflowAsync("calls", "c");
        await product.StartWorkflowAsync("strays", "s");
        await DeliverAsync(product);

        Assert.Equal("/rain", (await product.InstanceAsync("c")).Output["Heard"]!.ToString());
        Assert.Equal(302, await product.ReadAsync(db => db.OutgoingCalls.Where(call => call.InstanceId == "s").Select(call => call.StatusCode).SingleAsync()));
        Assert.Equal(3, _server.Requests.Count);
    }

    [Fact]
    public async Task An_answer_longer_than_allowed_counts_as_none()
    {
        _server.At("/flood", Answer(200, new string('x', 5000), "text/plain"));
        await using var product = await StartAsync(DatabaseProvider.Sqlite, ("Http:Outgoing:MaxResponseBytes", "4096"));
        await product.PublishAsync(Calling("/flood", "Failed to connect"));
        await product.StartWorkflowAsync("calls", "c");
        await DeliverAsync(product);

        Assert.Contains("longer than 4096 bytes", (await CallAsync(product)).LastError, StringComparison.Ordinal);
        Assert.Equal(1, await product.CompletedAsync("after"));
    }

    [Theory, Databases]
    public async Task What_may_be_done_twice_is_tried_again_after_a_pause_and_then_given_up(DatabaseProvider provider)
    {
        _server.At("/rain", Drop, Drop, Drop, Drop);
        await using var product = await StartAsync(provider);
        await product.PublishAsync(Calling("/rain", "Failed to connect"));
        await product.StartWorkflowAsync("calls", "c");
        foreach (var pause in (int[])[5, 20, 80])
        {
            await DeliverAsync(product);
            var call = await CallAsync(product);
            Assert.Equal((CallState.Pending, product.Time.GetUtcNow().AddSeconds(pause)), (call.State, call.DueAt));
            product.Time.Advance(TimeSpan.FromSeconds(pause));
        }

        await DeliverAsync(product);
        Assert.Equal((CallState.Failed, 4), ((await CallAsync(product)).State, (await CallAsync(product)).Attempts));
        Assert.Equal(1, await product.CompletedAsync("after"));
        Assert.Single(_server.Requests.Select(request => request.Split("Idempotency-Key: ")[1][..32]).Distinct(StringComparer.Ordinal));
    }

    [Theory, Databases]
    public async Task Where_nobody_answers_nothing_was_done_so_even_a_post_is_tried_again(DatabaseProvider provider)
    {
        await using var product = await StartAsync(provider);
        await product.PublishAsync(Calling($"http://127.0.0.1:{FreePort.Find()}/pay", "Failed to connect", ("method", "POST")));
        await product.StartWorkflowAsync("calls", "c");
        foreach (var pause in (int[])[5, 20, 80])
        {
            await DeliverAsync(product);
            Assert.Equal(CallState.Pending, (await CallAsync(product)).State);
            product.Time.Advance(TimeSpan.FromSeconds(pause));
        }

        await DeliverAsync(product);
        Assert.Equal((CallState.Failed, 4), ((await CallAsync(product)).State, (await CallAsync(product)).Attempts));
        Assert.Equal(1, await product.CompletedAsync("after"));
    }

    [Theory]
    [InlineData(Drop)]
    [InlineData(Cut)]
    public async Task What_may_have_been_done_is_not_done_again(string end)
    {
        _server.At("/pay", end);
        await using var product = await StartAsync(DatabaseProvider.Sqlite);
        await product.PublishAsync(Calling("/pay", "Failed to connect", ("method", "POST")));
        await product.StartWorkflowAsync("calls", "c");
        await DeliverAsync(product);

        Assert.Equal((CallState.Failed, 1), ((await CallAsync(product)).State, (await CallAsync(product)).Attempts));
        Assert.Single(_server.Requests);
        Assert.Equal(1, await product.CompletedAsync("after"));
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_the_outcome_Timeout()
    {
        _server.At("/slow", Hang);
        await using var product = await StartAsync(DatabaseProvider.Sqlite, ("Http:Outgoing:TimeoutSeconds", "2"));
        await product.PublishAsync(Calling("/slow", "Timeout", ("method", "POST")));
        await product.StartWorkflowAsync("calls", "c");
        var delivering = DeliverAsync(product);
        while (_server.Requests.Count == 0)
        {
            await Task.Yield();
        }

        product.Time.Advance(TimeSpan.FromSeconds(3));
        await delivering;

        Assert.Equal(1, await product.CompletedAsync("after"));
    }

    [Theory, Databases]
    public async Task A_caller_that_died_leaves_its_call_to_the_rescue(DatabaseProvider provider)
    {
        await using var product = await StartAsync(provider);
        await product.PublishAsync(Calling("/rain", "Done"), Calling("/pay", "Timeout", ("method", "POST")).Replace("\"calls", "\"pays", StringComparison.Ordinal).Replace("\"after\"", "\"paid\"", StringComparison.Ordinal));
        await product.StartWorkflowAsync("calls", "c");
        await product.StartWorkflowAsync("pays", "p");
        foreach (var id in await product.ReadAsync(db => db.OutgoingCalls.Select(call => call.Id).ToListAsync()))
        {
            Assert.NotNull(await product.RunAsync<ClaimCall, ClaimCall.Claim?>(claim => claim.ExecuteAsync(id, Cancellation)));
        }

        await product.RestartAsync();
        Assert.Equal(0, await RescueAsync(product));
        product.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(2, await RescueAsync(product));
        product.Time.Advance(TimeSpan.FromSeconds(5));
        await DeliverAsync(product);

        Assert.Equal((1, 1), (await product.CompletedAsync("after"), await product.CompletedAsync("paid")));
        Assert.StartsWith("GET /rain", Assert.Single(_server.Requests), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_call_whose_caller_died_while_the_clock_was_a_month_ahead_is_made_again(DatabaseProvider provider)
    {
        await using var product = await StartAsync(provider);
        await product.PublishAsync(Calling("/rain", "Done"));
        await product.StartWorkflowAsync("calls", "c1");
        var call = (await CallAsync(product)).Id;
        await using (var ahead = product.StartAnother())
        {
            ahead.Time.Advance(TimeSpan.FromDays(30));
            await ahead.RunAsync<ClaimCall, ClaimCall.Claim?>(claim => claim.ExecuteAsync(call, Cancellation));
        }

        await RescueAsync(product);
        product.Time.Advance(TimeSpan.FromSeconds(5));
        await DeliverAsync(product);

        Assert.Equal(1, await product.CompletedAsync("after"));
    }

    [Theory, Databases]
    public async Task Two_nodes_make_a_call_once(DatabaseProvider provider)
    {
        await using var product = await StartAsync(provider);
        await using var other = product.StartAnother();
        await product.PublishAsync(Calling("/rain", "Done"));
        for (var number = 0; number < 5; number++)
        {
            await product.StartWorkflowAsync("calls", $"c{number}");
        }

        await Task.WhenAll(DeliverAsync(product), DeliverAsync(other));

        Assert.Equal(5, _server.Requests.Count);
        Assert.Equal(5, await product.CompletedAsync("after"));
    }

    [Fact]
    public async Task A_cancelled_workflow_calls_nobody_any_more()
    {
        await using var product = await StartAsync(DatabaseProvider.Sqlite);
        await product.PublishAsync(Calling("/rain", "Done"));
        await product.StartWorkflowAsync("calls", "c");
        await product.RunAsync<Prisma.Workflows.Runtime.WorkflowRuntime>(runtime => runtime.CancelAsync("c", Cancellation));
        await DeliverAsync(product);

        Assert.Empty(_server.Requests);
        Assert.Equal((CallState.Unwanted, ""), ((await CallAsync(product)).State, (await CallAsync(product)).Message));
    }

    [Theory]
    [InlineData("https://api.example.org", false)]
    [InlineData("api.example.org/v1", false)]
    [InlineData("api.example.org:0", false)]
    [InlineData("", false)]
    [InlineData("api.example.org", true)]
    [InlineData("api.example.org:8443", true)]
    [InlineData("*.example.org", true)]
    [InlineData("10.0.4.0/24", true)]
    [InlineData("::1", true)]
    public void A_list_of_hosts_with_an_entry_that_names_none_is_refused_at_the_start(string entry, bool isGood)
    {
        var options = new CallOptions { AllowedHosts = { entry } };
        Assert.Equal(isGood, new AllowedHostsValidator().Validate(null, options).Succeeded);
    }

    [Theory]
    [InlineData("https://api.example.org/a", true)]
    [InlineData("https://API.EXAMPLE.ORG/a", true)]
    [InlineData("https://api.example.org:8443/a", false)]
    [InlineData("https://deep.sea.example.net/", true)]
    [InlineData("https://example.net/", false)]
    [InlineData("https://evil-example.net/", false)]
    [InlineData("https://api.example.org.evil.example/", false)]
    [InlineData("http://10.0.4.9:8080/", true)]
    [InlineData("http://10.0.5.9/", false)]
    [InlineData("http://[::ffff:10.0.4.9]/", true)]
    [InlineData("http://2130706433/", false)]
    public void A_host_is_allowed_by_what_the_list_says(string url, bool isAllowed)
    {
        var hosts = new AllowedHosts(Microsoft.Extensions.Options.Options.Create(new CallOptions { AllowedHosts = { "api.example.org", "*.example.net", "10.0.4.0/24" } }));
        Assert.Equal(isAllowed, hosts.WhyNot(new Uri(url)) is null);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.20.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    public void Private_addresses_are_not_reached_by_a_name(string address) =>
        Assert.False(new AllowedHosts(Microsoft.Extensions.Options.Options.Create(new CallOptions { AllowedHosts = { "api.example.org" } })).MayReach(System.Net.IPAddress.Parse(address)));

    static Task<Product> StartAsync(DatabaseProvider provider, params (string Key, string Value)[] settings) =>
        Product.StartAsync(provider, settings: settings.Append(("Http:Outgoing:AllowedHosts:0", "127.0.0.1")).ToDictionary(pair => pair.Item1, pair => (string?)pair.Item2));

    /// <summary>Calls, keeps what it heard as the output "Heard", and says “after” behind the outcome.</summary>
    string Calling(string url, string outcome, params (string Name, JsonNode Value)[] inputs)
    {
        var call = Activity("Elsa.FlowSendHttpRequest", "call", [("url", url.StartsWith('/') ? _server.Address + url : url), .. inputs]);
        call["parsedContent"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "Heard" } };
        call["port"] = outcome;
        var definition = JsonNode.Parse(Chain("calls", call, Say("after")))!;
        definition["outputs"] = new JsonArray(new JsonObject { ["name"] = "Heard", ["type"] = "Object" });
        return definition.ToJsonString();
    }

    static Task<int> DeliverAsync(Product product) => product.CallAsync<DeliverCalls, int>(deliver => deliver.ExecuteAsync(Cancellation));

    static Task<int> RescueAsync(Product product) => product.CallAsync<RescueCalls, int>(rescue => rescue.ExecuteAsync(Cancellation));

    static Task<OutgoingCall> CallAsync(Product product) => product.ReadAsync(db => db.OutgoingCalls.SingleAsync());
}
