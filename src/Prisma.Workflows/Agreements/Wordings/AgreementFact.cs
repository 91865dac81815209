namespace Prisma.Workflows.Agreements.Wordings;

/// <summary>What the text of an agreement may name in double braces: each is known at every signing step.</summary>
/// <param name="Path">As it is named, e.g. "event.name".</param>
/// <param name="Says">What it is.</param>
/// <param name="Sample">An invented one.</param>
public sealed record AgreementFact(string Path, string Says, string Sample)
{
    static readonly IReadOnlyList<AgreementFact> _all =
    [
        new("person.name", "full name of who is on the pathway", "Ida Marsh"),
        new("person.first_name", "their first name", "Ida"),
        new("person.last_name", "their last name", "Marsh"),
        new("person.called", "how they want to be called", "Ida"),
        new("organisation.name", "the organisation on the pathway; the person where there is none", "Reedbank Commons"),
        new("event.name", "the event", "The Orrin Waters"),
        new("event.place", "its place", "Vale of Orrin"),
        new("event.start", "its first day", "Monday 6 September 2027"),
        new("event.end", "its last day", "Wednesday 15 September 2027"),
        new("event.page_url", "the address of its page", "https://example.org/e/orrin-waters"),
        new("hub.name", "the hub", "Vale of Orrin"),
        new("hub.lead", "who leads the hub", "Ode Marsh"),
        new("hub.contact", "mail address of the hub's lead", "hub@example.org"),
        new("lead.name", "the lead facilitator", "Wren Alder"),
        new("facilitator.email", "their mail address", "wren@example.org"),
        new("org.name", "who keeps the records", "The Orrin Waters, Vale of Orrin"),
        new("agreement.id", "the agreement's number", "A-06"),
        new("agreement.version", "the version of this text", "2"),
        new("agreement.terms", "what the answers to the comments (F-30b) say is different for those who sign; empty where the text holds as it is", "> The meadow stays closed to cars."),
        new("retention.application_months", "for how many months an application is kept that came to nothing", "6"),
        new("retention.care_days", "for how many days after the event what people need, how they travel and what interviewers noted is kept", "30"),
        new("retention.voice_days", "for how many days recorded voices are kept", "90"),
        new("retention.agreement_years", "for how many years what was signed and decided is kept", "6"),
        new("retention.concern_years", "for how many years a concern is kept, sealed", "3"),
        new("retention.mail_months", "for how many months it is kept that a mail was sent", "12"),
        new("today", "the day the text is put before its parties", "Wednesday 10 March 2027"),
    ];

    /// <summary>Known where an agreement has days of notice.</summary>
    public static readonly AgreementFact NoticeDays = new("agreement.notice_days", "for how many days it still holds once either side leaves", "30");

    /// <summary>Those that are known for an agreement with so many days of notice; 0 where it has none, less where nobody can read how many.</summary>
    public static IEnumerable<AgreementFact> Of(int noticeDays) => noticeDays switch
    {
        0 => _all,
        > 0 => [.. _all, NoticeDays with { Sample = noticeDays.ToString(CultureInfo.InvariantCulture) }],
        < 0 => [.. _all, NoticeDays],
    };

    /// <summary>All that are known for an agreement of that number, version and notice, invented but for how long things are kept.</summary>
    public static JsonObject Samples(string id, int version, int noticeDays, RetentionOptions retention)
    {
        var samples = new JsonObject();
        foreach (var fact in Of(noticeDays))
        {
            var path = fact.Path.Split('.');
            var group = path.Length == 1 ? samples : (JsonObject)(samples[path[0]] ??= new JsonObject());
            group[path[^1]] = fact.Sample;
        }

        (samples["agreement"]!["id"], samples["agreement"]!["version"]) = (id, version);
        samples["retention"] = retention.ToFacts();
        return samples;
    }
}
