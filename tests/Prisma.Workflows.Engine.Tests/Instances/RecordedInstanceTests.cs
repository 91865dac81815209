using System.Text.Encodings.Web;
using System.Text.Json;
using Prisma.Workflows.Engine.Tests.Conformance;

namespace Prisma.Workflows.Engine.Tests.Instances;

/// <summary>
/// Instances as each release stored them, in the folder Recorded: they still load, go on and finish. They were recorded from the rules that wait, after their
/// first burst: timers, events, tasks, calls, loops, joins, children, incidents. What the next release will store is in Recorded/next, which is named for the release when it is made.
/// </summary>
public sealed class RecordedInstanceTests
{
    const string Next = "next";
    const string WhatToDo = "The next release would store running instances differently. Make sure that every older recording still passes, then write Recorded/next anew with PRISMA_WRITE_DOCS=1 and look at the difference.";

    static readonly bool Writes = Environment.GetEnvironmentVariable("PRISMA_WRITE_DOCS") == "1";
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Recorded");

    public static TheoryData<string> Recordings =>
        [.. Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Select(file => Path.ChangeExtension(Path.GetRelativePath(Folder, file), null).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static TheoryData<string> RulesThatWait => [.. RuleTests.All().Where(rule => rule.File["steps"] is not null).Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void A_stored_instance_loads_goes_on_and_ends_as_it_would_have(string recording)
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, recording + ".json")))!.AsObject();
        var expected = file["expected"]!.AsObject();
        var bench = RuleTests.Bench(file);
        var instances = file["instances"]!.AsArray().Select(state => InstanceJson.Read(state!.ToJsonString())).ToList();
        foreach (var one in instances)
            bench.TakeIn(one == instances[0] ? RuleTests.Read(file["definition"]!) : bench.Find(new(one.DefinitionId))!, one);

        foreach (var step in file["steps"]!.AsArray())
            RuleTests.Do(step!.AsObject(), bench, instances[0]);

        Assert.Equal(RuleTests.Texts(expected["lines"]), [.. RuleTests.Texts(file["lines"]), .. bench.Lines]);
        Assert.Equal(expected["state"]!.GetValue<string>(), $"{instances[0].Status}/{instances[0].SubStatus}");
        Assert.Equal(RuleTests.Texts(expected["waitsFor"]), instances[0].Bookmarks.Select(bookmark => bookmark.ActivityId));
        Assert.Equal(RuleTests.Texts(expected["incidents"]).Count, instances[0].Incidents.Count);
        Assert.Equal(expected["output"]?.ToJsonString() ?? "{}", instances[0].Output.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(RulesThatWait))]
    public void The_next_release_stores_what_was_recorded_of_it(string rule)
    {
        var file = RuleTests.All().Single(one => one.Name == rule).File;
        var recording = Record(file);
        var path = Path.Combine("Recorded", Next, rule + ".json");
        if (Writes)
            Write(Path.Combine(Repository.Root, "tests", "Prisma.Workflows.Engine.Tests", path), recording);

        var kept = Path.Combine(AppContext.BaseDirectory, path);
        Assert.True(Writes || File.Exists(kept) && File.ReadAllText(kept) == recording, $"{rule}: {WhatToDo}");
    }

    static string Record(JsonObject file)
    {
        var bench = RuleTests.Bench(file);
        bench.Start(RuleTests.Read(file["definition"]!), file["input"]?.DeepClone().AsObject(), file["trigger"]?.GetValue<string>());
        var recording = file.DeepClone().AsObject();
        recording["lines"] = new JsonArray([.. bench.Lines.Select(line => (JsonNode)line)]);
        recording["instances"] = new JsonArray([.. bench.Instances.Select(instance => JsonNode.Parse(InstanceJson.WriteText(instance)))]);
        return recording.ToJsonString(Indented) + "\n";
    }

    static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
