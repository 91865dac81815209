using Microsoft.Extensions.Options;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Forms.Uploads;
using Prisma.Workflows.Pathways.Views;
using Prisma.Workflows.Web.Portal.Steps;

namespace Prisma.Workflows.Web.Tests.Portal;

public sealed class StepFormTests
{
    static readonly DateTimeOffset _now = new(2027, 5, 10, 23, 30, 0, TimeSpan.Zero);

    [Fact]
    public void A_form_knows_the_days_of_the_event_the_readers_own_today_and_what_was_said_before()
    {
        var view = Reading(new ReadableAnswers(Guid.CreateVersion7(), "Your application", "F-12", 1, """{"attend":"less","calls":true,"languages":[{"lang":"English"}]}""", null));
        var known = StepForm.Of(new FormLibrary(Path.Combine(Repository.Root, "workflows", "forms")), new UploadFolder(Options.Create(new PrismaOptions())), view, _now).Context.Fixed;

        Assert.Equal("2027-05-11", known[FormContext.Today]);
        Assert.Equal("2027-09-06", known[FormContext.FirstDay]);
        Assert.Equal("2027-09-15", known[FormContext.LastDay]);
        Assert.Equal("2027-03-01", known[FormContext.Called]);
        Assert.Equal("sol@example.org", known[FormContext.Author]);
        Assert.Equal("less", known["attend"]);
        Assert.Equal("true", known["calls"]);
        Assert.DoesNotContain("languages", known.Keys);
    }

    static StepView Reading(params ReadableAnswers[] read)
    {
        var theEvent = new Event
        {
            Name = "The Orrin Waters",
            Slug = "orrin",
            Place = "Vale of Orrin",
            StartsOn = new DateOnly(2027, 9, 6),
            EndsOn = new DateOnly(2027, 9, 15),
            TimeZone = "Europe/Lisbon",
            Capacity = 40,
            Profile = Profile.Standard,
            CreatedAt = new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.Zero),
        };
        var step = new Step
        {
            EnrolmentId = Guid.CreateVersion7(),
            Key = "PAR-1.3",
            Round = 1,
            Kind = StepKind.Reading,
            Title = "Eligibility",
            StageKey = "PAR-1",
            ActorId = Guid.CreateVersion7(),
            ActorPart = "reader",
            FormId = "F-C1",
            OpenedAt = _now,
            DueAt = _now.AddDays(5),
        };
        return new StepView(step, null!, theEvent, "Sol Marten", "Europe/Lisbon") { StakeholderName = "Amina Reed", ActorEmail = "sol@example.org", ToRead = read };
    }
}
