using System.Text.Json;
using System.Text.Json.Nodes;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Pathways.Views;

namespace Prisma.Workflows.Web.Portal.Steps;

/// <summary>The form of a step: its questions, its words, what it is opened with, and what is in it so far.</summary>
sealed record StepForm(Form Form, FormText Text, FormContext Context, string Language, FormValues Kept)
{
    public static StepForm Of(FormLibrary library, StepView view, DateTimeOffset now)
    {
        var id = view.Step.FormId;
        var form = library.Find(id) ?? throw new InvalidOperationException($"The form “{id}” of the step {view.Step.Id} is no longer in workflows/forms.");
        var language = library.Languages(id).Contains(view.Language, StringComparer.Ordinal) ? view.Language : "en";
        var slots = view.Event.ConversationSlots.Where(slot => slot > now).Order().ToList();
        return new StepForm(
            form,
            library.TextOf(id, language),
            new FormContext(new Dictionary<string, string>(StringComparer.Ordinal), slots, view.ActorTimeZone),
            language,
            KeptIn(form, view.Step));
    }

    /// <summary>A draft is what was typed; a step that came back begins with the answers given before.</summary>
    static FormValues KeptIn(Form form, Step step)
    {
        if (step.DraftSavedAt is not null || step.Draft.Length == 0)
        {
            return FormValues.FromDraft(step.Draft);
        }

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
