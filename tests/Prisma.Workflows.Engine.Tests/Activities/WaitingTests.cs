using Prisma.Workflows.Engine.Activities.Http;
using Prisma.Workflows.Engine.Expressions;
using Prisma.Workflows.Engine.Instances.Requests;
using static Prisma.Workflows.Engine.Tests.Samples.Sample;

namespace Prisma.Workflows.Engine.Tests.Activities;

public sealed class WaitingTests
{
    [Theory]
    [InlineData("""{"Else":1}""", "kept null")]
    [InlineData("""{"keep":"brought"}""", "brought null")]
    public void What_wakes_a_run_is_its_input_beside_what_the_definition_keeps(string brought, string written)
    {
        var definition = Definition(Chart("chart", [Event("e"), ScriptLine("l", "getInput('Keep') + ' ' + getInput('Pass')")], "e>l"), document => document["inputs"] = new JsonArray(
            new JsonObject { ["name"] = "Keep", ["type"] = "String", ["storageDriverType"] = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core" },
            new JsonObject { ["name"] = "Pass", ["type"] = "String" }));
        var run = new Run(definition).Start(new JsonObject { ["Keep"] = "kept", ["Pass"] = "passed" });

        Assert.Equal(written, run.Publish("e", JsonNode.Parse(brought)!.AsObject()).Written);
    }

    [Fact]
    public void A_delay_is_a_bookmark_with_a_due_time()
    {
        var run = new Run(Flow([Delay("d", "3.00:00:00"), Line("after")], "d>after")).Start();
        var bookmark = Assert.Single(run.Last.BookmarksAdded);

        Assert.Equal(Run.Beginning.AddDays(3), bookmark.DueAt);
        Assert.Equal("Running/Suspended", run.State);
        Assert.Equal("after", run.Resume("d").Written);
    }

    [Fact]
    public void A_delay_reads_an_ISO_duration()
    {
        var run = new Run(Definition(Delay("d", "P2D"))).Start();

        Assert.Equal(Run.Beginning.AddDays(2), run.Instance.Bookmarks[0].DueAt);
    }

    [Fact]
    public void A_cron_is_due_at_its_next_time_in_UTC()
    {
        var run = new Run(Definition(Activity("c", "Elsa.Cron", ("cronExpression", Literal("0 30 9 * * *"))))).Start();

        Assert.Equal(Run.Beginning.AddMinutes(30), run.Instance.Bookmarks[0].DueAt);
    }

    [Fact]
    public void A_start_at_in_the_past_goes_on()
    {
        var run = new Run(Definition(Activity("s", "Elsa.StartAt", ("dateTime", Literal("2026-01-01T00:00:00Z"))))).Start();

        Assert.Equal("Finished/Finished", run.State);
    }

    [Theory]
    [InlineData("Elsa.Timer", "interval", "01:00:00")]
    [InlineData("Elsa.Cron", "cronExpression", "0 30 9 * * *")]
    [InlineData("Elsa.StartAt", "dateTime", "2026-04-01T00:00:00Z")]
    [InlineData("Elsa.Event", "eventName", "bell")]
    public void What_started_a_run_is_waited_for_when_its_turn_comes_again(string type, string input, string value)
    {
        var definition = Flow([Activity("t", type, ("canStartWorkflow", true), (input, Literal(value))), Line("after")], "t>after", "after>t");

        var (woken, called) = (new Run(definition).Start(trigger: "t"), new Run(definition).Start());

        Assert.Equal(("after", "t"), (woken.Written, woken.WaitingFor));
        Assert.Equal(("", "t"), (called.Written, called.WaitingFor));
    }

    [Fact]
    public void An_event_gives_what_it_carries_to_the_bound_variable()
    {
        var waiting = Event("go");
        waiting["result"] = Output("Answer-id");
        var run = new Run(Definition(Chart("c", [waiting, ScriptLine("l", "getAnswer().name")], "go>l"), Variables(Variable("Answer")))).Start();
        run.Publish("go", new JsonObject { ["Payload"] = new JsonObject { ["name"] = "Amina" } });

        Assert.Equal("Amina", run.Written);
    }

    [Fact]
    public void A_second_resumption_of_a_burnt_bookmark_finds_nothing_and_changes_nothing()
    {
        var run = new Run(Flow([Event("a"), Event("b")], "a>b")).Start();
        var id = run.Instance.Bookmarks[0].Id;
        run.ResumeBookmark(id);
        var before = InstanceJson.WriteText(run.Instance);
        run.ResumeBookmark(id);

        Assert.False(run.Last.Found);
        Assert.Equal(before, InstanceJson.WriteText(run.Instance));
    }

    [Fact]
    public void A_task_is_requested_with_the_bookmark_that_waits_for_its_result()
    {
        var task = Activity("t", "Elsa.RunTask", ("taskName", Literal("Sweep")), ("payload", Input("Object", """{"room":7}""")), ("result", Output("R-id")));
        var run = new Run(Definition(task, Variables(Variable("R")))).Start();
        var request = Assert.IsType<RunTask>(Assert.Single(run.Last.Requests));

        Assert.Equal("Sweep", request.TaskName);
        Assert.Equal(7, request.Payload!["room"]!.GetValue<int>());
        run.ResumeBookmark(request.BookmarkId!, new JsonObject { ["Result"] = "clean" });
        Assert.Equal("clean", run.Instance.Variables["R"]);
    }

    [Fact]
    public void A_mail_is_left_as_a_request()
    {
        var run = new Run(Definition(Activity("m", "Elsa.SendEmail", ("to", Input("Object", """["a@example.org"]""")), ("subject", Literal("Hello")), ("body", Input("Liquid", "Dear {{ Input.Name }}")))))
            .Start(new JsonObject { ["Name"] = "Amina" });
        var mail = Assert.IsType<SendMail>(Assert.Single(run.Last.Requests));

        Assert.Equal(["a@example.org"], mail.To);
        Assert.Equal("Dear Amina", mail.Body);
    }

    [Theory]
    [InlineData("""{"statusCode":200}""", "ok")]
    [InlineData("""{"statusCode":404}""", "other")]
    [InlineData("""{"error":"Timeout"}""", "late")]
    public void A_call_follows_the_connection_of_its_answer(string answer, string expected)
    {
        var run = new Run(Flow(
            [Activity("h", "Elsa.FlowSendHttpRequest", ("url", Literal("https://example.org")), ("expectedStatusCodes", Input("Object", "[200]"))), Line("ok"), Line("other"), Line("late")],
            "h:200>ok", "h:Unmatched status code>other", "h:Timeout>late")).Start();
        Assert.IsType<SendHttp>(Assert.Single(run.Last.Requests));

        Assert.Equal(expected, run.Resume("h", JsonNode.Parse(answer)!.AsObject()).Written);
    }

    [Fact]
    public void An_endpoint_answers_the_request_that_started_it()
    {
        var definition = Flow(
            [Activity("e", "Elsa.HttpEndpoint", ("path", Literal("hello"))), Activity("w", "Elsa.WriteHttpResponse", ("statusCode", Literal("Created")), ("content", Literal("Hi")))],
            "e>w");
        var run = new Run(definition) { Feature = new HttpExchange("GET", "hello") }.Start(trigger: "e");
        var response = Assert.IsType<HttpResponse>(Assert.Single(run.Last.Requests));

        Assert.Equal(201, response.StatusCode);
        Assert.Equal("Finished/Finished", run.State);
    }

    [Theory]
    [InlineData("42", "Hi", "BadStatusCode")]
    [InlineData("OK", "Hi", "AlreadyAnswered")]
    public void A_request_has_one_answer_that_can_be_sent(string status, string content, string incident)
    {
        var definition = Flow(
            [Activity("e", "Elsa.HttpEndpoint", ("path", Literal("hello"))), Activity("w", "Elsa.WriteHttpResponse", ("statusCode", Literal(status)), ("content", Literal(content))), Activity("v", "Elsa.WriteHttpResponse")],
            "e>w", "w>v");
        var run = new Run(definition) { Feature = new HttpExchange("GET", "hello") }.Start(trigger: "e");

        Assert.Equal(incident, Assert.Single(run.Instance.Incidents).Type);
    }

    [Fact]
    public void What_starts_a_definition_is_told_without_running_it_and_is_a_trigger_of_its_outermost()
    {
        var cron = Activity("c", "Elsa.Cron", ("cronExpression", Literal("0 0 * * * *")));
        var (go, within, delay) = (Event("go"), Event("within"), Delay("d", "01:00:00"));
        foreach (var trigger in new[] { cron, go, within, delay })
            trigger["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        var runner = new WorkflowRunner(ActivityCatalogue.WithBuiltIns(), new ExpressionEvaluator());

        var triggers = runner.TriggersOf(Flow([cron, go, Event("later"), delay, Chart("inner", [within])], "c>later"), new BurstContext(Run.Beginning));

        Assert.Equal(["c", "go"], triggers.Select(trigger => trigger.ActivityId));
        Assert.Equal(Run.Beginning.AddHours(1), triggers[0].DueAt);
        Assert.StartsWith("159229920F1B8E88", triggers[1].Hash, StringComparison.Ordinal);
    }

    [Fact]
    public void A_timer_whose_interval_comes_out_as_nothing_starts_nothing()
    {
        var timer = Activity("t", "Elsa.Timer", ("interval", JavaScript("TimeSpan.Zero")));
        timer["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        var runner = new WorkflowRunner(ActivityCatalogue.WithBuiltIns(), new ExpressionEvaluator());

        Assert.Empty(runner.TriggersOf(Flow([timer]), new BurstContext(Run.Beginning)));
    }

    [Fact]
    public void A_cron_whose_expression_comes_out_empty_does_not_wait()
    {
        var run = new Run(Flow([Activity("c", "Elsa.Cron", ("cronExpression", JavaScript("''"))), Line("next")], "c>next")).Start();

        Assert.Equal("next", run.Written);
    }
}
