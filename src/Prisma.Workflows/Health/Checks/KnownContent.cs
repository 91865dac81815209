namespace Prisma.Workflows.Health.Checks;

/// <summary>What was found in the published definitions, until others are published or an hour is over: reading all of them takes its time.</summary>
sealed class KnownContent
{
    volatile Finding? _last;

    public async Task<IReadOnlyList<string>> OfAsync(string key, Func<Task<IReadOnlyList<string>>> find)
    {
        if (_last is { } known && known.Key == key)
            return known.Sentences;
        var found = new Finding(key, await find());
        _last = found;
        return found.Sentences;
    }

    sealed record Finding(string Key, IReadOnlyList<string> Sentences);
}
