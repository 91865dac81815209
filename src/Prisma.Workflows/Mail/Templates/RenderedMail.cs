namespace Prisma.Workflows.Mail.Templates;

/// <summary>A mail as it is read: one line of subject and the same words twice.</summary>
public sealed record RenderedMail(string Subject, string Html, string Text, string Language);
