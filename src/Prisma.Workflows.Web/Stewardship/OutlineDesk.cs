using Prisma.Workflows.Authoring.Drafts;
using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Web.Ui;

namespace Prisma.Workflows.Web.Stewardship;

/// <summary>What every row of the outline has to know: the draft, which row is open, what was just done, and what was typed and refused.</summary>
public sealed record OutlineDesk(string Address, DraftView Draft, PathwayOutline Outline)
{
    const int MostAtOnce = 12;

    public string? Open { get; init; }
    public string? Adding { get; init; }
    public string? Did { get; init; }
    public string? To { get; init; }

    /// <summary>Every stage and step stands open, because a steward wants it so.</summary>
    public bool All { get; init; }

    public Posted Typed { get; init; } = Posted.Nothing;

    /// <summary>What was sent for a draft that somebody changed meanwhile: it stands beside what is there now, so that keeping it is a choice.</summary>
    public Posted Sent { get; init; } = Posted.Nothing;

    public Problems Problems { get; init; } = [];

    public IEnumerable<Problem> Of(string stepId) => Draft.Problems.Where(problem => problem.ActivityId == stepId);

    public static string Anchor(string stepId) => "step-" + Uri.EscapeDataString(stepId);

    /// <summary>A short one is read as a whole; a long one is folded, with an index of its stages.</summary>
    public bool IsLong => Outline.Steps.Count() > MostAtOnce;

    /// <summary>This page as it is folded now.</summary>
    public string Here => At("");

    public string At(string query) => $"{Address}?{(All ? "all=true&" : "")}{query}".TrimEnd('&', '?');

    /// <summary>Without an anchor: a browser puts the keyboard into the first field only where the address has none.</summary>
    public string EditAddress(string stepId) => At($"step={Uri.EscapeDataString(stepId)}");

    public string AddAddress(string stepId) => At($"add={Uri.EscapeDataString(stepId)}");

    /// <summary>What was just opened or done stands open; an anchor in an address opens what is around it.</summary>
    public bool IsUnfolded(string stepId) => All || !IsLong || stepId == Open || stepId == Adding || stepId == To;

    public bool IsUnfolded(OutlineStage stage) => stage.All.Any(step => IsUnfolded(step.Id));

    public IEnumerable<Problem> Of(OutlineStage stage) => stage.All.SelectMany(step => Of(step.Id));

    /// <summary>Whether the keyboard stays at this button after what was done with it.</summary>
    public bool Keeps(string what, string stepId) => Did == what && To == stepId;
}
