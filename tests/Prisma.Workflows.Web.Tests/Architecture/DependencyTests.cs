using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Web.Tests.Architecture;

/// <summary>Who may use whom: the projects by their references, the slices by every type they touch.</summary>
public sealed class DependencyTests
{
    const string Application = "Prisma.Workflows";

    /// <summary>Persistence sees all and all see it; what stands in the root of the application is for everybody.</summary>
    static readonly Dictionary<string, string[]> _mayUse = new(StringComparer.Ordinal)
    {
        ["Audit"] = [],
        ["Runtime"] = ["Audit"],
        ["People"] = ["Audit"],
        ["Wordings"] = ["People", "Audit"],
        ["Forms"] = ["Wordings"],
        ["Mail"] = ["Wordings", "People", "Runtime", "Audit"],
        ["Authoring"] = ["Runtime", "People", "Mail", "Audit"],
        ["Events"] = ["People", "Audit"],
        ["Concerns"] = ["Enrolments", "Events", "People", "Mail", "Audit"],
        ["Health"] = ["Authoring", "Runtime", "Mail", "People", "Audit"],
        ["Tensions"] = ["Events", "People", "Mail", "Audit"],
        ["Enrolments"] = [.. _beneathEnrolments],
        ["Gates"] = ["Enrolments", .. _beneathEnrolments],
        ["Agreements"] = ["Enrolments", .. _beneathEnrolments],
        ["Gatherings"] = ["Enrolments", .. _beneathEnrolments],
        ["Contributions"] = ["Consents", "Enrolments", .. _beneathEnrolments],
        ["Consents"] = ["Enrolments", .. _beneathEnrolments],
        ["Stories"] = ["Consents", "Enrolments", .. _beneathEnrolments],
        ["Pathways"] = ["Enrolments", "Consents", "Gates", "Agreements", "Gatherings", "Contributions", .. _beneathEnrolments],
        ["Privacy"] = ["Enrolments", "Consents", "Stories", "Agreements", "Contributions", "Tensions", "Gates", .. _beneathEnrolments],
        ["Bundles"] = ["Enrolments", "Gates", "Agreements", "Gatherings", .. _beneathEnrolments],
        ["Rehearsals"] = ["Pathways", "Enrolments", "Gates", "Agreements", "Gatherings", .. _beneathEnrolments],
    };

    /// <summary>The engine's folders from low to high; each may use those before it, and an expression, whose text may be JSON, what reads definitions' JSON.</summary>
    static readonly string[] _engineFromLowToHigh = ["Expressions", "Definitions", "Bookmarks", "Incidents", "Instances", "Activities", "Execution"];

    /// <summary>Exceptions, each with its reason; this list may only get shorter.</summary>
    static readonly (string Slice, string Type, string Reason)[] _exempt =
    [
        ("Mail", "Prisma.Workflows.Enrolments.Step", "A mail that dies with its step asks whether the step is still open."),
        ("Runtime", "Prisma.Workflows.Authoring.DefinitionVersion", "An instance runs the stored version of its definition."),
    ];

    static readonly Lazy<ArchUnitNET.Domain.Architecture> _architecture = new(() => new ArchLoader().LoadAssemblies(typeof(PrismaWorkflows).Assembly).Build());

    static string[] _beneathEnrolments => ["Events", "Wordings", "People", "Mail", "Forms", "Runtime", "Audit", "Authoring"];

    [Fact]
    public void The_engine_knows_neither_the_application_nor_the_web() =>
        Assert.Empty(OursReferencedBy(typeof(WorkflowDefinition).Assembly));

    [Fact]
    public void The_application_knows_only_the_engine() =>
        Assert.Empty(OursReferencedBy(typeof(PrismaWorkflows).Assembly).Except(["Prisma.Workflows.Engine"], StringComparer.Ordinal));

    [Fact]
    public void The_engine_touches_no_database_no_web_and_no_mail() =>
        Assert.DoesNotContain(
            typeof(WorkflowDefinition).Assembly.GetReferencedAssemblies(),
            reference => reference.Name!.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
                || reference.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
                || reference.Name is "MailKit" or "Quartz" or "Npgsql");

    [Fact]
    public void The_engines_folders_use_only_those_beneath_them()
    {
        var engine = new ArchLoader().LoadAssemblies(typeof(WorkflowDefinition).Assembly).Build();
        var upwards = (from type in engine.Types
                       let place = PlaceOf(type)
                       where place >= 0
                       from dependency in type.Dependencies
                       where PlaceOf(dependency.Target) > place && !dependency.Target.Name.StartsWith("Json", StringComparison.Ordinal)
                       select $"{type.FullName} uses {dependency.Target.FullName}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();

        Assert.True(upwards.Count == 0, string.Join('\n', upwards));
        Assert.DoesNotContain(engine.Types, type => type.Namespace?.FullName.StartsWith("Prisma.Workflows.Engine.", StringComparison.Ordinal) == true && PlaceOf(type) < 0);
    }

    [Fact]
    public void Every_slice_is_in_the_table() =>
        Assert.Empty(_architecture.Value.Types.Select(type => SliceOf(type)).OfType<string>().Distinct(StringComparer.Ordinal).Except([.. _mayUse.Keys, "Persistence"], StringComparer.Ordinal));

    [Fact]
    public void Slices_use_only_those_the_table_allows()
    {
        var found = Violations().Where(one => !Array.Exists(_exempt, exempt => (exempt.Slice, exempt.Type) == (one.Slice, one.Target)))
            .Select(one => $"{one.Type} ({one.Slice}) uses {one.Target}").ToList();

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public void An_exception_that_nothing_needs_any_more_is_taken_off_the_list() =>
        Assert.Empty(_exempt.Select(exempt => (exempt.Slice, exempt.Type)).Except(Violations().Select(one => (one.Slice, one.Target))));

    [Fact]
    public void The_table_has_no_circle()
    {
        var left = new Dictionary<string, string[]>(_mayUse, StringComparer.Ordinal);
        while (left.Where(row => !row.Value.Any(left.ContainsKey)).Select(row => row.Key).ToList() is [_, ..] foundations)
        {
            foundations.ForEach(slice => left.Remove(slice));
        }

        Assert.Empty(left);
    }

    static List<(string Type, string Slice, string Target)> Violations() =>
    [
        .. (from type in _architecture.Value.Types
            let slice = SliceOf(type)
            where slice is not null and not "Persistence"
            from dependency in type.Dependencies
            let target = SliceOf(dependency.Target)
            where target is not null and not "Persistence" && target != slice && !_mayUse[slice].Contains(target, StringComparer.Ordinal)
            select (type.FullName, slice, dependency.Target.FullName)).Distinct().OrderBy(one => one.Item1, StringComparer.Ordinal),
    ];

    static IEnumerable<string> OursReferencedBy(System.Reflection.Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => name.StartsWith(Application, StringComparison.Ordinal));

    /// <summary>-1 for others' types.</summary>
    static int PlaceOf(IType type) => type.Namespace?.FullName is { } name && name.StartsWith("Prisma.Workflows.Engine.", StringComparison.Ordinal)
        ? Array.IndexOf(_engineFromLowToHigh, name.Split('.')[3])
        : -1;

    /// <summary>The first part of the namespace after the application's; null for its root and for others' types.</summary>
    static string? SliceOf(IType type)
    {
        var name = type.Namespace?.FullName ?? "";
        return name.StartsWith(Application + ".", StringComparison.Ordinal) && !name.StartsWith(Application + ".Engine", StringComparison.Ordinal)
            ? name[(Application.Length + 1)..].Split('.')[0]
            : null;
    }
}
