namespace Prisma.Workflows.Concerns.Views;

/// <summary>Reads a concern for one of its two sides: how it stands and what was written to them, never the record.</summary>
public sealed class ReadMatter(ConcernBook book)
{
    public async Task<MatterView?> ExecuteAsync(ConcernKey key, CancellationToken cancellation)
    {
        if (await book.OfSideAsync(key, cancellation) is not { } concern)
            return null;
        var isOther = key.CodeHash.Length == 0 && key.SideId == concern.OtherKey;
        var words = concern.Notes.FindAll(note => note.Kind == NoteKind.Appeal
            ? note.By == (isOther ? Concern.OtherSide : Concern.Reporter)
            : !isOther && note.Kind is NoteKind.ToReporter or NoteKind.FromReporter);
        var holders = concern.People.Where(one => one.Part == ConcernPart.Responder).Select(one => one.Person.Name).ToList();
        return new MatterView(concern.Event.TimeZone, isOther, concern.State, holders, concern.MeetBy, words, isOther ? concern.ToOther : concern.ToReporter, concern.MayAskAgain(book.Now));
    }
}
