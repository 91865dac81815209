namespace Prisma.Workflows.Web.Portal;

/// <summary>Somebody known: who, whether they may still act, whether they signed in instead of following a link, and whether that link came by mail.</summary>
public sealed record Visitor(Guid PersonId, bool MayAct, bool IsStaff, bool CameByMail = false);
