namespace Prisma.Workflows.Enrolments.Organisations;

/// <summary>Which of the groups beside the participants an organisation belongs to.</summary>
public enum OrganisationKind
{
    Hub,
    Network,
    Partner,
}
