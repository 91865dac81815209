namespace Prisma.Workflows.Mail.Templates;

/// <summary>A mail's words in one language.</summary>
sealed record MailWords(TemplateSource Subject, TemplateSource Body)
{
    public const string FallbackLanguage = "en";
}

/// <summary>What stands around every mail in one language.</summary>
sealed record MailLayout(TemplateSource Html, TemplateSource Text);
