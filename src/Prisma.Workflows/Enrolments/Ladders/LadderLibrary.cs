using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Enrolments.Ladders;

/// <summary>The ladders of workflows/ladders.json.</summary>
public sealed class LadderLibrary(IOptions<PrismaOptions> options)
{
    readonly Lazy<IReadOnlyDictionary<string, Ladder>> _ladders = new(() => Read(Path.Combine(options.Value.ContentFolder, "workflows", "ladders.json")));

    public IReadOnlyCollection<string> Ids => [.. _ladders.Value.Keys];

    /// <summary>Null for the empty id and for one that is not in the file.</summary>
    public Ladder? Find(string id) => _ladders.Value.GetValueOrDefault(id);

    /// <summary>Whether a rung owed the mail of this template and key: the same template may go out when something opens, too.</summary>
    public bool IsReminder(string template, string key) =>
        _ladders.Value.Values.SelectMany(ladder => ladder.Rungs).Any(rung => rung.Mail == template && key.Contains($":{rung.Key}-", StringComparison.Ordinal));

    static Dictionary<string, Ladder> Read(string file) =>
        ContentJson.Read<LadderFile>(file).Ladders.ToDictionary(ladder => ladder.Id, StringComparer.Ordinal);

    sealed record LadderFile(IReadOnlyList<Ladder> Ladders);
}
