namespace Prisma.Workflows.Mail.Templates;

/// <summary>Text the product itself wrote for the place it goes to; it is not escaped again.</summary>
sealed record Verbatim(string Text)
{
    public override string ToString() => Text;
}
