namespace Prisma.Workflows.Forms.Editing;

/// <summary>Whose eyes a form's answers are for, in words, and what of that may change: fewer eyes, never others than those it was answered for.</summary>
public static class FormReaders
{
    public const string Field = "head.sensitive";

    const string OfConcerns = "concern";

    static readonly IReadOnlyList<(string Kind, string Words)> _all =
    [
        ("", "whoever reads a passage, as any other form"),
        ("care", "those who hold care at the event; deleted soon after it"),
        ("conversation", "those who read for the passage; deleted soon after the event"),
        ("due-diligence", "facilitators and stewards alone"),
        (OfConcerns, "the trust nodes alone"),
    ];

    public static string Words(string kind) => _all.Single(one => one.Kind == kind).Words;

    /// <summary>What a steward can choose; concerns have a way of their own, which no other form goes.</summary>
    public static IEnumerable<(string Kind, string Words)> Of(Form form) => _all.Where(one => one.Kind != OfConcerns || form.Sensitive == OfConcerns);

    internal static void Check(Problems problems, Form form, Form before)
    {
        problems.Require(
            !before.IsSensitive || form.Sensitive == before.Sensitive,
            Field, before.IsSensitive ? $"People answered this form for {Words(before.Sensitive)}, and so it stays. What others should read is asked in a form of its own." : "");
        problems.Require(
            before.Sensitive == OfConcerns || form.Sensitive != OfConcerns,
            Field, "Concerns go their own way to the trust nodes, which this form does not. Choose other readers.");
    }
}
