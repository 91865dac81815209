namespace Prisma.Workflows.Forms;

/// <summary>
/// A form somebody handed in, judged: the answers, what is wrong by input name, and what was typed. The answers may only be used when nothing is wrong.
/// Fields to be told in person are listed under <see cref="InPerson"/> instead of being answered.
/// </summary>
public sealed record CheckedForm(JsonObject Answers, Problems Problems, FormValues Typed, bool LooksAutomated)
{
    public const string InPerson = "inPerson";

    public bool IsAccepted => !Problems.Any;
}
