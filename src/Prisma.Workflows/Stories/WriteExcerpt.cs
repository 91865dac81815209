using System.Text.RegularExpressions;
using Prisma.Workflows.Consents;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Stories;

/// <summary>Somebody of the team writes what the story tells of one person, or writes it anew as that person wished; either way they are asked first (E62).</summary>
public sealed class WriteExcerpt(PrismaDbContext db, PassageCompanion passages, ReadConsents consents)
{
    /// <summary>The form that asks somebody whether what is told of them may appear.</summary>
    public const string Form = "F-28r";

    const string Mail = "E62", Ladder = "L-release";

    public async Task<Outcome<Excerpt>> ExecuteAsync(Guid enrolmentId, NewExcerpt written, Actor by, CancellationToken cancellation)
    {
        var problems = new Problems();
        var passage = await passages.OfEnrolmentAsync(enrolmentId, cancellation);
        problems.Require(passage?.Event.Team.Exists(member => member.PersonId == by.PersonId) == true, Problems.Whole, "The story is written by the team of its event.");
        problems.Require(passage is { Enrolment: { IsLive: true, Organisation: null } }, "who", "Please choose somebody who is still on their way: whoever can't be asked can't be shown.");
        if (problems.Any || passage is null)
            return problems;
        var choices = await consents.ExecuteAsync(enrolmentId, cancellation);
        problems.Require(new Wishes(passage, choices).OfWords != ConsentChoice.No, "who", $"{passage.Person.FirstName} asked to be left out of the story.");
        problems.Require(written.Picture.Length == 0 || choices.GetValueOrDefault(ConsentChoice.Picture) == ConsentChoice.Public, "picture", $"{passage.Person.FirstName} has not said that pictures of them may be shown.");
        problems.Require(written.Picture.Length == 0 || written.PictureInWords.Trim().Length is > 0 and <= 300, "pictureInWords", "Please say in words what the picture shows, for those who don't see it.");
        CheckText(passage, written.Text, problems);
        if (problems.Any)
            return problems;
        var (text, hasPicture) = (written.Text.Trim(), written.Picture.Length > 0);
        if (await db.Excerpts.FirstOrDefaultAsync(one => one.EnrolmentId == enrolmentId && one.State == ExcerptState.Asked && one.Text == text && one.WrittenBy == by.Name && (one.Picture != "") == hasPicture, cancellation) is { } sentBefore)
            return sentBefore;
        var excerpt = new Excerpt
        {
            EventId = passage.Event.Id,
            EnrolmentId = enrolmentId,
            Text = text,
            Picture = written.Picture,
            PictureInWords = written.PictureInWords.Trim(),
            WrittenBy = by.Name,
            WrittenAt = passage.Now,
        };
        db.Excerpts.Add(excerpt);
        Ask(passage, excerpt, by);
        return excerpt;
    }

    /// <summary>Once more, as they wished.</summary>
    public async Task<Outcome<Excerpt>> RewriteAsync(Guid excerptId, string text, Actor by, CancellationToken cancellation)
    {
        var problems = new Problems();
        var excerpt = await db.Excerpts.FirstOrDefaultAsync(one => one.Id == excerptId, cancellation);
        var passage = excerpt is null ? null : await passages.OfEnrolmentAsync(excerpt.EnrolmentId, cancellation);
        problems.Require(passage?.Event.Team.Exists(member => member.PersonId == by.PersonId) == true, Problems.Whole, "The story is written by the team of its event.");
        problems.Require(excerpt?.State != ExcerptState.Asked, Problems.Whole, $"{excerpt?.WrittenBy} wrote it last, and {passage?.Person.FirstName} is being asked about that. You can write it anew if they wish for a change.");
        problems.Require(excerpt is { State: ExcerptState.ToChange } && passage?.Enrolment.IsLive == true, Problems.Whole, "Only what somebody wants changed is written anew, while they can be asked.");
        if (problems.Any || passage is null)
            return problems;
        CheckText(passage, text, problems);
        if (problems.Any)
            return problems;
        (excerpt!.Text, excerpt.WrittenBy, excerpt.WrittenAt, excerpt.State, excerpt.Wish) = (text.Trim(), by.Name, passage.Now, ExcerptState.Asked, "");
        excerpt.Revision++;
        passage.Skip([excerpt.StepKey + HearRelease.ChangeTask]);
        Ask(passage, excerpt, by);
        return excerpt;
    }

    static void CheckText(Passage passage, string text, Problems problems)
    {
        problems.Require(text.Trim().Length is > 0 and <= 3000, "text", "Please write the passage, in up to 3000 characters.");
        problems.Require(
            !Array.Exists([passage.Person.FirstName, passage.Person.LastName, passage.Person.Called], name => name.Length > 0 && Regex.IsMatch(text, $@"\b{Regex.Escape(name)}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))),
            "text",
            $"Please write {Excerpt.NameGap} where {passage.Person.FirstName} is named: they choose how they appear.");
    }

    static void Ask(Passage passage, Excerpt excerpt, Actor by)
    {
        passage.OpenStep(new StepOpening(excerpt.StepKey, StepKind.Form, "Is this you?", passage.Person, "stakeholder")
        {
            FormId = Form,
            MinDays = 10,
            Mail = Mail,
            Ladder = Ladder,
            WhyNow = "you are in the story, and nothing of you is shown without your yes",
        });
        passage.Tell(by.Name, $"{by.Name} wrote of {passage.Name} in the story, and asks whether it may appear.");
    }
}
