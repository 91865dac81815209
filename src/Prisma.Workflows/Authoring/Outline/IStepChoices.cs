namespace Prisma.Workflows.Authoring.Outline;

/// <summary>What exists to choose from for the fields of steps; each slice knows its own things.</summary>
public interface IStepChoices
{
    /// <param name="input">The field, in camel case.</param>
    /// <returns>Null where the field takes free text.</returns>
    IReadOnlyList<Choice>? For(string type, string input);
}
