namespace Prisma.Workflows.Tests.Harness;

/// <summary>Invented rows, complete enough to be saved.</summary>
public static class Some
{
    public static Person Person(string email = "amina@example.org", string firstName = "Amina", string timeZone = "Europe/Berlin", string language = "en") => new()
    {
        FirstName = firstName,
        Email = email,
        TimeZone = timeZone,
        Language = language,
        CreatedAt = Product.Beginning,
    };

    public static Event Event(string slug = "orrin-waters") => new()
    {
        Name = "The Orrin Waters",
        Slug = slug,
        Place = "Vale of Orrin",
        StartsOn = new DateOnly(2027, 9, 6),
        EndsOn = new DateOnly(2027, 9, 15),
        TimeZone = "Europe/Berlin",
        Capacity = 40,
        Profile = Profile.Full,
        CreatedAt = Product.Beginning,
    };

    public static Enrolment Enrolment(Event one, Person person) => new()
    {
        EventId = one.Id,
        PersonId = person.Id,
        Pathway = "pathway-participant",
        InstanceId = Guid.CreateVersion7().ToString("N"),
        CreatedAt = Product.Beginning,
    };

    public static Step Step(Enrolment enrolment, string key = "PAR-1.2", DateTimeOffset? openedAt = null) => new()
    {
        EnrolmentId = enrolment.Id,
        Key = key,
        Round = 1,
        Kind = StepKind.Form,
        Title = "Your application",
        StageKey = "PAR-1",
        ActorId = enrolment.PersonId,
        ActorPart = "stakeholder",
        OpenedAt = openedAt ?? Product.Beginning,
        DueAt = Product.Beginning.AddDays(14),
    };
}
