using Prisma.Workflows.Enrolments.Organisations;

namespace Prisma.Workflows.Contributions;

/// <summary>
/// Who received what was given to an event, by the pathway it was given on: those who came received the hosting, the hub what people and partners gave, and
/// both what a practice network gave.
/// </summary>
static class Recipients
{
    public static bool Include(string pathway, bool isOfTheHub, bool hasSeat) => pathway switch
    {
        Pathway.Hub => hasSeat,
        Pathway.Network => hasSeat || isOfTheHub,
        _ => isOfTheHub,
    };
}
