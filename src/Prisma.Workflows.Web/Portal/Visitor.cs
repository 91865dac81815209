namespace Prisma.Workflows.Web.Portal;

/// <summary>Somebody known: who, whether they may still act, and whether they signed in instead of following a link.</summary>
sealed record Visitor(Guid PersonId, bool MayAct, bool IsStaff);
