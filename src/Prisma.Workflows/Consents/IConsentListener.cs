using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Consents;

/// <summary>What a slice does when somebody has changed what may be done with what they told; in the same commit.</summary>
public interface IConsentListener
{
    /// <param name="changed">What holds now of the choices that changed, by their key; empty where one is off.</param>
    Task HearAsync(Passage passage, IReadOnlyDictionary<string, string> changed, CancellationToken cancellation);
}
