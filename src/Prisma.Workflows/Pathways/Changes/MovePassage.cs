using Prisma.Workflows.Consents;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Pathways.Changes.Preview;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>Brings one passage to the event's new days: what is done stays, what is open is due later, what waits for a day waits for the new one, and everybody on the way is asked how it is for them.</summary>
public sealed class MovePassage(PrismaDbContext db, CalendarWaits waits, GoAgain goAgain, FormLibrary forms, RenewAgreements renew, RedateReviews redate)
{
    /// <summary>Consents that will be older than this on the new first day are asked for anew.</summary>
    public const int ConsentDays = 180;

    /// <summary>The step that asks for consents anew, and its form.</summary>
    public const string Consents = "consents";

    /// <summary>A shift of up to so many days is told to the parties of an agreement; a longer one is signed again.</summary>
    public const int NoticeDays = 30;

    const int DaysToAnswer = 7;

    public async Task ExecuteAsync(Passage passage, EventChange change, CancellationToken cancellation)
    {
        if (passage.Enrolment.IsLive)
        {
            var goesBack = change.Kind == ChangeKind.Move && await goAgain.WasSaidAsync(passage, cancellation);
            if (!goesBack)
                await waits.AskAgainAsync(passage.Enrolment.InstanceId, cancellation);
            var rested = change.Kind == ChangeKind.Resumption ? change.ProposedAt - await PausedAtAsync(change, cancellation) : TimeSpan.Zero;
            foreach (var step in passage.Enrolment.Steps.Where(step => step.IsOpen))
            {
                var (due, isTight) = MovedDue.Of(step, change, passage.Event.Gatherings, passage.ZoneOf(step.ActorId), passage.Now);
                passage.Redate(step, due, rested);
                step.IsTight = isTight;
            }

            if (goesBack)
            {
                await goAgain.AskAsync(passage, cancellation);
                await waits.AskAgainAsync(passage.Enrolment.InstanceId, cancellation);
            }
        }

        if (change.Kind == ChangeKind.Resumption)
        {
            GoOn(passage, change);
            return;
        }

        passage.Tell($"The event moved from {DayWords.Say(change.OldStartsOn!.Value, change.OldEndsOn!.Value)} to {DayWords.Say(change.NewStartsOn!.Value, change.NewEndsOn!.Value)}; what is open moved along, and what is done stays done.");
        await redate.ExecuteAsync(passage, cancellation);
        await renew.ExecuteAsync(passage, change, cancellation);
        var unheard = await UnsentMails.OfPassageAsync(db, passage, cancellation);
        if (passage.Enrolment.IsOfEvent)
        {
            passage.LetLeadKnow($"{passage.Name} has new days; what is open moved along");
        }
        else
        {
            await AskAsync(passage, change, unheard, cancellation);
            AskForConsentsAgain(passage, change);
        }
    }

    Task<DateTimeOffset> PausedAtAsync(EventChange resumption, CancellationToken cancellation) =>
        db.EventChanges.Where(one => one.EventId == resumption.EventId && one.Kind == ChangeKind.Pause).MaxAsync(one => one.ProposedAt, cancellation);

    /// <summary>Whoever heard of the pause hears that it is over.</summary>
    static void GoOn(Passage passage, EventChange change)
    {
        passage.Tell("The event goes on; what is open has five more days at least.");
        if (change.Reason.Length > 0 && !passage.Enrolment.IsOfEvent)
            passage.Owe("E23c", passage.Person, $"goes-on-{change.Id:N}", null, new JsonObject { ["paused"] = new JsonObject { ["why"] = change.Reason } });
    }

    /// <summary>Whom an organisation named is told; who has come through their pathway already too, and the lead asks them in person.</summary>
    async Task AskAsync(Passage passage, EventChange change, IReadOnlyDictionary<Guid, KnownDays> unheard, CancellationToken cancellation)
    {
        foreach (var told in passage.Stakeholders.Where(one => (one.Id != passage.Person.Id || !passage.Enrolment.IsLive) && TellTheTeam.IsNews(change, one, unheard)))
            passage.Owe("E23", told, $"moved-{change.Id:N}", null, TellTheTeam.Facts(passage.Event, change, told, unheard));
        var isNews = TellTheTeam.IsNews(change, passage.Person, unheard);
        if (!passage.Enrolment.IsLive)
        {
            if (isNews)
                passage.LetLeadKnow($"{passage.Name} holds a seat and has no open step any more; ask how the new days are for them");
            return;
        }

        // Asked of days that were moved once more: nobody answers for those.
        passage.Skip([AnswerNewDates.Key]);
        if (!isNews)
        {
            await AskStillAsync(passage, cancellation);
            return;
        }

        var due = Zones.EndOf(Zones.DayOf(passage.Now, passage.Person.TimeZone).AddDays(DaysToAnswer), passage.Person.TimeZone);
        var facts = new JsonObject
        {
            ["moved"] = TellTheTeam.Moved(change, passage.Person, unheard, isOnlyTold: false),
            ["step"] = new JsonObject { ["due"] = MailFacts.Day(due, passage.Person) },
        };
        passage.OpenStep(new StepOpening(AnswerNewDates.Key, StepKind.Form, "The new days", passage.Person, "stakeholder")
        {
            FormId = AnswerNewDates.Form,
            DueAt = due,
            Mail = "E23",
            Ladder = Ladder.OfForms,
            Facts = facts,
            BeginsEmpty = true,
        });
    }

    /// <summary>The days they know are the event's again: whoever was asked about those and had not answered still does, and nobody is asked anew.</summary>
    async Task AskStillAsync(Passage passage, CancellationToken cancellation)
    {
        var unheard = await db.Outbox.Where(mail => mail.EnrolmentId == passage.Enrolment.Id && mail.Template == "E23" && (mail.State == OutboxState.Pending || mail.State == OutboxState.Cancelled))
            .Select(mail => mail.StepId).ToListAsync(cancellation);
        var asked = passage.Enrolment.Steps.Where(step => step.Key == AnswerNewDates.Key && (step.State == StepState.Submitted || !unheard.Contains(step.Id))).MaxBy(step => step.OpenedAt);
        if (asked is not { State: StepState.Skipped })
            return;
        passage.OpenStep(new StepOpening(AnswerNewDates.Key, StepKind.Form, asked.Title, passage.Person, asked.ActorPart)
        {
            FormId = AnswerNewDates.Form,
            DueAt = asked.DueAt,
            Ladder = asked.Ladder,
            BeginsEmpty = true,
        });
    }

    /// <summary>What somebody consented to half a year before is not taken for granted; where the days moved back it is not asked for any more.</summary>
    void AskForConsentsAgain(Passage passage, EventChange change)
    {
        var given = passage.Enrolment.Steps
            .Where(step => step.State == StepState.Submitted && step.ActorId == passage.Person.Id && (step.FormId == ConsentChoice.Form || forms.Find(step.FormId)?.Fields.Any(field => field.Type == FieldType.Consent) == true))
            .Max(step => step.ClosedAt);
        var isLongAgo = given is { } at && change.NewStartsOn!.Value.DayNumber - Zones.DayOf(at, passage.Event.TimeZone).DayNumber > ConsentDays;
        if (!isLongAgo)
            passage.Skip([Consents]);
        if (isLongAgo && passage.Enrolment.IsLive && passage.OpenStepOf(Consents) is null)
        {
            passage.OpenStep(new StepOpening(Consents, StepKind.Form, "What we may do with what you tell us", passage.Person, "stakeholder")
            {
                FormId = ConsentChoice.Form,
                DueDays = DaysToAnswer,
                Mail = "E02",
                Ladder = "L-once",
                WhyNow = $"on the new days it will be more than {ConsentDays} days since you last said",
            });
        }
    }
}
