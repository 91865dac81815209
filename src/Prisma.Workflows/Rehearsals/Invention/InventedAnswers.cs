using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Events.Planning;
using Prisma.Workflows.Forms;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Rehearsals.Invention;

/// <summary>Fills in any form so that its own rules accept it; deterministic, and visibly invented.</summary>
sealed class InventedAnswers(FormLibrary forms)
{
    const string Sentence = "I grew up beside a river, and I would like to listen to this one with others. ";

    /// <summary>People whom somebody names beside themselves.</summary>
    static readonly string[] Others =
        ["Rowan Hollis", "Lena Farrow", "Tariq Wold", "Isla Garth", "Nadia Brae", "Otto Strand", "Freya Copse", "Samir Lea", "Petra Holm", "Luca Beck", "Yara Shaw", "Emil Tarn"];

    /// <summary>What somebody sees worth caring for in a place.</summary>
    static readonly string[] Aspects = ["Clear water", "Living soil", "Good neighbours", "Old crafts", "Bread for all", "Room for the young", "Rest"];

    /// <summary>The form in which somebody is found to welcome a newcomer.</summary>
    const string Buddy = "F-15h";

    /// <summary>Where the first choice would not lead on.</summary>
    static readonly Dictionary<string, string> Chosen = new(StringComparer.Ordinal)
    {
        ["age_band"] = "25-34",
        ["choice"] = "propose",
        ["conflict_of_interest"] = "false",
        ["safety_flag"] = "false",
        ["heard_from"] = "person",
        ["powers"] = "false",
        ["currency"] = "EUR",
        ["essentials_covered"] = "100",
        ["others_covered"] = "85",
    };

    /// <summary>What stands on pages that strangers read.</summary>
    static readonly Dictionary<string, string> Told = new(StringComparer.Ordinal)
    {
        ["summary"] = "Some days together at a place that asks to be listened to before anybody builds.",
        ["aims_to"] = "listen to this place together, and hear what it asks for",
        ["in_order_to"] = "act from what is alive here already, instead of bringing a plan",
        ["in_a_way_that"] = "leaves the people who live here more able than before",
        ["so_that"] = "what begins in these days goes on without us",
        ["who_is_called"] = "People who make, cook, write, build or care, and people who live here.",
        ["languages"] = "English and Portuguese, with somebody who interprets",
        ["cost"] = "150 euros, with food and a bed",
        ["bursaries"] = "A third of the seats is paid for; whoever asks tells one person.",
        ["access"] = "The house is step-free, the path to the river is not. Say what you need.",
    };

    /// <exception cref="InvalidOperationException">The form refuses what was invented for it.</exception>
    public JsonObject For(string formId, Person person, Event theEvent, string kind = "participant", Wishes? wishes = null)
    {
        if (forms.Find(formId) is not { } form)
            return [];
        var context = new FormContext(form.Context.ToDictionary(one => one.Key, _ => kind, StringComparer.Ordinal), theEvent.ConversationSlots, person.TimeZone);
        var posted = new Dictionary<string, StringValues>(StringComparer.Ordinal);

        var known = EventAnswers.AreAskedBy(formId) ? JsonNode.Parse(EventAnswers.Of(theEvent, formId)) : null;

        // Only what must be answered: a reader who adds a question sends the application back.
        foreach (var field in form.Fields.Where(field => field.Required || field.Key is "last_name" or "organisation" || wishes?.Of(field) is not null))
        {
            Fill(posted, field, field.Key, person, theEvent);
            if (known?[field.Key] is JsonValue told)
                posted[field.Key] = told.ToString();
            if (wishes?.Of(field) is { } wish)
                posted[field.Key] = wish;
            else if (formId == Buddy && field.Key == "name")
                posted[field.Key] = Another(person, 0);
        }

        // Where somebody out of a list is asked for, the second one is taken: the first one leads.
        foreach (var check in form.Checks.Where(check => check.Then.Among.Length > 0))
            posted[check.Field] = posted[check.Then.Among.Replace(".", ".1.", StringComparison.Ordinal)];
        var judged = FormCheck.Check(form, forms.TextOf(formId, person.Language), posted, context);
        if (known is not null && judged.Problems["call_closes"] is not null)
        {
            // A call that was opened late closes later than the form allows; whoever fills it in goes by the plan.
            posted["call_closes"] = Day(EventClock.WindowOf("PAR-1", theEvent)!.ClosesOn);
            judged = FormCheck.Check(form, forms.TextOf(formId, person.Language), posted, context);
        }

        return judged.IsAccepted
            ? judged.Answers
            : throw new InvalidOperationException($"The form {formId} refuses the invented answers: {string.Join(" ", judged.Problems.Select(problem => $"{problem.Key}: {problem.Value}"))}");
    }

    static void Fill(Dictionary<string, StringValues> posted, Field field, string name, Person person, Event theEvent)
    {
        switch (field.Type)
        {
            case FieldType.Hidden:
                break;
            case FieldType.Rows:
                for (var row = 0; row < Math.Max(1, field.MinRows); row++)
                {
                    field.Columns.ToList().ForEach(column => FillRow(posted, column, $"{name}.{row}.{column.Key}", row, person, theEvent));
                    if (posted.ContainsKey($"{name}.{row}.name"))
                        posted[$"{name}.{row}.name"] = !posted.ContainsKey($"{name}.{row}.email") ? Aspects[row % Aspects.Length] : row == 0 ? person.Name : Another(person, row);
                }

                break;
            case FieldType.Range:
                (posted[$"{name}.from"], posted[$"{name}.to"]) = (Day(theEvent.StartsOn), Day(theEvent.EndsOn));
                break;
            case FieldType.Many:
                posted[name] = field.Options.Take(Math.Max(1, (int)(field.Min ?? 1))).ToArray();
                break;
            default:
                posted[name] = One(field, person, theEvent);
                break;
        }
    }

    /// <summary>Rows differ from each other in what tells people and their parts apart.</summary>
    static void FillRow(Dictionary<string, StringValues> posted, Field column, string name, int row, Person person, Event theEvent)
    {
        Fill(posted, column, name, person, theEvent);
        posted[name] = (column.Type, column.Key) switch
        {
            (FieldType.Email, _) when row > 0 => string.Create(CultureInfo.InvariantCulture, $"{row + 1}.{person.Email}"),
            (FieldType.Text, "who" or "owner") => Another(person, row),
            (FieldType.One, _) => column.Options[row % column.Options.Count],
            _ => posted[name],
        };
    }

    static string One(Field field, Person person, Event theEvent) => field.Type switch
    {
        _ when Chosen.TryGetValue(field.Key, out var chosen) && (field.Options.Count == 0 || field.Options.Contains(chosen)) => chosen,
        FieldType.Date when field.Key is "arrive" => Day(theEvent.StartsOn),
        FieldType.Date when field.Key is "leave" => Day(theEvent.EndsOn),
        FieldType.Email => person.Email,
        FieldType.Tel => "+351 912 345 678",
        FieldType.Url => "https://example.org",
        FieldType.Int => Number(field.Min ?? 1),
        FieldType.Money => Number(field.Min ?? 10),
        FieldType.Scale => Number(Math.Min(field.Max ?? 3, 3)),
        FieldType.Date when field.Key.EndsWith("until", StringComparison.Ordinal) => Day(theEvent.StartsOn.AddDays(-10)),
        FieldType.Date => Day(theEvent.StartsOn.AddDays(-90)),
        FieldType.Bool or FieldType.Consent => "true",
        FieldType.One => field.Options[0],
        FieldType.Slots => theEvent.ConversationSlots.Count > 0 ? theEvent.ConversationSlots[0].ToString("O", CultureInfo.InvariantCulture) : "",
        _ => field.Key switch
        {
            "first_name" => person.FirstName,
            "last_name" => person.LastName,
            "called" => "",
            "host_name" or "contact_name" or "signatory_name" or "emergency_name" => Another(person, 1),
            var key when key.EndsWith("_who", StringComparison.Ordinal) => Another(person, 2),
            var key => Told.TryGetValue(key, out var told) ? told : Text(field),
        },
    };

    static string Text(Field field)
    {
        var text = new StringBuilder(Sentence);
        while (text.Length < field.Min)
            text.Append(Sentence);
        var longest = Math.Min(text.Length, (int)(field.Max ?? 120));
        return text.ToString(0, longest).Trim();
    }

    static string Another(Person person, int number) => Others[(person.Email.Sum(letter => letter) + number) % Others.Length];

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
