using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Persistence.Direct;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Consents;

/// <summary>What the stakeholder has chosen (F-17), as activities see it.</summary>
public sealed class Choices(IReadOnlyDictionary<string, string> made)
{
    /// <summary>Empty where they never chose, or chose to have it off.</summary>
    public string Of(string key) => made.GetValueOrDefault(key, "");

    /// <summary>Reads them for the passages of people and organisations.</summary>
    internal sealed class Companion(DirectRows rows, PassageCompanion passages) : IBurstCompanion
    {
        const string OfEnrolment = """SELECT "Key", "Value" FROM "ConsentChoices" WHERE "EnrolmentId" = @value ORDER BY "At", "Id" """;

        public async Task AttachAsync(string instanceId, BurstContext context, CancellationToken cancellation)
        {
            if (await passages.OfInstanceAsync(instanceId, cancellation) is not { Enrolment: { IsOfEvent: false } enrolment })
                return;
            var all = await rows.ReadAsync(OfEnrolment, enrolment.Id, reader => (Key: reader.GetString(0), Value: reader.GetString(1)), cancellation);
            context.With(new Choices(all.GroupBy(choice => choice.Key, StringComparer.Ordinal).ToDictionary(choices => choices.Key, choices => choices.Last().Value, StringComparer.Ordinal)));
        }
    }
}
