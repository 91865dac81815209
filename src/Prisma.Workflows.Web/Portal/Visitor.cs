namespace Prisma.Workflows.Web.Portal;

/// <summary>Somebody known: who, whether they may still act, whether they signed in instead of following a link, and whether that link came by mail.</summary>
public sealed record Visitor(Guid PersonId, bool MayAct, bool IsStaff, bool CameByMail = false)
{
    /// <summary>Whether they have shown who they are, rather than typed an address.</summary>
    public bool IsKnown => IsStaff || CameByMail;
}
