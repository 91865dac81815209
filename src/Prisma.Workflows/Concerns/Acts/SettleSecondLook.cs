using Prisma.Workflows.People;

namespace Prisma.Workflows.Concerns.Acts;

/// <summary>A steward who was not involved says what the second look came to; both sides are told, and it rests.</summary>
public sealed class SettleSecondLook(ConcernBook book)
{
    public async Task<Outcome<Concern>> ExecuteAsync(Guid concernId, ConcernOutcome? outcome, string told, Actor by, CancellationToken cancellation)
    {
        var problems = new Problems();
        var concern = await book.OfReaderAsync(concernId, by.PersonId!.Value, cancellation);
        var may = concern is { State: ConcernState.Appealed } && concern.People.Exists(one => one.PersonId == by.PersonId && one.Part == ConcernPart.SecondLook);
        problems.Require(may, Problems.Whole, "The second look is for those who were asked for it, and it is answered once.");
        problems.Require(outcome is not null, "outcome", "Please say what holds from now on.");
        problems.Require(told.Trim().Length > 0, "told", "Please write what both sides should know.");
        if (problems.Any)
            return problems;
        concern!.State = ConcernState.Settled;
        concern.Outcome = outcome;
        concern.ToReporter = told.Trim();
        concern.ToOther = told.Trim();
        book.Note(concern, NoteKind.SecondLook, by.Name, told);
        book.OweReporter(concern, "E65", "settled");
        book.OweOther(concern, "settled-other");
        return concern;
    }
}
