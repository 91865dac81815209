using System.Globalization;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>A new link for somebody who lost the old one: it goes to the known address and nowhere else, once an hour at most.</summary>
public static class FreshLink
{
    public static void Owe(Passage passage, Person to)
    {
        var step = passage.Enrolment.Steps.LastOrDefault(one => one.IsOpen && one.ActorId == to.Id);
        var hour = passage.Now.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);
        passage.Owe("E71", to, $"link-{hour}", step, null, diesWithStep: false, immediate: true);
    }
}
