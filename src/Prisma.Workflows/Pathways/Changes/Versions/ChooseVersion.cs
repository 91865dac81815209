using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Execution;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.People;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways.Changes.Versions;

/// <summary>A steward has one passage go on in the version people begin on now: not at once, but where its next stage begins, and only where the places it then waits at are there (domain.md §13.7).</summary>
public sealed class ChooseVersion(PrismaDbContext db, PassageCompanion passages, DefinitionCache definitions)
{
    /// <summary>Null when there is no such enrolment, or it has ended.</summary>
    public async Task<VersionChoice?> ReadAsync(Guid enrolmentId, CancellationToken cancellation)
    {
        var enrolment = await db.Enrolments.AsNoTracking().FirstOrDefaultAsync(one => one.Id == enrolmentId, cancellation);
        return enrolment is { IsLive: true } ? (await FindAsync(enrolment, cancellation)).Choice : null;
    }

    /// <param name="version">The version that was looked at.</param>
    /// <param name="by">A steward or an administrator.</param>
    public async Task<Outcome<VersionChoice>> ExecuteAsync(Guid enrolmentId, int version, Actor by, CancellationToken cancellation)
    {
        var (passage, refused) = await AllowedAsync(enrolmentId, by, cancellation);
        if (passage is null)
            return refused;
        var (choice, newestId) = await FindAsync(passage.Enrolment, cancellation);
        if (!choice.IsOpen || choice.Newest != version)
            return Problems.Refused($"Version {version} is not what people begin on now, or the passage is in it already. Look again at what can be chosen.");
        if (choice.Hindrance is { } hindrance)
            return Problems.Refused($"This passage can't go on in version {version}: {hindrance}. It stays in version {choice.Now}, which keeps working{(choice.Lacks.Count > 0 ? "; or publish a version that has it" : "")}.");
        if (passage.Enrolment.NextVersionId != newestId)
        {
            passage.Enrolment.NextVersionId = newestId;
            passage.Enrolment.Revision++;
            passage.Tell(by.Name, $"{by.Name} chose that this passage goes on in version {version} of its pathway when its next stage begins; until then it stays in version {choice.Now}.");
        }

        return choice with { Chosen = version, IsTakenBack = false };
    }

    /// <summary>Until the next stage begins.</summary>
    public async Task<Outcome<VersionChoice>> TakeBackAsync(Guid enrolmentId, Actor by, CancellationToken cancellation)
    {
        var (passage, refused) = await AllowedAsync(enrolmentId, by, cancellation);
        if (passage is null)
            return refused;
        var (choice, _) = await FindAsync(passage.Enrolment, cancellation);
        if (choice.Chosen is { } chosen)
        {
            passage.Enrolment.NextVersionId = null;
            passage.Enrolment.Revision++;
            passage.Tell(by.Name, $"{by.Name} took it back that this passage goes on in version {chosen} of its pathway; it stays in version {choice.Now}.");
        }

        return choice with { Chosen = null };
    }

    async Task<(Passage? Passage, Problems Refused)> AllowedAsync(Guid enrolmentId, Actor by, CancellationToken cancellation) =>
        !await db.RoleGrants.AnyAsync(grant => grant.PersonId == by.PersonId && (grant.Role == Role.Steward || grant.Role == Role.Administrator), cancellation)
            ? (null, Problems.Refused("Only a steward or an administrator moves a passage to another version. Ask one of them."))
            : await passages.OfEnrolmentAsync(enrolmentId, cancellation) is { Enrolment.IsLive: true } passage
                ? (passage, [])
                : (null, Problems.Refused("This passage has ended; it stays in the version in which it ended."));

    async Task<(VersionChoice Choice, string? NewestId)> FindAsync(Enrolment enrolment, CancellationToken cancellation)
    {
        var instance = await db.Instances.AsNoTracking().SingleAsync(one => one.Id == enrolment.InstanceId, cancellation);
        var versions = await db.Definitions.Where(version => version.DefinitionId == instance.DefinitionId).Select(version => new { version.Id, version.Version, version.IsPublished, version.TakenBackAt }).ToListAsync(cancellation);
        var state = InstanceJson.TryRead(instance.State);
        var (now, newest) = (versions.Single(version => version.Id == instance.DefinitionVersionId), state is null ? null : versions.Find(version => version.IsPublished));
        var chosen = versions.Find(version => version.Id == enrolment.NextVersionId);
        var choice = new VersionChoice(instance.DefinitionId, now.Version, newest?.Version, chosen?.Version, chosen?.TakenBackAt is not null, [], [], []);
        return (choice.IsOpen ? Outlook(choice, await definitions.VersionAsync(db, now.Id, cancellation), await definitions.VersionAsync(db, newest!.Id, cancellation), state!) : choice, newest?.Id);
    }

    static VersionChoice Outlook(VersionChoice choice, WorkflowDefinition now, WorkflowDefinition next, WorkflowInstance instance)
    {
        var stages = NextStages.Of(now, instance).ToLookup(stage => next.NodesById.GetValueOrDefault(stage.Id)?.Type == stage.Type);
        return choice with
        {
            Begins = Titles(stages[true]),
            Lacks = Titles(stages[false]),
            WaitsAt = Titles(WorkflowRunner.Missing(next, now, instance).Except(stages[false])),
        };
    }

    static IReadOnlyList<string> Titles(IEnumerable<ActivityNode> nodes) => [.. nodes.Select(node => node.Title).Distinct(StringComparer.Ordinal)];
}
