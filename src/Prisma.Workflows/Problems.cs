using System.Collections;

namespace Prisma.Workflows;

/// <summary>What is wrong with what somebody gave: one sentence per field; the empty field name speaks of the whole.</summary>
public sealed class Problems : IEnumerable<KeyValuePair<string, string>>
{
    public const string Whole = "";

    readonly Dictionary<string, string> _sentences = new(StringComparer.Ordinal);

    public bool Any => _sentences.Count > 0;

    public int Count => _sentences.Count;

    public string? this[string field] => _sentences.GetValueOrDefault(field);

    /// <summary>What cannot be done, whatever was typed.</summary>
    public static Problems Refused(string sentence) => new() { { Whole, sentence } };

    /// <summary>The first sentence about a field stays; a second one would only confuse.</summary>
    public void Add(string field, string sentence) => _sentences.TryAdd(field, sentence);

    public void Require(bool holds, string field, string sentence)
    {
        if (!holds)
            Add(field, sentence);
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _sentences.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
