using Prisma.Workflows.Consents;
using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Stories;

/// <summary>What somebody said of appearing in the story: in their choices (F-17), or else when they were asked for their part of it (F-28a).</summary>
sealed class Wishes(Passage passage, IReadOnlyDictionary<string, string> choices)
{
    /// <summary>The form that asks for their part of it.</summary>
    public const string Form = "F-28a";

    const string AboutMe = "about_me";

    /// <summary>"ask", <see cref="ConsentChoice.Anonymous"/> or <see cref="ConsentChoice.No"/>; empty where they said nothing.</summary>
    public string OfWords => choices.GetValueOrDefault(ConsentChoice.CaseWords) is { Length: > 0 } chosen ? chosen : Told;

    string Told => passage.Enrolment.Steps.Where(step => step.FormId == Form && step.Answers.Length > 0).OrderBy(step => step.ClosedAt).LastOrDefault() is { } step
        ? JsonNode.Parse(step.Answers)?[AboutMe]?.ToString() ?? ""
        : "";
}
