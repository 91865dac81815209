namespace Prisma.Workflows.Mail.Templates;

/// <summary>A text names something that is not known here; it is not written with a hole in it.</summary>
public sealed class MissingVariableException(string problem, Exception? inner)
    : Exception($"The text cannot be filled in: {problem}. Mend the text, or give what it names.", inner);
