using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Publishing;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Pathways.Changes.Versions;
using Prisma.Workflows.Rehearsals;

namespace Prisma.Workflows.Tests.Rehearsals;

/// <summary>Stewards who publish the shipped pathways anew while people are on their way, move some of them and take a version back for a while.</summary>
sealed class UnrulyVersions(RehearsalRoom room, Random random)
{
    const int MovedAtOnce = 30;

    string? _takenBack;
    int _published;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task<string> ChangeAsync()
    {
        var by = new Actor(await room.ReadAsync(db => db.RoleGrants.Where(one => one.Role == Role.Steward).Select(one => (Guid?)one.PersonId).FirstAsync(Cancellation)), "Alva Rush");
        if (_takenBack is { } again)
        {
            _takenBack = null;
            return $"{again} is published again: {(await room.RunAsync<PublishDraft, Outcome<DefinitionVersion>>(publish => publish.AgainAsync(again, by, Cancellation))).IsDone}";
        }

        var pathway = Pathway.All[random.Next(Pathway.All.Count)];
        switch (random.Next(6))
        {
            case 0:
                _takenBack = pathway;
                return $"{pathway} is taken back: {(await room.RunAsync<RetractDefinition, Outcome<DefinitionVersion>>(retract => retract.ExecuteAsync(pathway, by, Cancellation))).IsDone}";
            case 1 or 2:
                return $"{await PublishAsync(pathway)}; {await MoveAsync(by)}";
            default:
                return await MoveAsync(by);
        }
    }

    /// <summary>How many passages have begun a stage in a newer version.</summary>
    public async Task<string> SayMovedAsync() =>
        $"{await room.ReadAsync(db => db.Audit.CountAsync(entry => entry.Sentence.StartsWith("From here on the pathway is version"), Cancellation))} went on in a newer version";

    async Task<string> PublishAsync(string pathway)
    {
        var definition = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "workflows", $"{pathway}.json"), Cancellation))!;
        definition["id"] = $"{pathway}-anew-{++_published}";
        definition["description"] = $"As before, put in other words for the {_published}. time.";
        var import = await room.RunAsync<ImportDefinition, Import>(use => use.ExecuteAsync(definition.ToJsonString(), true, "Alva Rush", Cancellation));
        Assert.True(import.IsPublished);
        return $"version {import.Version} of {pathway}";
    }

    /// <summary>Some stay where they are.</summary>
    async Task<string> MoveAsync(Actor by)
    {
        List<PassageBehind> behind = [];
        foreach (var pathway in Pathway.All)
            behind.AddRange(await room.ReadAsync(db => new ListBehind(db).AllAsync(pathway, "", Cancellation)));
        var chosen = behind.OrderBy(_ => random.Next()).Take(random.Next(1, MovedAtOnce + 1)).ToList();
        var moved = 0;
        foreach (var one in chosen)
            moved += (await room.RunAsync<ChooseVersion, Outcome<VersionChoice>>(choose => choose.ExecuteAsync(one.EnrolmentId, one.Newest, by, Cancellation))).IsDone ? 1 : 0;
        return $"{moved} of {chosen.Count} are to go on in a newer version";
    }
}
