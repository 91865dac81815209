using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Privacy;

/// <summary>Gathers all that is kept of one person, for them to read and take along: what they said, signed, gave and were sent. What others said of them in a gate stays with the gate.</summary>
public sealed class ReadOwnData(PrismaDbContext db)
{
    public async Task<JsonObject> ExecuteAsync(Guid personId, CancellationToken cancellation)
    {
        var person = await db.People.SingleAsync(one => one.Id == personId, cancellation);
        return await AllAsync(
            new JsonObject
            {
                ["name"] = person.Name,
                ["called"] = person.Called,
                ["email"] = person.Email,
                ["language"] = person.Language,
                ["timeZone"] = person.TimeZone,
                ["wantsNews"] = person.WantsNews,
                ["restDays"] = new JsonArray([.. person.RestDays.Select(day => (JsonNode)day.ToString())]),
                ["addressConfirmedAt"] = person.EmailConfirmedAt,
                ["knownSince"] = person.CreatedAt,
            },
            personId,
            null,
            cancellation);
    }

    /// <summary>Of one passage alone, and of the person what they gave with it: for whoever has not shown yet that the address is theirs.</summary>
    public async Task<JsonObject> OfPassageAsync(Guid enrolmentId, Guid personId, CancellationToken cancellation) => await AllAsync(
        new JsonObject { ["email"] = await db.People.Where(one => one.Id == personId).Select(one => one.Email).SingleAsync(cancellation) }, personId, enrolmentId, cancellation);

    async Task<JsonObject> AllAsync(JsonObject person, Guid personId, Guid? within, CancellationToken cancellation) => new()
    {
        ["person"] = person,
        ["passages"] = await PassagesAsync(personId, within, cancellation),
        ["signatures"] = await SignaturesAsync(personId, within, cancellation),
        ["contributions"] = await ContributionsAsync(personId, within, cancellation),
        ["choices"] = await ChoicesAsync(personId, within, cancellation),
        ["story"] = await StoryAsync(personId, within, cancellation),
        ["tensions"] = await TensionsAsync(personId, within, cancellation),
        ["mails"] = await MailsAsync(personId, within, cancellation),
    };

    async Task<JsonArray> PassagesAsync(Guid personId, Guid? within, CancellationToken cancellation)
    {
        var passages = await db.Enrolments.Include(one => one.Event).Include(one => one.Organisation).Include(one => one.Steps).AsSplitQuery()
            .Where(one => (one.PersonId == personId || one.Steps.Any(step => step.ActorId == personId)) && (within == null || one.Id == within)).OrderBy(one => one.CreatedAt).ToListAsync(cancellation);
        return [.. passages.Select(passage => (JsonNode)new JsonObject
        {
            ["event"] = passage.Event.Name,
            ["organisation"] = passage.Organisation?.Name,
            ["pathway"] = passage.Pathway,
            ["state"] = passage.State.ToString(),
            ["stage"] = passage.StageTitle,
            ["begunAt"] = passage.CreatedAt,
            ["endedAt"] = passage.EndedAt,
            ["steps"] = new JsonArray([.. passage.Steps.Where(step => step.ActorId == personId).OrderBy(step => step.OpenedAt).Select(StepOf)]),
        })];
    }

    static JsonNode StepOf(Step step) => new JsonObject
    {
        ["title"] = step.Title,
        ["round"] = step.Round,
        ["form"] = step.FormId,
        ["openedAt"] = step.OpenedAt,
        ["closedAt"] = step.ClosedAt,
        ["outcome"] = step.Outcome,
        ["answers"] = step.Answers.Length > 0 ? JsonNode.Parse(step.Answers) : null,
        ["draft"] = step.Draft.Length > 0 ? JsonNode.Parse(step.Draft) : null,
    };

    Task<JsonArray> SignaturesAsync(Guid personId, Guid? within, CancellationToken cancellation)
    {
        var rows = from signature in db.Signatures
                   join agreement in db.Agreements on signature.AgreementId equals agreement.Id
                   where signature.PersonId == personId && (within == null || agreement.EnrolmentId == within)
                   orderby agreement.OpenedAt
                   select new { Signature = signature, Agreement = agreement };
        return EachAsync(
            rows,
            row => new()
            {
                ["agreement"] = row.Agreement.Title,
                ["state"] = row.Agreement.State.ToString(),
                ["signedAt"] = row.Signature.SignedAt,
                ["signedAs"] = row.Signature.TypedName,
                ["textHash"] = row.Signature.TextHash,
                ["text"] = row.Agreement.Text,
            },
            cancellation);
    }

    Task<JsonArray> ContributionsAsync(Guid personId, Guid? within, CancellationToken cancellation) => EachAsync(
        db.Contributions.Where(one => one.PersonId == personId && (within == null || one.EnrolmentId == within)).OrderBy(one => one.At),
        one => new() { ["at"] = one.At, ["kind"] = one.Kind, ["what"] = one.What, ["context"] = one.Context, ["visibleTo"] = one.Visibility },
        cancellation);

    Task<JsonArray> ChoicesAsync(Guid personId, Guid? within, CancellationToken cancellation) => EachAsync(
        db.ConsentChoices.Where(choice => db.Enrolments.Any(one => one.Id == choice.EnrolmentId && one.PersonId == personId && (within == null || one.Id == within))).OrderBy(choice => choice.At),
        one => new() { ["at"] = one.At, ["choice"] = one.Key, ["value"] = one.Value, ["by"] = one.By },
        cancellation);

    Task<JsonArray> StoryAsync(Guid personId, Guid? within, CancellationToken cancellation) => EachAsync(
        db.Excerpts.Where(excerpt => db.Enrolments.Any(one => one.Id == excerpt.EnrolmentId && one.PersonId == personId && (within == null || one.Id == within))).OrderBy(excerpt => excerpt.WrittenAt),
        one => new() { ["at"] = one.WrittenAt, ["text"] = one.ReadAs(one.ShownAs), ["state"] = one.State.ToString(), ["picture"] = one.PictureInWords },
        cancellation);

    Task<JsonArray> TensionsAsync(Guid personId, Guid? within, CancellationToken cancellation) => EachAsync(
        db.Tensions.Where(one => one.PersonId == personId && (within == null || one.EnrolmentId == within)).OrderBy(one => one.At),
        one => new() { ["at"] = one.At, ["what"] = one.What, ["effect"] = one.Effect, ["wish"] = one.Wish, ["answer"] = one.Answer, ["answeredAt"] = one.AnsweredAt },
        cancellation);

    Task<JsonArray> MailsAsync(Guid personId, Guid? within, CancellationToken cancellation) => EachAsync(
        db.Outbox.Where(mail => mail.PersonId == personId && mail.SentAt != null && (within == null || mail.EnrolmentId == within)).OrderBy(mail => mail.SentAt).Select(mail => new { mail.Template, mail.SentAt }),
        mail => new() { ["mail"] = mail.Template, ["sentAt"] = mail.SentAt },
        cancellation);

    static async Task<JsonArray> EachAsync<TRow>(IQueryable<TRow> rows, Func<TRow, JsonObject> said, CancellationToken cancellation) =>
        [.. (await rows.ToListAsync(cancellation)).Select(said)];
}
