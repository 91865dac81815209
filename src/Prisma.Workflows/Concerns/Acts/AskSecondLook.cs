namespace Prisma.Workflows.Concerns.Acts;

/// <summary>One of the two sides asks, once and within fourteen days, that stewards who were not involved look again.</summary>
public sealed class AskSecondLook(PrismaDbContext db, ConcernBook book)
{
    public async Task<Outcome<Concern>> ExecuteAsync(ConcernKey key, string why, CancellationToken cancellation)
    {
        var problems = new Problems();
        var concern = await book.OfSideAsync(key, cancellation);
        problems.Require(concern?.MayAskAgain(book.Now) == true, Problems.Whole, "A second look can be asked for once, within fourteen days of the closing.");
        problems.Require(why.Trim().Length is > 0 and <= 4000, "why", "Please say what should be looked at again, in up to 4000 characters.");
        if (problems.Any)
            return problems;
        var seen = concern!.People.Select(one => one.PersonId).ToHashSet();
        var fresh = (await TrustCircle.OfAsync(db, concern.Event, cancellation)).Stewards
            .Where(person => !seen.Contains(person.Id) && !NamedIn.Report(concern, person) && !NamedIn.Text(why, person) && person.Email != concern.OtherMail).ToList();
        if (fresh.Count == 0)
        {
            var responders = concern.People.Where(one => one.Part == ConcernPart.Responder).Select(one => $"{one.Person.Name} ({one.Person.Email})");
            return Problems.Refused($"There is no steward here who had nothing to do with it. Please write to {string.Join(" or ", responders)}; together you name somebody from another hub.");
        }

        concern.State = ConcernState.Appealed;
        concern.AppealedAt = book.Now;
        book.Note(concern, NoteKind.Appeal, key.SideId == concern.OtherKey ? Concern.OtherSide : Concern.Reporter, why);
        fresh.ForEach(person => book.Join(concern, person, ConcernPart.SecondLook));
        return concern;
    }
}
