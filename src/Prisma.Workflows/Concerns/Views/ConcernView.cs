namespace Prisma.Workflows.Concerns.Views;

/// <summary>A concern as those who look into it see it.</summary>
public sealed record ConcernView(Concern Concern, IReadOnlyList<ConcernHolder> MayJoin, bool LooksAgain, DateTimeOffset Now)
{
    public IReadOnlyList<string> Responders => [.. Concern.People.Where(one => one.Part == ConcernPart.Responder).Select(one => one.Person.Name)];

    public bool Has(NoteKind kind) => Concern.Notes.Exists(note => note.Kind == kind);
}
