using System.Text.Json;

namespace Prisma.Workflows.Forms.Editing;

/// <summary>What a steward does to a form. Each act gives a new form; a question within rows is named "languages.lang".</summary>
public static class FormEditor
{
    public static WrittenForm Head(WrittenForm form, string language, FormText words, int minutes, string readers) =>
        new(form.Form with { Minutes = minutes, Sensitive = readers }, With(form.Texts, language, form.Texts[language] with { Title = words.Title, Intro = words.Intro, Submit = words.Submit, Sections = words.Sections }));

    /// <summary>Adds a question at the end of a section, or of the rows of another question; the words count for every language until they are translated.</summary>
    public static (WrittenForm Form, string Path) Add(WrittenForm form, string section, string rows, string label, FieldType type)
    {
        var neighbours = FieldsOf(form, rows);
        var beside = rows.Length > 0 ? null : neighbours.LastOrDefault(one => one.Section == section && one.Sealed);
        var field = new Field
        {
            // Among sealed questions it is sealed and asked as they are, until its author thinks otherwise.
            Sealed = beside is not null,
            ShowIf = beside?.ShowIf,
            Key = Keys.From(label, '_', neighbours.Select(one => one.Key)),
            Type = type,
            Section = rows.Length > 0 ? "" : section,
            Max = type switch { FieldType.Text => 120, FieldType.Long => 600, FieldType.Scale => 5, _ => null },
            Min = type == FieldType.Scale ? 1 : null,
            MaxRows = type == FieldType.Rows ? 5 : 1,
        };
        return (Put(form, rows, Ordered([.. neighbours, field]), texts => new Dictionary<string, FieldText>(texts, StringComparer.Ordinal) { [field.Key] = new FieldText { Label = label } }), Path(rows, field.Key));
    }

    /// <summary>A section with its first question.</summary>
    public static (WrittenForm Form, string Path) AddSection(WrittenForm form, string title, string label, FieldType type)
    {
        var section = Keys.From(title, '_', form.Form.Fields.Select(field => field.Section));
        var titled = form with
        {
            Texts = form.Texts.ToDictionary(one => one.Key, one => one.Value with { Sections = With(one.Value.Sections, section, title) }, StringComparer.Ordinal),
        };
        return Add(titled, section, "", label, type);
    }

    public static WrittenForm Change(WrittenForm form, string path, string language, FieldWish wish)
    {
        var (rows, key) = Split(path);
        var (fields, text) = (FieldsOf(form, rows), TextOf(form, language, path));
        var before = fields.Single(field => field.Key == key);
        var choices = Choices(before, text, wish);
        var after = before with
        {
            Type = wish.Type,
            Required = wish.Required,
            Strict = !wish.MayBeTold,
            Sealed = wish.Sealed,
            Voice = wish.Voice && wish.Type == FieldType.Long,
            Min = wish.Type.HasLimits() ? wish.Min : wish.Type == before.Type ? before.Min : null,
            Max = wish.Type.HasLimits() ? wish.Max : wish.Type == before.Type ? before.Max : null,
            MinRows = wish.Type == FieldType.Rows ? wish.MinRows : 0,
            MaxRows = wish.Type == FieldType.Rows ? wish.MaxRows : 1,
            Columns = wish.Type == FieldType.Rows ? before.Columns : [],
            ShareIf = wish.Type == FieldType.Rows ? before.ShareIf : "",
            Options = [.. choices.Select(choice => choice.Key)],
            Agreement = wish.Type == FieldType.Consent ? wish.Agreement : "",
            Kinds = wish.Type != FieldType.File ? [] : before.Kinds.Order(StringComparer.Ordinal).SequenceEqual(wish.Kinds.Order(StringComparer.Ordinal), StringComparer.Ordinal) ? before.Kinds : wish.Kinds,
            Megabytes = wish.Type == FieldType.File ? before.Megabytes : null,
            ShowIf = Condition(form.Form, before, wish.AskedIf),
        };
        var kept = wish.Type.HasChoices() ? [] : text.Options.Where(_ => wish.Type == before.Type);
        var said = text with { Label = wish.Label, Why = wish.Why, Hint = wish.Hint, Options = choices.Concat(kept).ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal) };
        var changed = Put(form, rows, [.. fields.Select(field => field.Key == key ? after : field)], texts => texts);
        return InEachLanguage(changed, rows, (spoken, texts) => With(
            texts, key, spoken == language ? said : TranslatedStill(texts.GetValueOrDefault(key) ?? said, said)));
    }

    public static WrittenForm Move(WrittenForm form, string path, int by)
    {
        var (rows, key) = Split(path);
        var fields = FieldsOf(form, rows);
        var place = fields.FindIndex(field => field.Key == key);
        var other = place + Math.Sign(by);
        if (place < 0 || other < 0 || other >= fields.Count)
            return form;

        // Across the border of a section a question changes the section and not its place.
        if (fields[place].Section == fields[other].Section)
            (fields[place], fields[other]) = (fields[other], fields[place]);
        else
            fields[place] = fields[place] with { Section = fields[other].Section };
        return Put(form, rows, Ordered(fields), texts => texts);
    }

    public static (WrittenForm Form, string Path) Duplicate(WrittenForm form, string path)
    {
        var (rows, key) = Split(path);
        var fields = FieldsOf(form, rows);
        var place = fields.FindIndex(field => field.Key == key);
        var copy = fields[place] with { Key = Keys.From(key, '_', fields.Select(field => field.Key)) };
        fields.Insert(place + 1, copy);
        return (Put(form, rows, fields, texts => texts.TryGetValue(key, out var text) ? With(texts, copy.Key, text) : texts), Path(rows, copy.Key));
    }

    public static WrittenForm Remove(WrittenForm form, string path)
    {
        var (rows, key) = Split(path);
        return Put(form, rows, [.. FieldsOf(form, rows).Where(field => field.Key != key)], texts => texts.Where(one => one.Key != key).ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal));
    }

    public static WrittenForm RemoveRule(WrittenForm form, string key) => form with { Form = form.Form with { Checks = [.. form.Form.Checks.Where(check => check.Key != key)] } };

    public static Field? Find(WrittenForm form, string path)
    {
        var (rows, key) = Split(path);
        return rows.Length > 0 ? form.Form.Find(rows)?.Columns.FirstOrDefault(column => column.Key == key) : form.Form.Find(key);
    }

    public static FieldText TextOf(WrittenForm form, string language, string path)
    {
        var (rows, key) = Split(path);
        var text = form.Texts[language];
        return rows.Length > 0 ? text.Of(form.Form.Find(rows)!).Of(new Field { Key = key, Type = FieldType.Text }) : text.Of(new Field { Key = key, Type = FieldType.Text });
    }

    /// <summary>Words that stayed keep their name, and so do words at the place of others that went: an answer given before means the same.</summary>
    static List<KeyValuePair<string, string>> Choices(Field field, FieldText text, FieldWish wish)
    {
        if (!wish.Type.HasChoices())
            return [];
        var known = field.Options.Select(option => (Key: option, Words: text.Option(option))).ToList();
        var choices = new List<KeyValuePair<string, string>>();
        foreach (var (words, place) in wish.Choices.Distinct(StringComparer.Ordinal).Select((words, place) => (words, place)))
        {
            var same = known.Find(one => one.Words == words).Key;
            var reworded = place < known.Count && !wish.Choices.Contains(known[place].Words, StringComparer.Ordinal) ? known[place].Key : null;
            choices.Add(KeyValuePair.Create(same ?? reworded ?? Keys.From(words, '-', known.Select(one => one.Key).Concat(choices.Select(one => one.Key))), words));
        }

        return choices;
    }

    static Field.Condition? Condition(Form form, Field field, IReadOnlyList<string> askedIf)
    {
        var answers = askedIf.Select(one => one.Split('=', 2)).Where(one => one.Length == 2).ToList();
        if (answers.Count == 0)
            return field.ShowIf is { } fixedBefore && form.Context.ContainsKey(fixedBefore.Field) ? fixedBefore : null;
        var asked = answers[0][0];
        // They are ticked in the order in which they are offered, which says nothing.
        if (field.ShowIf is { } before && asked == before.Field && before.Values.Order(StringComparer.Ordinal).SequenceEqual(answers.Select(one => one[1]).Order(StringComparer.Ordinal), StringComparer.Ordinal))
            return before;
        var isBool = form.Find(asked)?.Type == FieldType.Bool;
        return new Field.Condition(asked, [.. answers.Where(one => one[0] == asked).Select(one => isBool ? JsonSerializer.SerializeToElement(one[1] == "true") : JsonSerializer.SerializeToElement(one[1]))]);
    }

    /// <summary>Another language keeps its words; choices it has no words for read as they were written.</summary>
    static FieldText TranslatedStill(FieldText own, FieldText said) =>
        own with { Options = said.Options.ToDictionary(one => one.Key, one => own.Options.GetValueOrDefault(one.Key, one.Value), StringComparer.Ordinal) };

    static List<Field> FieldsOf(WrittenForm form, string rows) => [.. rows.Length > 0 ? form.Form.Find(rows)!.Columns : form.Form.Fields];

    /// <summary>Questions of a section stand together, in the order in which their sections first appear.</summary>
    static List<Field> Ordered(IEnumerable<Field> fields) => [.. fields.GroupBy(field => field.Section, StringComparer.Ordinal).SelectMany(section => section)];

    static WrittenForm Put(WrittenForm form, string rows, IReadOnlyList<Field> fields, Func<IReadOnlyDictionary<string, FieldText>, IReadOnlyDictionary<string, FieldText>> texts)
    {
        var changed = form.Form with
        {
            Fields = rows.Length > 0 ? [.. form.Form.Fields.Select(field => field.Key == rows ? field with { Columns = fields } : field)] : fields,
        };
        return InEachLanguage(form with { Form = changed }, rows, (_, words) => texts(words));
    }

    static WrittenForm InEachLanguage(WrittenForm form, string rows, Func<string, IReadOnlyDictionary<string, FieldText>, IReadOnlyDictionary<string, FieldText>> change) => form with
    {
        Texts = form.Texts.ToDictionary(
            one => one.Key,
            one => rows.Length == 0
                ? one.Value with { Fields = change(one.Key, one.Value.Fields) }
                : one.Value with { Fields = With(one.Value.Fields, rows, OfRows(one.Value, rows) with { Columns = change(one.Key, OfRows(one.Value, rows).Columns) }) },
            StringComparer.Ordinal),
    };

    static FieldText OfRows(FormText text, string rows) => text.Fields.GetValueOrDefault(rows) ?? new FieldText { Label = rows };

    static Dictionary<string, T> With<T>(IReadOnlyDictionary<string, T> all, string key, T value) => new(all, StringComparer.Ordinal) { [key] = value };

    static (string Rows, string Key) Split(string path) => path.Split('.', 2) is [var rows, var key] ? (rows, key) : ("", path);

    static string Path(string rows, string key) => rows.Length > 0 ? $"{rows}.{key}" : key;
}
