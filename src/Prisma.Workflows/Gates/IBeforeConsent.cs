using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Gates;

/// <summary>Asked before a reader's consent is taken: what has to be in place first.</summary>
public interface IBeforeConsent
{
    /// <summary>What is open, and the ways out, as the reader is told; empty where nothing stands in the way.</summary>
    Task<string> WhyNotYetAsync(Passage passage, Review review, CancellationToken cancellation);
}
