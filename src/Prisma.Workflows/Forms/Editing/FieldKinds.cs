namespace Prisma.Workflows.Forms.Editing;

/// <summary>The kinds of answers in words, as a steward chooses among them.</summary>
public static class FieldKinds
{
    public static readonly IReadOnlyList<(FieldType Type, string Words)> All =
    [
        (FieldType.Text, "a line of text"),
        (FieldType.Long, "a longer text"),
        (FieldType.One, "one of some choices"),
        (FieldType.Many, "any of some choices"),
        (FieldType.Bool, "yes or no"),
        (FieldType.Scale, "a number on a scale"),
        (FieldType.Int, "a whole number"),
        (FieldType.Money, "an amount of money"),
        (FieldType.Date, "a day"),
        (FieldType.Range, "from one day to another"),
        (FieldType.Email, "a mail address"),
        (FieldType.Tel, "a phone number"),
        (FieldType.Url, "a web address"),
        (FieldType.Rows, "rows, each with some questions"),
        (FieldType.File, "files"),
        (FieldType.Consent, "agreeing to a text"),
        (FieldType.Slots, "one of the times that are offered"),
        (FieldType.Hidden, "a trap for programs, which nobody sees"),
    ];

    /// <summary>What a new question can be; within rows there are no rows and no files.</summary>
    public static IEnumerable<(FieldType Type, string Words)> New(bool inRow) =>
        All.Where(one => one.Type is not (FieldType.Slots or FieldType.Hidden) && !(inRow && one.Type is FieldType.Rows or FieldType.File or FieldType.Consent));

    public static string Words(FieldType type) => All.Single(one => one.Type == type).Words;

    public static bool HasChoices(this FieldType type) => type is FieldType.One or FieldType.Many;

    /// <summary>Whether its least and most mean something.</summary>
    public static bool HasLimits(this FieldType type) =>
        type is FieldType.Text or FieldType.Long or FieldType.Int or FieldType.Money or FieldType.Scale or FieldType.Many or FieldType.File;
}
