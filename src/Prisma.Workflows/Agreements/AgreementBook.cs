using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence.Direct;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Agreements;

/// <summary>The agreements of one enrolment, loaded for a burst.</summary>
public sealed class AgreementBook(Passage passage, List<Agreement> agreements, AgreementLibrary library, AgreementText texts)
{
    const string Network = "network";
    const string Broken = "It takes the place of a text that some had signed already: the days of the event have changed, so everybody signs this one.";

    /// <summary>Whether that step has put an agreement before anybody yet.</summary>
    public bool Has(string stepKey) => agreements.Exists(one => one.StepKey == stepKey);

    /// <summary>Whether one of the agreements that a step put before several people, each their own, is still being signed.</summary>
    public bool IsSigning(string step) => OfEach(step).Any(one => one.State == AgreementState.Signing);

    /// <summary>Whether somebody has signed an agreement of their own, or is being asked to.</summary>
    public bool IsAskedOf(string templateId, Person person) =>
        agreements.Exists(one => one.TemplateId == templateId && IsOwn(one, person) && one.State is AgreementState.Signing or AgreementState.Active);

    /// <summary>Whether that step has put an agreement before somebody else.</summary>
    public bool IsOfAnother(string stepKey, Person person) => agreements.Exists(one => one.StepKey == stepKey && !IsOwn(one, person));

    /// <summary>Whether each of these parties has somebody to sign.</summary>
    public bool HasSomebodyFor(IReadOnlyList<string> parties) => parties.All(party => party == Network ? passage.AllOf(party).Any() : passage.ActorOf(party) is not null);

    static bool IsOwn(Agreement agreement, Person person) => agreement.Signatures.Exists(one => one.Party == Step.RoleHolder && one.PersonId == person.Id);

    IEnumerable<Agreement> OfEach(string step) => agreements.Where(one => one.StepKey.StartsWith(step + ".", StringComparison.Ordinal));

    /// <summary>Freezes the text, lines up the parties and asks the first of them; where it is about somebody else than whose passage it is, they sign first and once, and alone where no party is named.</summary>
    /// <exception cref="InvalidOperationException">A party of the agreement has nobody in this event's team.</exception>
    public Agreement Open(string templateId, List<string> also, IReadOnlyList<string> parties, string stepKey, string mail, string ladder, DateTimeOffset expiresAt, string bookmarkId, Person? holder = null, string why = "")
    {
        var template = library.Find(templateId, (holder ?? passage.Person).Language);
        var text = texts.Write(template, also, passage, holder);
        var broken = agreements.FindAll(one => bookmarkId.Length > 0 && one.BookmarkId == bookmarkId && one.State == AgreementState.Ended);
        var agreement = new Agreement
        {
            EnrolmentId = passage.Enrolment.Id,
            StepKey = stepKey,
            Round = agreements.Count(one => one.StepKey == stepKey) + 1,
            TemplateId = templateId,
            Version = template.Version,
            Title = template.Title,
            Text = text,
            Hash = AgreementText.Hash(text),
            Summary = [.. broken.Count > 0 ? [Broken] : why.Length > 0 ? [$"Why it is signed once more: {why}"] : Array.Empty<string>(), .. template.Summary],
            Also = also,
            NoticeDays = template.NoticeDays,
            OpenedAt = passage.Now,
            ExpiresAt = expiresAt,
            BookmarkId = bookmarkId,
        };
        var order = 0;
        if (holder is not null)
            agreement.Signatures.Add(new Signature { AgreementId = agreement.Id, Order = ++order, PersonId = holder.Id, Party = Step.RoleHolder });
        foreach (var party in parties.Count > 0 || holder is not null ? parties : template.Parties)
        {
            foreach (var person in Signers(party).Where(person => person.Id != holder?.Id))
                agreement.Signatures.Add(new Signature { AgreementId = agreement.Id, Order = ++order, PersonId = person.Id, Party = party });
        }

        if (agreement.Signatures is not [var first, ..])
            throw new InvalidOperationException($"“{template.Title}” is for practice networks alone to sign, and this event has none. Name one on the event's page.");
        foreach (var before in broken)
            CarryOver(before, agreement);
        agreements.Add(agreement);
        passage.Add(agreement);
        Ask(passage, agreement, first, mail, ladder);
        passage.Tell($"“{agreement.Title}” (version {agreement.Version}) was put before its {order} parties, in order.");
        return agreement;

        // Each practice network signs for its own practice, as many as there are; in any other part one person does.
        IEnumerable<Person> Signers(string party) => party == Network
            ? passage.AllOf(party)
            : [passage.Needed(party, $"“{template.Title}” needs {party} to sign")];
    }

    /// <summary>What was asked about the text before and not answered is asked of the one in its place.</summary>
    static void CarryOver(Agreement before, Agreement agreement)
    {
        foreach (var question in before.Questions.Where(one => one.AnsweredAt is null).ToList())
        {
            before.Questions.Remove(question);
            agreement.Questions.Add(question);
        }
    }

    /// <summary>Opens the signing step of the party whose turn it is, or of whoever signs for them once they have left. Nobody loses an agreement by those who signed late before them.</summary>
    public static Step Ask(Passage passage, Agreement agreement, Signature turn, string mail, string ladder)
    {
        var person = passage.Find(turn.PersonId) ?? passage.InsteadOf(turn.PersonId, turn.Party) ?? passage.PersonOf(turn.PersonId);
        turn.PersonId = person.Id;
        var least = Zones.EndOf(Zones.DayOf(passage.Now, person.TimeZone).AddDays(EventClock.ShortestNotice), person.TimeZone);
        agreement.ExpiresAt = agreement.ExpiresAt < least ? least : agreement.ExpiresAt;
        if (IsAskedBy(person, agreement))
            agreement.ClockStoppedAt ??= passage.Now;
        return passage.OpenStep(new StepOpening(agreement.StepKey, StepKind.Signature, agreement.Title, person, turn.Party)
        {
            DueAt = agreement.ExpiresAt,
            Mail = mail,
            Ladder = ladder,
            BookmarkId = agreement.BookmarkId,
            AgreementId = agreement.Id,
            Facts = new JsonObject { ["agreement"] = Facts(agreement, person) },
        });
    }

    static bool IsAskedBy(Person person, Agreement agreement) => agreement.Questions.Exists(one => one.AskedBy == person.Id && one.AnsweredAt is null);

    public static JsonObject Facts(Agreement agreement, Person to) => new()
    {
        ["title"] = agreement.Title,
        ["version"] = agreement.Version,
        ["summary"] = new JsonArray([.. agreement.Summary.Select(point => (JsonNode)point)]),
        ["signed_before"] = new JsonArray([.. agreement.Signatures.Where(one => one.SignedAt is not null).Select(one => (JsonNode)one.TypedName)]),
        ["expires"] = MailFacts.Day(agreement.ExpiresAt, to),
        ["hash"] = agreement.Hash,
        ["review_date"] = agreement.ReviewOn is { } day ? MailFacts.Day(day, to) : "",
        ["clause"] = "",

        // No workflow waits for what is signed once more.
        ["anew"] = agreement.BookmarkId.Length == 0,
        ["asked"] = IsAskedBy(to, agreement),
        ["question"] = agreement.Questions.LastOrDefault()?.Text ?? "",
    };

    /// <summary>Ends the agreement that waits at that bookmark as its last step ended.</summary>
    public void Conclude(string bookmarkId, string outcome)
    {
        var agreement = agreements.LastOrDefault(one => one.BookmarkId == bookmarkId);
        if (agreement is { State: AgreementState.Signing })
        {
            agreement.State = outcome == "Declined" ? AgreementState.Declined : AgreementState.Expired;
            agreement.Revision++;
        }
    }

    /// <summary>Ends what is being signed when the whole passage ends.</summary>
    public void CloseOpen()
    {
        foreach (var agreement in agreements.Where(agreement => agreement.State == AgreementState.Signing))
        {
            agreement.State = AgreementState.Ended;
            agreement.Revision++;
        }
    }

    /// <summary>Ends what these steps put before people, as the pathway goes on without it: nobody is asked to sign it any more, nor to answer a question about it.</summary>
    public void GoOnWithout(IEnumerable<string> steps)
    {
        foreach (var agreement in steps.SelectMany(step => OfEach(step).Concat(agreements.Where(one => one.StepKey == step))).Where(one => one is { State: AgreementState.Signing, BookmarkId.Length: > 0 }))
        {
            agreement.State = AgreementState.Ended;
            agreement.Revision++;
            passage.Tell($"“{agreement.Title}” is signed no further; the pathway goes on without it.");
            foreach (var step in passage.Enrolment.Steps.Where(step => step.IsOpen && step.AgreementId == agreement.Id).ToList())
            {
                passage.CloseStep(step, StepState.Skipped, nameof(StepState.Skipped));
                passage.Skip([step.QuestionKey]);
            }
        }
    }

    /// <summary>Loads the book of an enrolment's instance, once an operation.</summary>
    internal sealed class Companion(DirectRows rows, PassageCompanion passages, AgreementLibrary library, AgreementText texts) : IBurstCompanion
    {
        const string OfEnrolment = """WHERE "EnrolmentId" = @value""";
        const string OfAgreements = """WHERE "AgreementId" IN (SELECT "Id" FROM "Agreements" WHERE "EnrolmentId" = @value)""";

        readonly HashSet<Guid> _loaded = [];

        public async Task AttachAsync(string instanceId, BurstContext context, CancellationToken cancellation)
        {
            if (await passages.OfInstanceAsync(instanceId, cancellation) is not { } passage)
                return;
            var id = passage.Enrolment.Id;
            if (_loaded.Add(id) && await rows.FollowAsync<Agreement>(OfEnrolment, id, cancellation) is not [])
            {
                await rows.FollowAsync<Signature>($"""{OfAgreements} ORDER BY "Order" ASC""", id, cancellation);
                await rows.FollowAsync<AgreementQuestion>($"""{OfAgreements} ORDER BY "AskedAt" ASC""", id, cancellation);
            }

            List<Agreement> agreements = [.. rows.Context.Held<Agreement>().Where(one => one.EnrolmentId == id).OrderBy(one => one.OpenedAt)];
            passage.NoticeDays = agreements.Where(one => one.State == AgreementState.Active).Select(one => one.NoticeDays).DefaultIfEmpty().Max();
            context.With(new AgreementBook(passage, agreements, library, texts));
        }
    }
}
