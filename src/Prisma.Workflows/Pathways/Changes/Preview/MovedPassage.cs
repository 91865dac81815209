namespace Prisma.Workflows.Pathways.Changes.Preview;

/// <summary>What a move means for one passage.</summary>
/// <param name="IsAsked">Whether they are asked how the new days are for them.</param>
/// <param name="Agreements">Active agreements that name the days.</param>
/// <param name="SignsAgain">Whether these are signed again, rather than changed by notice.</param>
/// <param name="Steps">What is open, and when it is due then.</param>
public sealed record MovedPassage(Guid EnrolmentId, string Name, string Pathway, bool IsAsked, IReadOnlyList<string> Agreements, bool SignsAgain, IReadOnlyList<MovedStep> Steps);
