using Prisma.Workflows.People;

namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>A new link to the known address and nowhere else: for somebody who lost the old one, once an hour at most, or whose old ones somebody of the team made invalid.</summary>
public static class FreshLink
{
    public static void Owe(Passage passage, Person to) => Owe(passage, to, $"link-{At(passage, "yyyyMMddHH")}", "");

    /// <param name="passage">Where it leads.</param>
    /// <param name="revokedBy">Who made the old ones invalid.</param>
    public static void Owe(Passage passage, Person to, Actor revokedBy) => Owe(passage, to, $"revoked-{At(passage, "yyyyMMddHHmmss")}", revokedBy.Name);

    static void Owe(Passage passage, Person to, string purpose, string revokedBy)
    {
        var step = passage.Enrolment.Steps.LastOrDefault(one => one.IsOpen && one.ActorId == to.Id);
        var facts = new JsonObject { ["renewed"] = new JsonObject { ["revoked_by"] = revokedBy } };
        if (step is null)
        {
            // It leads to where they are; what others have open in the passage is not theirs to read of.
            facts["step"] = new JsonObject { ["title"] = "", ["due"] = "" };
        }

        passage.Owe("E71", to, purpose, step, facts, diesWithStep: false, immediate: true);
    }

    static string At(Passage passage, string format) => passage.Now.ToString(format, CultureInfo.InvariantCulture);
}
