using Prisma.Workflows.Authoring.Drafts;
using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Web.Ui;

namespace Prisma.Workflows.Web.Stewardship;

/// <summary>What every row of the outline has to know: the draft, which row is open, what was just done, and what was typed and refused.</summary>
public sealed record OutlineDesk(string Address, DraftView Draft, PathwayOutline Outline)
{
    public string? Open { get; init; }

    public string? Adding { get; init; }

    public string? Did { get; init; }

    public string? To { get; init; }

    public Posted Typed { get; init; } = Posted.Nothing;

    public Problems Problems { get; init; } = [];

    public IEnumerable<Problem> Of(string stepId) => Draft.Problems.Where(problem => problem.ActivityId == stepId);

    public static string Anchor(string stepId) => "step-" + Uri.EscapeDataString(stepId);

    /// <summary>Without an anchor: a browser puts the keyboard into the first field only where the address has none.</summary>
    public string EditAddress(string stepId) => $"{Address}?step={Uri.EscapeDataString(stepId)}";

    public string AddAddress(string stepId) => $"{Address}?add={Uri.EscapeDataString(stepId)}";

    /// <summary>Whether the keyboard stays at this button after what was done with it.</summary>
    public bool Keeps(string what, string stepId) => Did == what && To == stepId;
}
