namespace Prisma.Workflows.Enrolments.Organisations;

/// <summary>Whom a facilitator would like to ask: an organisation and the person to write to.</summary>
public sealed record Invitation(string Pathway, string Organisation, string Name, string Email);
