using Prisma.Workflows.People;

namespace Prisma.Workflows.Concerns.Acts;

/// <summary>Writes into the sealed record: a meeting, what keeps people safe meanwhile, who was heard, or a word to who told it.</summary>
public sealed class NoteConcern(ConcernBook book)
{
    /// <summary>What people write themselves; the rest comes from acts.</summary>
    public static IReadOnlyList<NoteKind> Kinds { get; } = [NoteKind.Meeting, NoteKind.Safety, NoteKind.HeardReporter, NoteKind.HeardOther, NoteKind.ToReporter, NoteKind.Remark];

    public async Task<Outcome<Concern>> ExecuteAsync(Guid concernId, NoteKind kind, string text, Actor by, CancellationToken cancellation)
    {
        var problems = new Problems();
        var concern = await book.OfReaderAsync(concernId, by.PersonId!.Value, cancellation);
        problems.Require(concern is not null, Problems.Whole, "This is not yours to read.");
        problems.Require(Kinds.Contains(kind), "kind", "Please choose what it is about.");
        problems.Require(text.Trim().Length is > 0 and <= 4000, "text", "Please write a few words, up to 4000 characters.");
        if (problems.Any)
            return problems;
        if (ConcernBook.IsWritten(concern!, kind, by.Name, text))
            return concern!;
        book.Note(concern!, kind, by.Name, text);
        if (kind == NoteKind.ToReporter)
            book.OweReporter(concern!, "E64b", $"word-{concern!.Revision}");
        return concern!;
    }
}
