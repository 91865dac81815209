using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Agreements.Views;

/// <summary>Writes a text that a form asks to agree to, as it stands for the person who is asked.</summary>
public sealed class ReadAgreementText(PassageCompanion passages, AgreementLibrary library, AgreementText texts)
{
    /// <summary>The Markdown; null when there is no such agreement or step.</summary>
    public async Task<string?> ExecuteAsync(Guid stepId, string agreementId, CancellationToken cancellation) =>
        library.Ids.Contains(agreementId, StringComparer.Ordinal) && await passages.OfStepAsync(stepId, cancellation) is { } found
            ? texts.Write(library.Find(agreementId, found.Passage.Person.Language), [], found.Passage)
            : null;
}
