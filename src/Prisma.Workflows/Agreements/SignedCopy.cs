using System.Text;

namespace Prisma.Workflows.Agreements;

/// <summary>The copy that goes to all parties: the frozen text, then who signed, when, how, and over which hash.</summary>
public static class SignedCopy
{
    public static string Write(Agreement agreement)
    {
        var copy = new StringBuilder(agreement.Text);
        copy.Append("\n---\n\n## Signatures\n\n");
        foreach (var signature in agreement.Signatures.Where(one => one.SignedAt is not null).OrderBy(one => one.Order))
        {
            copy.Append(CultureInfo.InvariantCulture, $"{signature.Order}. {signature.TypedName}, {(signature.InWords.Length > 0 ? $"{signature.InWords}, " : "")}{signature.Email}: ");
            copy.Append(CultureInfo.InvariantCulture, $"{(signature.ViewedAt is { } viewed ? $"viewed {viewed:yyyy-MM-dd HH:mm:ss} UTC, " : "")}signed {signature.SignedAt:yyyy-MM-dd HH:mm:ss} UTC by {signature.Method}{(signature.InPlaceOf.Length > 0 ? $", in place of {signature.InPlaceOf}" : "")}\n");
        }

        copy.Append(CultureInfo.InvariantCulture, $"\nSHA-256 of the text above the signatures: {agreement.Hash}\n");
        return copy.ToString();
    }
}
