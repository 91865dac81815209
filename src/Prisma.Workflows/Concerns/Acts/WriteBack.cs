namespace Prisma.Workflows.Concerns.Acts;

/// <summary>Who told it writes to those who look into it.</summary>
public sealed class WriteBack(ConcernBook book)
{
    public async Task<Outcome<Concern>> ExecuteAsync(ConcernKey key, string text, CancellationToken cancellation)
    {
        var problems = new Problems();
        var concern = await book.OfSideAsync(key, cancellation);
        problems.Require(concern?.State is ConcernState.Received or ConcernState.Acknowledged, Problems.Whole, "This matter is closed.");
        problems.Require(text.Trim().Length is > 0 and <= 4000, "text", "Please write a few words, up to 4000 characters.");
        if (problems.Any)
            return problems;
        if (ConcernBook.IsWritten(concern!, NoteKind.FromReporter, Concern.Reporter, text))
            return concern!;
        book.Note(concern!, NoteKind.FromReporter, Concern.Reporter, text);
        book.OweReaders(concern!, $"word-{concern!.Revision}");
        return concern!;
    }
}
