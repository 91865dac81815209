using System.Text.Json;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Forms.Uploads;
using Prisma.Workflows.Pathways.Views;
using Prisma.Workflows.Web.Forms;

namespace Prisma.Workflows.Web.Portal.Steps;

/// <summary>The form of a step, with what is in it so far.</summary>
static class StepForm
{
    public static AskedForm Of(FormLibrary library, UploadFolder uploads, StepView view, DateTimeOffset now)
    {
        var id = view.Step.FormId;
        var form = library.Find(id, view.Step.FormVersion) ?? throw new InvalidOperationException($"The form “{id}” of the step {view.Step.Id} is no longer in workflows/forms.");
        var language = library.LanguageOf(id, view.Language);
        var slots = view.Event.ConversationSlots.Where(slot => slot > now).Order().ToList();
        return new AskedForm(
            form,
            library.TextOf(id, language, view.Step.FormVersion),
            new FormContext(KnownTo(view, now), slots, view.ActorTimeZone) { Files = form.Fields.Any(field => field.TakesFiles) ? FilesOf(uploads, view) : FormContext.None.Files },
            language).With(OnEvent(form, view, view.Step is { DraftSavedAt: null, Draft: "" } ? FormValues.FromAnswers(form, SaidBefore(library, form, view)) : KeptIn(form, view.Step)));
    }

    /// <summary>A step that came back names files of the round before.</summary>
    static Dictionary<string, StoredFile> FilesOf(UploadFolder uploads, StepView view) =>
        view.OtherRounds.Prepend(view.Step).SelectMany(step => uploads.Of(step.Id)).DistinctBy(file => file.Key).ToDictionary(StringComparer.Ordinal);

    /// <summary>The days and the address that rules of forms compare with, and for a reader what the answers before them say.</summary>
    static Dictionary<string, string> KnownTo(StepView view, DateTimeOffset now)
    {
        var known = view.ToRead.Where(_ => view.Step.Kind != StepKind.Form).Select(read => JsonNode.Parse(read.Answers)).OfType<JsonObject>().SelectMany(answers => answers)
            .Where(answer => answer.Value is JsonValue).GroupBy(answer => answer.Key, StringComparer.Ordinal)
            .ToDictionary(answers => answers.Key, answers => answers.Last().Value!.ToString(), StringComparer.Ordinal);
        known[FormContext.Today] = WrittenDay.Write(Zones.DayOf(now, view.ActorTimeZone));
        known[FormContext.FirstDay] = WrittenDay.Write(view.Event.StartsOn);
        known[FormContext.LastDay] = WrittenDay.Write(view.Event.EndsOn);
        known[FormContext.Called] = WrittenDay.Write(Zones.DayOf(view.Enrolment.CreatedAt, view.Event.TimeZone));
        known[FormContext.Author] = view.ActorEmail;
        return known;
    }

    /// <summary>What an event says of itself may have been changed since somebody began to write.</summary>
    public static FormValues OnEvent(Form form, StepView view, FormValues values) =>
        view.OfEvent.Length == 0 ? values : values.On(FormValues.FromAnswers(form, JsonNode.Parse(view.OfEvent)!.AsObject()));

    /// <summary>A table that the same person filled in before, such as a hub's team (domain.md §15, F-05a), begins as it was left there.</summary>
    static JsonObject SaidBefore(FormLibrary library, Form form, StepView view)
    {
        var said = new JsonObject();
        foreach (var step in view.Enrolment.Steps.Where(step => step.ActorId == view.Step.ActorId && step.Answers.Length > 0))
        {
            var answers = SealedAnswers.Without(JsonNode.Parse(step.Answers)!.AsObject());
            foreach (var table in form.Fields.Where(field => field.Type == FieldType.Rows && answers[field.Key] is JsonArray && library.Find(step.FormId, step.FormVersion)?.Fields.Any(field.AsksTheSameAs) == true))
                said[table.Key] = answers[table.Key]!.DeepClone();
        }

        return said;
    }

    /// <summary>A draft is what was typed; a step that came back begins with the answers given before.</summary>
    static FormValues KeptIn(Form form, Step step)
    {
        if (step.DraftSavedAt is not null || step.Draft.Length == 0)
            return FormValues.FromDraft(step.Draft);
        try
        {
            return JsonNode.Parse(step.Draft) is JsonObject answers ? FormValues.FromAnswers(form, answers) : FormValues.Empty;
        }
        catch (JsonException)
        {
            return FormValues.Empty;
        }
    }
}
