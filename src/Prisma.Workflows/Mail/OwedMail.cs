namespace Prisma.Workflows.Mail;

/// <summary>A mail somebody is owed: which template, to whom, why, and the facts it is filled with. Links are added when it is sent.</summary>
/// <param name="Template">A template's id or key, e.g. "E02".</param>
/// <param name="Purpose">What it is for, e.g. "open" or "reminder-2"; with enrolment, step and person it is owed once.</param>
/// <param name="Facts">What the template names. "action.path" (e.g. "/today") leads the button elsewhere than to the step; "to.email" names another address than the person's.</param>
/// <param name="EnrolmentId">Whose passage it belongs to; gives it the links to pause, leave and choose mails.</param>
/// <param name="StepId">The step it asks for; gives it the step's link.</param>
/// <param name="DiesWithStep">Whether the step's closing before it is sent takes it back.</param>
/// <param name="NotBefore">When it may go out; now where nothing is said.</param>
/// <param name="OnlyAlone">Whether it is said by any other mail to the same person about the same passage that is owed in the same commit.</param>
public sealed record OwedMail(
    string Template,
    Guid PersonId,
    string Purpose,
    JsonObject Facts,
    Guid? EnrolmentId = null,
    Guid? StepId = null,
    bool DiesWithStep = false,
    DateTimeOffset? NotBefore = null,
    bool OnlyAlone = false)
{
    /// <summary>Begins the purpose of a mail that says that there are tasks, once a day for all of them, whichever step it is about (domain.md §5.7).</summary>
    public const string Tasks = "tasks-";

    /// <summary>Begins the purpose of the mail that first asks for a step.</summary>
    public const string Opening = "open-";

    /// <summary>Enrolment, step, purpose and person in one.</summary>
    public string Key => $"{EnrolmentId:N}:{StepId:N}:{Purpose}:{PersonId:N}";
}
