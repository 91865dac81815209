using Microsoft.Extensions.Primitives;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Events.Planning;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Forms.Editing;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Rehearsals.Invention;

/// <summary>Fills in any form so that its own rules accept it; deterministic, and visibly invented.</summary>
sealed class InventedAnswers(FormLibrary forms)
{
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

    /// <exception cref="InvalidOperationException">The form refuses what was invented for it.</exception>
    public JsonObject For(string formId, Person person, Event theEvent, string kind = "participant", Wishes? wishes = null)
    {
        if (forms.Find(formId) is not { } form)
            return [];
        var context = new FormContext(form.Context.ToDictionary(one => one.Key, _ => kind, StringComparer.Ordinal), theEvent.ConversationSlots, person.TimeZone);
        var hand = new Hand(formId, person, theEvent);
        var posted = hand.Posted;
        var known = EventAnswers.AreAskedBy(formId) ? JsonNode.Parse(EventAnswers.Of(theEvent, formId)) : null;

        // Only what must be answered: a reader who adds a question sends the application back.
        foreach (var field in form.Fields.Where(field => field.Required || field.Key is "last_name" or "organisation" || wishes?.Of(field) is not null))
        {
            hand.Fill(field, field.Key, field.Key);
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
            posted["call_closes"] = WrittenDay.Write(EventClock.WindowOf("PAR-1", theEvent)!.ClosesOn);
            judged = FormCheck.Check(form, forms.TextOf(formId, person.Language), posted, context);
        }

        return judged.IsAccepted
            ? judged.Answers
            : throw new InvalidOperationException($"The form {formId} refuses the invented answers: {string.Join(" ", judged.Problems.Select(problem => $"{problem.Key}: {problem.Value}"))}");
    }

    /// <summary>One person filling in one form.</summary>
    sealed class Hand(string formId, Person person, Event theEvent)
    {
        internal Dictionary<string, StringValues> Posted { get; } = new(StringComparer.Ordinal);

        /// <param name="name">Under which the answer is sent; it has the row's number in it.</param>
        /// <param name="asked">As the form names the field; of a row with its list.</param>
        internal void Fill(Field field, string name, string asked, int row = 0)
        {
            switch (field.Type)
            {
                case FieldType.Hidden:
                    break;
                case FieldType.Rows:
                    for (var number = 0; number < Math.Max(1, field.MinRows); number++)
                        FillRow(field, $"{name}.{number}", field.Key == NamedContacts.Guardian ? number + 1 : number);
                    break;
                case FieldType.Range:
                    (Posted[$"{name}.from"], Posted[$"{name}.to"]) = (WrittenDay.Write(theEvent.StartsOn), WrittenDay.Write(theEvent.EndsOn));
                    break;
                case FieldType.Many:
                    Posted[name] = field.Options.Take(Math.Max(1, (int)(field.Min ?? 1))).ToArray();
                    break;
                default:
                    Posted[name] = One(field, asked, row);
                    break;
            }
        }

        /// <summary>Rows differ from each other in what tells people and their parts apart.</summary>
        void FillRow(Field rows, string name, int row)
        {
            foreach (var column in rows.Columns)
            {
                Fill(column, $"{name}.{column.Key}", $"{rows.Key}.{column.Key}", row);
                Posted[$"{name}.{column.Key}"] = (column.Type, column.Key) switch
                {
                    (FieldType.Email, _) when row > 0 => string.Create(CultureInfo.InvariantCulture, $"{row + 1}.{person.Email}"),
                    (FieldType.Text, "who" or "owner") => Another(person, row),
                    (FieldType.One, _) => column.Options[row % column.Options.Count],
                    _ => Posted[$"{name}.{column.Key}"],
                };
            }

            if (Posted.ContainsKey($"{name}.name"))
                Posted[$"{name}.name"] = !Posted.ContainsKey($"{name}.email") ? Aspects[row % Aspects.Length] : row == 0 ? person.Name : Another(person, row);
        }

        string One(Field field, string asked, int row) => field.Type switch
        {
            _ when Chosen.TryGetValue(field.Key, out var chosen) && (field.Options.Count == 0 || field.Options.Contains(chosen)) => chosen,
            FieldType.Date when field.Key is "arrive" => WrittenDay.Write(theEvent.StartsOn),
            FieldType.Date when field.Key is "leave" => WrittenDay.Write(theEvent.EndsOn),
            FieldType.Email => person.Email,
            FieldType.Tel => "+351 912 345 678",
            FieldType.Url => "https://example.org",
            FieldType.Int => Number(field.Min ?? 1),
            FieldType.Money => Number(field.Min ?? 10),
            FieldType.Scale => Number(Math.Min(field.Max ?? 3, 3)),
            FieldType.Date when field.Key.EndsWith("until", StringComparison.Ordinal) => WrittenDay.Write(theEvent.StartsOn.AddDays(-10)),
            FieldType.Date => WrittenDay.Write(theEvent.StartsOn.AddDays(row - 90)),
            FieldType.Bool or FieldType.Consent => "true",
            FieldType.One => field.Options[0],
            FieldType.Slots => theEvent.ConversationSlots.Count > 0 ? theEvent.ConversationSlots[0].ToString("O", CultureInfo.InvariantCulture) : "",
            _ => asked switch
            {
                "first_name" => person.FirstName,
                "last_name" => person.LastName,
                "called" => "",
                "host_name" or "contact_name" or "signatory_name" or "emergency_name" => Another(person, 1),
                _ when asked.EndsWith("_who", StringComparison.Ordinal) => Another(person, 2),
                _ => SampleAnswers.Of(formId, asked, field, NumberOf(person) + row),
            },
        };
    }

    static int NumberOf(Person person) => person.Email.Sum(letter => letter);

    /// <summary>One of the others; whoever is one of them themselves names the rest.</summary>
    static string Another(Person person, int number)
    {
        var others = Array.FindAll(Others, name => name != person.Name);
        return others[(NumberOf(person) + number) % others.Length];
    }

    static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
