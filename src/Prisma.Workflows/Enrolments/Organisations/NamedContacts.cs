using Prisma.Workflows.People;

namespace Prisma.Workflows.Enrolments.Organisations;

/// <summary>
/// Takes up the people an organisation names in a form: every row with a name, an address and a role becomes a contact of the
/// passage. A person names nobody but a guardian.
/// </summary>
public sealed class NamedContacts(PrismaDbContext db, TimeProvider time)
{
    const string GuardianForm = "F-12g";

    /// <summary>The list of a person's own form that names somebody else, who says yes with them.</summary>
    internal const string Guardian = "guardian";

    /// <summary>Whether anybody can have been named in that passage.</summary>
    public static bool MayBeIn(Enrolment enrolment) => enrolment.OrganisationId is not null || enrolment.Steps.Exists(step => step.FormId == GuardianForm);

    public async Task TakeAsync(Passage passage, JsonObject answers, CancellationToken cancellation)
    {
        var organisation = passage.Enrolment.Organisation;
        foreach (var (field, value) in answers.Where(answer => organisation is not null || answer.Key == Guardian))
        {
            foreach (var row in (value as JsonArray ?? []).OfType<JsonObject>())
            {
                var role = Text(row, "role") is { Length: > 0 } told ? told : RoleIn(field);
                if (Text(row, "email") is { Length: > 0 } email && Text(row, "name") is { Length: > 0 } name && role.Length > 0)
                    await NameAsync(passage, PartOf(role, organisation?.Kind), name, email, cancellation);
            }
        }
    }

    /// <summary>Names one person for one part; somebody known by that address stays who they are.</summary>
    public async Task NameAsync(Passage passage, string part, string name, string email, CancellationToken cancellation)
    {
        var address = Person.Normalise(email);
        var person = passage.Person.Email == address
            ? passage.Person
            : db.Held<Person>().FirstOrDefault(one => one.Email == address) ?? await db.People.FirstOrDefaultAsync(one => one.Email == address, cancellation);
        if (person is null)
        {
            var words = name.Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
            person = new Person
            {
                FirstName = words[0],
                LastName = words.Length > 1 ? words[1] : "",
                Email = address,
                Language = passage.Person.Language,
                TimeZone = passage.Person.TimeZone,
                CreatedAt = time.GetUtcNow(),
            };
            db.People.Add(person);
        }

        if (!passage.Enrolment.Contacts.Exists(contact => contact.PersonId == person.Id && contact.Part == part))
        {
            db.Contacts.Add(new Contact { EnrolmentId = passage.Enrolment.Id, PersonId = person.Id, Person = person, Part = part });
            passage.Tell($"{passage.Name} named {person.Name} ({part.Replace('-', ' ')}).");
        }
    }

    /// <summary>Lists that are all of one role, and so do not ask for it.</summary>
    static string RoleIn(string field) => field switch
    {
        "stewards" => "practice-steward",
        "operators" => "tech",
        Guardian => Guardian,
        _ => "",
    };

    /// <summary>A role as forms offer it, as the part that definitions name.</summary>
    static string PartOf(string role, OrganisationKind? kind) => (role, kind) switch
    {
        ("lead" or "second", OrganisationKind.Hub) => $"hub-{role}",
        ("tech" or "care", _) => $"{role}-holder",
        ("representative", _) => "network-rep",
        ("steward", OrganisationKind.Network) => "practice-steward",
        ("contact", OrganisationKind.Partner) => "partner-contact",
        _ => role.Replace(' ', '-').Replace('_', '-'),
    };

    static string Text(JsonObject row, string key) => row[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text.Trim() : "";
}
