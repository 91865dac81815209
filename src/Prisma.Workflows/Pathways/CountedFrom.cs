using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Pathways;

/// <summary>From when the days of a step are counted, as choices.</summary>
static class CountedFrom
{
    public const string Opening = "opening=the day it was asked", Stage = Passage.FromStage + "=the day its stage was entered";
}
