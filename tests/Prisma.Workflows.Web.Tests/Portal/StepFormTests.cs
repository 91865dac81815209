using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Forms.Uploads;
using Prisma.Workflows.Pathways.Views;
using Prisma.Workflows.Web.Forms;
using Prisma.Workflows.Web.Portal.Steps;

namespace Prisma.Workflows.Web.Tests.Portal;

public sealed class StepFormTests
{
    static readonly DateTimeOffset _now = new(2027, 5, 10, 23, 30, 0, TimeSpan.Zero);

    [Fact]
    public void A_form_knows_the_days_of_the_event_the_readers_own_today_and_what_was_said_before()
    {
        var view = Reading(new ReadableAnswers(Guid.CreateVersion7(), "Your application", "F-12", 1, """{"attend":"less","calls":true,"languages":[{"lang":"English"}]}"""));
        var known = Of(view).Context.Fixed;

        Assert.Equal("2027-05-11", known[FormContext.Today]);
        Assert.Equal("2027-09-06", known[FormContext.FirstDay]);
        Assert.Equal("2027-09-15", known[FormContext.LastDay]);
        Assert.Equal("2027-03-01", known[FormContext.Called]);
        Assert.Equal("sol@example.org", known[FormContext.Author]);
        Assert.Equal("less", known["attend"]);
        Assert.Equal("true", known["calls"]);
        Assert.DoesNotContain("languages", known.Keys);
    }

    [Fact]
    public void Of_what_was_said_twice_the_later_holds_and_a_form_is_asked_without_it()
    {
        var (earlier, later) = (Said("less"), Said("all"));
        var reading = Reading(earlier, later);
        var form = reading with { Step = Step("F-12", reading.Step.ActorId) };

        Assert.Equal("all", Of(reading).Context.Fixed["attend"]);
        Assert.DoesNotContain("attend", Of(form).Context.Fixed.Keys);

        static ReadableAnswers Said(string attend) => new(Guid.CreateVersion7(), "Your application", "F-12", 1, $$"""{"attend":"{{attend}}"}""");
    }

    [Fact]
    public void Times_that_have_passed_are_not_offered_and_a_draft_that_cannot_be_read_leaves_the_form_empty()
    {
        var view = Reading();
        view.Event.ConversationSlots.AddRange([_now.AddMinutes(-1), _now.AddDays(2), _now.AddDays(1)]);
        var step = Step("F-12", view.Step.ActorId);
        step.Draft = "{ torn";

        var form = Of(view with { Step = step });

        Assert.Equal([_now.AddDays(1), _now.AddDays(2)], form.Context.Slots);
        Assert.Equal("", form.Values.Text("attend"));
    }

    [Theory]
    [InlineData("", "Ada Fell")]
    [InlineData("""{"team.0.name":["Eve Sedge"]}""", "Eve Sedge")]
    public void A_table_that_somebody_filled_in_before_begins_as_they_left_it_unless_they_have_begun(string draft, string first)
    {
        var view = Reading();
        var team = Step("F-05a", view.Step.ActorId, answers: """{"team":[{"name":"Ada Fell","email":"ada@fell.example","role":"lead"}]}""");
        var others = Step("F-05a", Guid.CreateVersion7(), answers: """{"team":[{"name":"Somebody else"}]}""");
        view.Enrolment.Steps.AddRange(team, others);

        var form = Of(view with { Step = Step("F-03", view.Step.ActorId, draft) });

        Assert.Equal(first, form.Values.Text("team.0.name"));
    }

    [Fact]
    public async Task A_recording_that_comes_along_within_a_row_is_kept_and_named_there_and_what_is_none_is_said_beside_it()
    {
        await using var folder = TemporaryFolder.Create("uploads");
        var uploads = new UploadFolder(Options.Create(new PrismaOptions { DataFolder = folder.Path }));
        var form = new FormLibrary(Path.Combine(Repository.Root, "workflows", "forms")).Find("F-14b")!;
        var view = Reading();

        var (values, problems) = await StepFiles.TakeAsync(uploads, view, form, new FormCollection([], new FormFileCollection
        {
            Sent("conversations.0.story.voice.file", "OggS and what the ferryman told"),
            Sent("conversations.1.story.voice.file", "<script>"),
        }), WebProduct.Cancellation);

        Assert.Equal(uploads.Of(view.Step.Id).Keys.Single(), values.Text("conversations.0.story.voice"));
        Assert.Equal(StepFiles.NotTaken, problems["conversations.1.story"]);
    }

    [Fact]
    public async Task What_was_spoken_for_a_step_is_still_there_when_it_comes_back()
    {
        await using var folder = TemporaryFolder.Create("uploads");
        var uploads = new UploadFolder(Options.Create(new PrismaOptions { DataFolder = folder.Path }));
        var library = new FormLibrary(Path.Combine(Repository.Root, "workflows", "forms"));
        var field = library.Find("F-12")!.Fields.First(one => one.Voice).Key;
        var reading = Reading();
        var (before, again) = (Step("F-12", reading.Step.ActorId), Step("F-12", reading.Step.ActorId));
        var spoken = (await uploads.KeepAsync(before.Id, "story.ogg", Sent("", "OggS and what the ferryman told").OpenReadStream(), WebProduct.Cancellation))!;
        again.Draft = $$$$"""{"{{{{field}}}}":{"text":"","voice":{"id":"{{{{spoken.Id}}}}"}}}""";
        var view = reading with { Step = again };
        view.Enrolment.Steps.AddRange(before, again);
        Assert.Equal("story.ogg", Asked().Context.Files[Asked().Values.Text($"{field}.voice")].Name);

        var (values, _) = await StepFiles.TakeAsync(uploads, view, Asked().Form, new FormCollection(new() { [$"{field}.voice"] = spoken.Id }), WebProduct.Cancellation);

        Assert.Equal(spoken.Id, Asked().Check(values).Answers[field]?["voice"]?["id"]?.ToString());
        Assert.Equal(spoken.Id, Assert.Single(uploads.Of(again.Id)).Key);

        AskedForm Asked() => StepForm.Of(library, uploads, view, _now);
    }

    static AskedForm Of(StepView view) =>
        StepForm.Of(new FormLibrary(Path.Combine(Repository.Root, "workflows", "forms")), new UploadFolder(Options.Create(new PrismaOptions())), view, _now);

    static FormFile Sent(string name, string content) => new(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)), 0, content.Length, name, "story.ogg");

    static Step Step(string form, Guid actor, string draft = "", string answers = "") => new()
    {
        EnrolmentId = Guid.CreateVersion7(),
        Key = "HUB-2.1",
        Round = 1,
        Kind = StepKind.Form,
        Title = "Your hub team",
        StageKey = "HUB-2",
        ActorId = actor,
        ActorPart = "stakeholder",
        FormId = form,
        OpenedAt = _now,
        DueAt = _now.AddDays(5),
        Draft = draft,
        DraftSavedAt = draft.Length > 0 ? _now : null,
        Answers = answers,
    };

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
            CreatedAt = new DateTimeOffset(2027, 2, 1, 9, 0, 0, TimeSpan.Zero),
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
        var enrolment = new Enrolment { EventId = theEvent.Id, PersonId = step.ActorId, Pathway = Pathway.Participant, InstanceId = "", CreatedAt = new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.Zero) };
        return new StepView(step, enrolment, theEvent, "Sol Marten", "Europe/Lisbon") { StakeholderName = "Amina Reed", ActorEmail = "sol@example.org", ToRead = read };
    }
}
