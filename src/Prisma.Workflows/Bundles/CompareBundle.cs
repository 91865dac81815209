using System.Text;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Difference;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Events.Planning;

namespace Prisma.Workflows.Bundles;

/// <summary>Lays a bundle beside what is here. Changes nothing.</summary>
public sealed class CompareBundle(PrismaDbContext db, SpokenContent content, ContentTrial trial, ComingWords words, DifferenceReader differences, TimeProvider time)
{
    const int MostLines = 12;

    public async Task<BundleDifference> ExecuteAsync(EventBundle bundle, CancellationToken cancellation)
    {
        List<string> refusals = [];
        var theEvent = EventIn(bundle, refusals);
        List<BundleLine> lines = [.. theEvent is null ? Array.Empty<BundleLine>() : [await EventAsync(theEvent, cancellation)], .. await DefinitionsAsync(bundle, refusals, cancellation)];
        var files = await ContentAsync(bundle, cancellation);
        var coming = files.SelectMany(line => line.Members).ToDictionary(member => member, member => bundle.Members[member], StringComparer.Ordinal);
        refusals.AddRange(Missing(bundle));
        if (refusals.Count == 0)
            refusals.AddRange(trial.ProblemsOf(coming));
        if (refusals.Count == 0)
            refusals.AddRange(words.ProblemsOf(bundle, coming.Keys));
        return new BundleDifference(theEvent?.Name ?? "", bundle.Seal, [.. lines, .. files], refusals);
    }

    static IEnumerable<string> Missing(EventBundle bundle) =>
        bundle.Members.Keys.SelectMany(BundleMember.GoesWith).Distinct(StringComparer.Ordinal).Where(member => !bundle.Members.ContainsKey(member))
            .Select(member => $"{member} is missing, without which the rest of its folder cannot be read.");

    static EventDetails? EventIn(EventBundle bundle, List<string> refusals)
    {
        try
        {
            return EventMember.Read(bundle.Members.GetValueOrDefault(BundleMember.Event) ?? throw new InvalidDataException($"{BundleMember.Event} is missing: this bundle says nothing of its event."));
        }
        catch (InvalidDataException exception)
        {
            refusals.Add(exception.Message);
            return null;
        }
    }

    async Task<BundleLine> EventAsync(EventDetails there, CancellationToken cancellation)
    {
        var unit = $"Event {there.Slug}";
        if (await db.Events.AsNoTracking().SingleOrDefaultAsync(one => one.Slug == there.Slug, cancellation) is { } here)
        {
            List<string> sentences = [.. EventMember.Differences(EventMember.Of(here), there)];
            return sentences.Count == 0 ? new BundleLine(unit, Mark.Same, []) : new BundleLine(unit, Mark.Changed, sentences) { Members = [BundleMember.Event] };
        }

        return there.StartsOn <= Zones.DayOf(time.GetUtcNow(), there.TimeZone)
            ? new BundleLine(unit, Mark.Same, ["Its days have come, so it is not set up here. Set up an event of your own with what comes along."])
            : new BundleLine(unit, Mark.Added, [$"“{there.Name}” in {there.Place}, from {EventMember.Day(there.StartsOn)} to {EventMember.Day(there.EndsOn)}. Its call stays closed, and its team is yours to name."]) { Members = [BundleMember.Event] };
    }

    async Task<List<BundleLine>> DefinitionsAsync(EventBundle bundle, List<string> refusals, CancellationToken cancellation)
    {
        List<BundleLine> lines = [];
        foreach (var (member, json) in bundle.Members.Where(member => BundleMember.IsDefinition(member.Key)))
        {
            try
            {
                var there = DefinitionJson.Read(Encoding.UTF8.GetString(json));
                if (DefinitionAddress.ProblemOf(there.DefinitionId) is { } unaddressed)
                    refusals.Add($"{member}: {unaddressed.Message}");
                else
                    lines.Add(await DefinitionAsync(member, there, cancellation));
            }
            catch (DefinitionInvalidException exception)
            {
                refusals.AddRange(exception.Problems.Select(problem => $"{member}: {problem.Message}"));
            }
        }

        return lines;
    }

    async Task<BundleLine> DefinitionAsync(string member, WorkflowDefinition there, CancellationToken cancellation)
    {
        var versions = await db.Definitions.AsNoTracking().Where(version => version.DefinitionId == there.DefinitionId).OrderByDescending(version => version.IsPublished).ThenByDescending(version => version.Version).ToListAsync(cancellation);
        var unit = $"Workflow {there.Name}";
        if (versions.Exists(version => version.ContentHash == there.ContentHash))
            return new BundleLine(unit, Mark.Same, []);
        return versions is [var here, ..]
            ? new BundleLine(unit, Mark.Changed, [.. Sentences(differences.Read(DefinitionJson.Read(here.Json), there))]) { Members = [member] }
            : new BundleLine(unit, Mark.Added, ["Comes in as a draft, to be looked at and published by you."]) { Members = [member] };
    }

    static IEnumerable<string> Sentences(DefinitionDifference difference) =>
    [
        "Comes in as a draft beside the published version, to be looked at and published by you.",
        .. difference.OfTheWhole,
        .. difference.Steps.SelectMany(step => step.Sentences.Select(sentence => $"{step.Name}: {sentence}")),
    ];

    async Task<List<BundleLine>> ContentAsync(EventBundle bundle, CancellationToken cancellation)
    {
        var here = await content.ReadAsync(cancellation);
        return
        [
            .. from member in bundle.Members
               where BundleMember.IsContent(member.Key)
               group member by BundleMember.UnitOf(member.Key) into unit
               let different = unit.Where(member => !IsSame(member.Key, here.GetValueOrDefault(member.Key), member.Value)).ToList()
               let isNew = unit.All(member => !here.ContainsKey(member.Key))
               select new BundleLine(
                   unit.Key,
                   different.Count == 0 ? Mark.Same : isNew ? Mark.Added : Mark.Changed,
                   isNew ? [] : [.. different.SelectMany(member => Lines(member.Key, here.GetValueOrDefault(member.Key), member.Value))])
               {
                   Members = [.. different.Select(member => member.Key)],
               },
        ];
    }

    /// <summary>Words are kept with their edges trimmed once a steward published them.</summary>
    static bool IsSame(string path, byte[]? here, byte[] there) => here is not null
        && (here.AsSpan().SequenceEqual(there) || (BundleMember.PlaceOfWords(path) is not null && Text(here).Trim() == Text(there).Trim()));

    static IEnumerable<string> Lines(string path, byte[]? here, byte[] there)
    {
        var (was, comes) = (Text(here ?? []).Split('\n', StringSplitOptions.TrimEntries), Text(there).Split('\n', StringSplitOptions.TrimEntries));
        var (gone, added) = (was.Except(comes, StringComparer.Ordinal).Where(line => line.Length > 0).ToList(), comes.Except(was, StringComparer.Ordinal).Where(line => line.Length > 0).ToList());
        var name = string.Join('/', path.Split('/').Skip(2).DefaultIfEmpty(path));
        return
        [
            .. gone.Take(MostLines).Select(line => $"{name} − {line}"),
            .. added.Take(MostLines).Select(line => $"{name} + {line}"),
            .. gone.Count > MostLines || added.Count > MostLines ? [$"{name}: and more lines."] : Array.Empty<string>(),
        ];
    }

    static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n");
}
