using Prisma.Workflows.Forms.Uploads;

namespace Prisma.Workflows.Forms.Checking;

/// <summary>Turns what was typed into answers, field by field, and collects what is wrong by input name.</summary>
sealed class AnswerReader(FormValues values, FormContext context)
{
    /// <summary>Days that anybody lives to see or remembers, so that no sum of them leaves the calendar.</summary>
    const int FirstYear = 1900, LastYear = 2999;

    static readonly string[] _voice = ["audio"];

    public Problems Problems { get; } = [];

    /// <summary>A program filled in what no person sees.</summary>
    public bool FellIntoTrap { get; private set; }

    /// <summary>Null when there is no answer, or none that can be used.</summary>
    public JsonNode? Read(Field field, string name) => field.Type switch
    {
        FieldType.Text or FieldType.Long or FieldType.Email or FieldType.Tel or FieldType.Url => ReadText(field, name),
        FieldType.Int or FieldType.Scale => ReadNumber(field, name),
        FieldType.Money => ReadMoney(field, name),
        FieldType.Date => ReadDay(field, name, name),
        FieldType.Range => ReadRange(field, name),
        FieldType.Bool => ReadBool(field, name),
        FieldType.One => ReadOne(field, name),
        FieldType.Many => ReadMany(field, name),
        FieldType.Rows => ReadRows(field, name),
        FieldType.Consent => ReadConsent(field, name),
        FieldType.Slots => ReadSlot(field, name),
        FieldType.File => ReadFiles(field, name, name, field.Kinds, (int)(field.Max ?? 1)) is { Count: > 0 } files ? files : Problems[name] is null ? Missing(field, name, Sentences.NoFile) : null,
        FieldType.Hidden => ReadTrap(name),
        _ => throw new InvalidOperationException($"The field {field.Key} has a type nobody can read: {field.Type}."),
    };

    JsonNode? ReadText(Field field, string name)
    {
        var text = TextRules.Normalise(values.Text(name));
        if (field.Voice && ReadFiles(field, name, field.FilesOf(name), _voice, 1) is { Count: > 0 } spoken)
            return WithVoice(field, name, text, spoken);
        if (text.Length == 0)
            return Missing(field, name, Sentences.Missing);
        var problem = TextRules.WhatIsWrongWith(field, ref text);
        return problem is null ? JsonValue.Create(text) : Wrong(name, problem);
    }

    /// <summary>What is spoken may be as short in writing as one likes.</summary>
    JsonObject? WithVoice(Field field, string name, string text, JsonArray spoken)
    {
        if (text.Length > 0 && TextRules.WhatIsWrongWith(field with { Min = null }, ref text) is { } problem)
        {
            Problems.Add(name, problem);
            return null;
        }

        return new JsonObject { ["text"] = text, ["voice"] = spoken[0]!.DeepClone() };
    }

    /// <summary>The files that are named and there; a kind that isn't asked for, or one too many, is said.</summary>
    JsonArray ReadFiles(Field field, string name, string input, IReadOnlyList<string> kinds, int most)
    {
        var files = values.Many(input).Distinct(StringComparer.Ordinal).Select(id => context.Files.GetValueOrDefault(id)).OfType<StoredFile>().ToList();
        Problems.Require(files.TrueForAll(file => kinds.Contains(file.Kind)), name, Sentences.OtherKind(kinds));
        Problems.Require(field.Megabytes is not { } heaviest || files.TrueForAll(file => file.Size <= heaviest * 1024L * 1024L), name, Sentences.TooHeavy(field.Megabytes));
        Problems.Require(files.Count <= most, name, Sentences.TooManyFiles(most));
        return new JsonArray([.. files.Select(file => (JsonNode)new JsonObject { ["id"] = file.Id, ["name"] = file.Name, ["type"] = file.Type, ["size"] = file.Size })]);
    }

    JsonNode? ReadNumber(Field field, string name)
    {
        var text = values.Text(name);
        if (text.Length == 0)
            return Missing(field, name, field.Type == FieldType.Scale ? Sentences.ChooseOne : Sentences.Missing);
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return Wrong(name, Sentences.Whole);
        return number < field.Min || number > field.Max ? Wrong(name, Sentences.OutOfRange(field.Min, field.Max)) : JsonValue.Create(number);
    }

    JsonNode? ReadMoney(Field field, string name)
    {
        var text = values.Text(name).Replace(',', '.');
        if (text.Length == 0)
            return Missing(field, name, Sentences.Missing);
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount) || decimal.Round(amount, 2) != amount)
            return Wrong(name, Sentences.Money);
        return amount < (field.Min ?? 0) || amount > field.Max ? Wrong(name, Sentences.OutOfRange(field.Min ?? 0, field.Max)) : JsonValue.Create(amount);
    }

    JsonNode? ReadDay(Field field, string name, string problemAt)
    {
        var text = values.Text(name);
        if (text.Length == 0)
            return Missing(field, problemAt, Sentences.Day);
        return WrittenDay.Read(text) is not { } day ? Wrong(problemAt, Sentences.Day) : day.Year is >= FirstYear and <= LastYear ? JsonValue.Create(text) : Wrong(problemAt, Sentences.Year);
    }

    JsonObject? ReadRange(Field field, string name)
    {
        if (!field.Required && values.Text($"{name}.from").Length + values.Text($"{name}.to").Length == 0)
            return null;
        var both = field with { Required = true };
        var (from, to) = (ReadDay(both, $"{name}.from", name), ReadDay(both, $"{name}.to", name));
        if (from is null || to is null)
            return null;
        Problems.Require(string.CompareOrdinal(to.ToString(), from.ToString()) >= 0, name, Sentences.Backwards);
        return new JsonObject { ["from"] = from, ["to"] = to };
    }

    /// <summary>A required one is asked as yes or no; another is a box that may stay empty.</summary>
    JsonNode? ReadBool(Field field, string name) => values.Text(name) switch
    {
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        "" when field.Required => Missing(field, name, Sentences.ChooseOne),
        "" => JsonValue.Create(false),
        _ => Wrong(name, Sentences.NotOffered),
    };

    JsonNode? ReadOne(Field field, string name)
    {
        var choice = values.Text(name);
        if (choice.Length == 0)
            return Missing(field, name, Sentences.ChooseOne);
        return field.Options.Contains(choice) ? JsonValue.Create(choice) : Wrong(name, Sentences.NotOffered);
    }

    JsonNode? ReadMany(Field field, string name)
    {
        var choices = values.Many(name).Where(choice => choice.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var fewest = Math.Max((int)(field.Min ?? 0), field.Required ? 1 : 0);
        if (!choices.TrueForAll(field.Options.Contains))
            return Wrong(name, Sentences.NotOffered);
        if (choices.Count < fewest && (field.Required || choices.Count > 0))
            return Wrong(name, Sentences.TooFew(fewest));
        return choices.Count > field.Max ? Wrong(name, Sentences.TooMany((int)field.Max)) : new JsonArray([.. choices.Select(choice => (JsonNode)choice)]);
    }

    JsonArray? ReadRows(Field field, string name)
    {
        var rows = new JsonArray();
        for (var index = 0; index < values.RowsOf(field); index++)
        {
            var prefix = $"{name}.{index}.";
            if (field.Columns.All(column => values.Text(prefix + column.Key).Length + values.Text(column.FilesOf(prefix + column.Key)).Length == 0))
                continue;
            var row = new JsonObject();
            foreach (var column in field.Columns)
                row[column.Key] = Read(column, prefix + column.Key);
            rows.Add(row);
        }

        var fewest = Math.Max(field.MinRows, field.Required ? 1 : 0);
        Problems.Require(rows.Count >= fewest || (rows.Count == 0 && !field.Required), name, Sentences.TooFewRows(fewest));
        return rows.Count > 0 ? rows : null;
    }

    JsonNode? ReadConsent(Field field, string name) => values.Text(name) switch
    {
        "true" => JsonValue.Create(true),
        "" => Missing(field, name, Sentences.Agree),
        _ => Wrong(name, Sentences.Agree),
    };

    JsonNode? ReadSlot(Field field, string name)
    {
        var text = values.Text(name);
        if (text.Length == 0)
            return Missing(field, name, Sentences.Slot);
        return DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var slot) && context.Slots.Contains(slot)
            ? JsonValue.Create(slot.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture))
            : Wrong(name, Sentences.SlotGone);
    }

    JsonNode? ReadTrap(string name)
    {
        FellIntoTrap |= values.Text(name).Length > 0;
        return FellIntoTrap ? Wrong(Problems.Whole, Sentences.Trap) : null;
    }

    JsonNode? Missing(Field field, string name, string sentence) => field.Required ? Wrong(name, sentence) : null;

    JsonNode? Wrong(string name, string sentence)
    {
        Problems.Add(name, sentence);
        return null;
    }
}
