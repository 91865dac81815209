using Prisma.Workflows.Enrolments;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Rehearsals.Invention;

/// <summary>A step that somebody is asked for, and the address of whose passage it belongs to.</summary>
sealed record AskedStep(Step Step, Person Person, string Owner, string Pathway)
{
    public bool IsOwn => Person.Email == Owner;

    public bool IsOfParticipant => Pathway == Enrolments.Organisations.Pathway.Participant;

    /// <summary>Names this step of this passage for ever, whatever its id.</summary>
    public string Key => $"{Pathway}|{Owner}|{Person.Email}|{Step.Key}|{Step.Round}";
}
