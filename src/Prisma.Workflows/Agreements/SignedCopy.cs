using System.Text;

namespace Prisma.Workflows.Agreements;

/// <summary>The copy that goes to all parties: the frozen text, then who signed, when, how, and over which hash; where not all did, that it does not hold.</summary>
public static class SignedCopy
{
    public static string Write(Agreement agreement)
    {
        var copy = new StringBuilder(agreement.Text);
        copy.Append("\n---\n\n## Signatures\n\n");
        foreach (var signature in agreement.Signatures.OrderBy(one => one.Order))
            copy.Append(CultureInfo.InvariantCulture, $"{signature.Order}. {(signature.SignedAt is null ? Unsigned(signature) : Signed(signature))}\n");
        if (WhyItDoesNotHold(agreement) is { } why)
            copy.Append(CultureInfo.InvariantCulture, $"\n{why}\n");
        copy.Append(CultureInfo.InvariantCulture, $"\nSHA-256 of the text above the signatures: {agreement.Hash}\n");
        return copy.ToString();
    }

    /// <summary>Null for what all have signed and nothing has ended since.</summary>
    public static string? WhyItDoesNotHold(Agreement agreement) => agreement.State switch
    {
        AgreementState.Active => null,
        AgreementState.Signing => "Not everybody has signed this yet, so it does not hold.",
        AgreementState.Superseded => "This was signed anew since and holds no longer.",
        _ when agreement.ActiveAt is not null => "This has ended and holds no longer.",
        _ => "This was not signed by all, so it does not hold.",
    };

    static string Unsigned(Signature signature) => $"{(signature.InWords.Length > 0 ? signature.InWords : "whoever it is about")}: not signed";

    static string Signed(Signature signature) => string.Create(
        CultureInfo.InvariantCulture,
        $"{signature.TypedName}, {(signature.InWords.Length > 0 ? $"{signature.InWords}, " : "")}{signature.Email}: {(signature.ViewedAt is { } viewed ? $"viewed {viewed:yyyy-MM-dd HH:mm:ss} UTC, " : "")}signed {signature.SignedAt:yyyy-MM-dd HH:mm:ss} UTC by {signature.Method}{(signature.InPlaceOf.Length > 0 ? $", in place of {signature.InPlaceOf}" : "")}");
}
