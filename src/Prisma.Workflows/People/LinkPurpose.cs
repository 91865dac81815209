namespace Prisma.Workflows.People;

/// <summary>What a link from a mail opens.</summary>
public enum LinkPurpose
{
    /// <summary>One step of one person.</summary>
    Step,

    /// <summary>The page "where I am" of one enrolment, with pausing, mail choices and leaving.</summary>
    Enrolment,

    /// <summary>Setting a password as invited staff.</summary>
    Invitation,

    /// <summary>A concern, for one of its two sides.</summary>
    Concern,

    /// <summary>Which mails come, for somebody who is on no way.</summary>
    Mails,

    /// <summary>Setting another password, for staff who forgot theirs.</summary>
    Password,
}
