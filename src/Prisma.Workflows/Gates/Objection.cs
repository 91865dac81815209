namespace Prisma.Workflows.Gates;

/// <summary>What makes a no an objection: the harm, the criterion it touches, and what would make it safe enough.</summary>
public static class Objection
{
    public const string Harm = "harm", Criterion = "criterion", SafeEnough = "safe_enough";

    public const string WhatIsMissing =
        "An objection needs three things, each in at least twenty characters: what harm or missed aim you see, which criterion it touches, and what would make it safe enough to try. Without them it can be given as a concern, which is noted and does not stop the others.";

    const int Shortest = 20;

    public static bool IsComplete(JsonObject answers) =>
        new[] { Harm, Criterion, SafeEnough }.All(key => answers[key]?.ToString().Trim().Length >= Shortest);
}
