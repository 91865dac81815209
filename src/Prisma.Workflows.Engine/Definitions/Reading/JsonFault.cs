using System.Text;
using System.Text.Json;

namespace Prisma.Workflows.Engine.Definitions.Reading;

/// <summary>Why a text is no JSON, in words for whoever wrote or brought it: the line, what was read there, and what to do.</summary>
public static class JsonFault
{
    const int LongestExcerpt = 24;

    const int MaxDepth = 2 * DefinitionJson.MaxDepth;

    const string WriteAValue = "Write a text between double quotes, a number, true, false, null, or what begins with { or [.";

    /// <summary>The end of a sentence such as “moss.json is not valid JSON: …”, lines and characters counted from one; null where nothing is wrong.</summary>
    public static string? In(string json)
    {
        var text = json.TrimStart('\uFEFF');
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaxDepth });
        var around = new Stack<HashSet<string>?>();
        var inOrder = 0L;
        try
        {
            while (reader.Read())
            {
                inOrder = reader.BytesConsumed;
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        around.Push(new(StringComparer.Ordinal));
                        break;
                    case JsonTokenType.StartArray:
                        around.Push(null);
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        around.Pop();
                        break;
                    case JsonTokenType.PropertyName when !around.Peek()!.Add(Encoding.UTF8.GetString(reader.ValueSpan)):
                        return At(text, CharactersOf(bytes, reader.TokenStartIndex), "for the second time within the same braces. Take one of the two out.");
                }
            }

            return null;
        }
        catch (JsonException exception)
        {
            return around.Count == MaxDepth
                ? $"it is nested more than {MaxDepth} levels deep. Split it into several."
                : Explain(text, CharactersOf(bytes, inOrder), Place(bytes, exception), around);
        }
    }

    /// <summary>The same for what was to become something particular, and may be JSON and yet not be that.</summary>
    public static string In(string json, JsonException thrown) =>
        In(json) ?? (thrown.Path is { Length: > 0 } path ? $"in line {thrown.LineNumber + 1}, what stands at {path} has another form than is read there. Compare it with one that works." : thrown.Message);

    static string Explain(string text, int inOrder, int place, Stack<HashSet<string>?> around)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "it is empty. Export it again, or choose another file.";
        if (place >= text.Length)
            return $"it ends in line {LineOf(text, text.Length)} before everything in it is closed, so a part is missing. Export or download it again.";
        if (text[place] is '\n' or '\r')
            return $"{Where(text, place)} the line ends within a text. Close the text with a double quote, or write \\n for a new line in it.";
        if (char.IsControl(text[place]))
            return $"{Where(text, place)} there is a character that cannot be seen. Take it out, or write \\t where it is a tab.";
        if (place > 0 && text[place - 1] == '\\')
            return At(text, place, "after a backslash. Write \\\\ for a backslash, or take it out.");

        var start = place;
        while (start > inOrder && char.IsLetterOrDigit(text[start - 1]))
            start--;
        if (text[place] is '}' or ']' && !text.AsSpan(start, place - start).ContainsAnyExceptInRange('0', '9'))
            start = place;
        return At(text, start, Advice(text[inOrder..start].Trim(), text[..start].TrimEnd().LastOrDefault(), text[start], around));
    }

    /// <param name="passed">What was read since the last that was in order.</param>
    /// <param name="before">What stands before it; none at the beginning.</param>
    /// <param name="around">The lists (null) and objects it stands in.</param>
    static string Advice(string passed, char before, char read, Stack<HashSet<string>?> around)
    {
        var isInObject = around.TryPeek(out var names) && names is not null;
        return (before, read) switch
        {
            ('\0', '<') => "and is a page or XML. Download or export the file itself.",
            (',', '}' or ']') => "after a comma. Take the comma out, or write what is to follow it.",
            _ when around.Count == 0 && before != '\0' => "after its end. Take that out; several go into one list: [ … , … ].",
            (_, '/' or '#') => "where only JSON belongs. Take the comment out.",
            (':' or '[' or '\0', _) or (',', _) when !isInObject || before == ':' => read == '\'' ? "where a value belongs. Put a text between double quotes." : $"where a value belongs. {WriteAValue}",
            ('{' or ',', _) => "where a name belongs. Put the name between double quotes.",
            _ when isInObject && passed.EndsWith('"') => "where a colon belongs. Write the colon between a name and its value.",
            (_, '}' or ']') => $"where the one before has to end. Close what is open with {(isInObject ? '}' : ']')} first, or put a comma before it.",
            _ => "where the one before has to end. Put a comma before it.",
        };
    }

    static string At(string text, int place, string why)
    {
        var line = text[place..].Split('\n', 2)[0].TrimEnd();
        return $"{Where(text, place)} it says “{(line.Length > LongestExcerpt ? $"{line[..LongestExcerpt]}…" : line)}” {why}";
    }

    static string Where(string text, int place) => $"in line {LineOf(text, place)}, character {place - text.AsSpan(0, place).LastIndexOf('\n')},";

    static int LineOf(string text, int place) => text.AsSpan(0, place).Count('\n') + 1;

    /// <summary>The parser counts bytes within a line.</summary>
    static int Place(byte[] bytes, JsonException exception)
    {
        var start = 0;
        for (var line = 0L; line < exception.LineNumber; line++)
            start = Array.IndexOf(bytes, (byte)'\n', start) + 1;
        return CharactersOf(bytes, Math.Min(bytes.Length, start + (exception.BytePositionInLine ?? 0)));
    }

    static int CharactersOf(byte[] bytes, long count) => Encoding.UTF8.GetCharCount(bytes, 0, (int)count);
}
