using Prisma.Workflows.Contributions;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Pathways.Activities;

/// <summary>Writes a contribution into the person's timeline, as stated (domain.md §5.9).</summary>
[Activity("Prisma.Record", Category = "Records", DisplayName = "Contribution", Description = "Records what somebody gave.", Outcomes = ["Recorded"])]
public sealed class RecordActivity : Activity
{
    [Input(DisplayName = "Kind", Description = "What kind of contribution.", UiHint = "dropdown", Options = ["hosting", "facilitation", "space-holding", "knowledge", "product", "design", "care", "relationship", "money", "goods", "place", "mentoring", "translation", "evaluation", "governance"])]
    public string Kind { get; set; } = "";

    [Input(DisplayName = "What", Description = "In one sentence.", UiHint = "multiline")]
    public string What { get; set; } = "";

    [Input(DisplayName = "Who may see it", Description = "The person, the event or everybody.", UiHint = "dropdown", Options = ["me=the person alone", "event=the event", "public=everybody"])]
    public string Visibility { get; set; } = "me";

    public override void Execute(ActivityContext context)
    {
        var passage = context.Feature<Passage>();
        passage.Add(new Contribution
        {
            EventId = passage.Event.Id,
            EnrolmentId = passage.Enrolment.Id,
            PersonId = passage.Person.Id,
            Kind = Kind,
            What = What,
            Context = passage.Enrolment.StageTitle,
            At = passage.Now,
            Visibility = Visibility,
        });
        context.Complete("Recorded");
    }
}
