namespace Prisma.Workflows.Mail.Templates;

/// <summary>A template cannot be rendered with these facts; the message says which name or line is at fault and holds no fact's value.</summary>
public sealed class MailTemplateException(string template, string problem, Exception? inner = null)
    : Exception($"Mail template {template}: {problem}", inner)
{
    /// <summary>What is wrong, to whoever has the mail before them.</summary>
    public string Problem => problem;
}
