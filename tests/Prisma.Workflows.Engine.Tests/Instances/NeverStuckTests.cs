namespace Prisma.Workflows.Engine.Tests.Instances;

/// <summary>What the other tests ask of every instance is seen to say no.</summary>
public sealed class NeverStuckTests
{
    const string Waits = """{"id":"run.b3","name":"Elsa.Event","hash":"X","activityId":"e","activityNodeId":"Workflow1:e","activityInstanceId":"run.2","createdAt":"2026-03-01T09:00:00.0000000+00:00"}""";

    [Fact]
    public void An_instance_that_something_can_wake_is_well() => Assert.Null(Check("Running", "Suspended", "Running", Waits));

    [Theory]
    [InlineData("Finished", "Finished", "Running", Waits, "still waits for Elsa.Event")]
    [InlineData("Running", "Suspended", "Completed", Waits, "bookmark run.b3 of an activity that no longer lives")]
    [InlineData("Running", "Executing", "Running", Waits, "is Executing between bursts")]
    [InlineData("Running", "Suspended", "Running", "", "nothing can wake it")]
    public void One_that_nothing_wakes_and_one_that_waits_for_nobody_are_named(string status, string subStatus, string activity, string bookmarks, string found) =>
        Assert.Contains(found, Check(status, subStatus, activity, bookmarks), StringComparison.Ordinal);

    static string? Check(string status, string subStatus, string activity, string bookmarks) => NeverStuck.Check(InstanceJson.Read($$"""
        {"format":1,"id":"run","definitionId":"sample","definitionVersionId":"sample-1","definitionVersion":1,"status":"{{status}}","subStatus":"{{subStatus}}",
        "createdAt":"2026-03-01T09:00:00.0000000+00:00","updatedAt":"2026-03-01T09:00:00.0000000+00:00","sequence":4,
        "root":{"number":1,"activityId":"q","status":"Running","startedAt":"2026-03-01T09:00:00.0000000+00:00",
        "children":[{"number":2,"activityId":"e","status":"{{activity}}","startedAt":"2026-03-01T09:00:00.0000000+00:00","bookmarkCount":1}]},
        "bookmarks":[{{bookmarks}}]}
        """));
}
