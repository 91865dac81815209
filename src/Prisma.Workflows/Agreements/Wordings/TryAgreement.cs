using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Agreements.Wordings;

/// <summary>An agreement as its parties would read it, and as the paper they would get, before anybody signs it: with the facts of a real enrolment, or invented ones.</summary>
public sealed class TryAgreement(PassageCompanion passages, AgreementLibrary library, AgreementText texts, AgreementWordingKind kind, TimeProvider time)
{
    /// <summary>Null when there is no such enrolment.</summary>
    /// <exception cref="MissingVariableException">The text cannot be written.</exception>
    public async Task<Agreement?> ExecuteAsync(string id, string language, AgreementWords words, int version, Guid? enrolmentId, CancellationToken cancellation)
    {
        var template = library.Shipped(id, language) with { Version = version, Title = words.Title, Summary = words.Summary, Text = words.Text, NoticeDays = words.NoticeDays };
        if (enrolmentId is not { } real)
            return Signed(template, AgreementText.Tidy(kind.Try(id, version, words)), party => Invented(party));
        return await passages.OfEnrolmentAsync(real, cancellation) is { } passage
            ? Signed(template, texts.Write(template, [], passage), party => passage.ActorOf(party) ?? Invented(party))
            : null;
    }

    Agreement Signed(AgreementTemplate template, string text, Func<string, Person> who)
    {
        var agreement = new Agreement
        {
            EnrolmentId = Guid.Empty,
            StepKey = "",
            Round = 1,
            TemplateId = template.Id,
            Version = template.Version,
            Title = template.Title,
            Text = text,
            Hash = AgreementText.Hash(text),
            Summary = [.. template.Summary],
            State = AgreementState.Active,
            OpenedAt = time.GetUtcNow(),
            ExpiresAt = time.GetUtcNow(),
        };
        foreach (var (place, party) in template.Parties.Index())
        {
            var person = who(party);
            agreement.Signatures.Add(new Signature
            {
                AgreementId = agreement.Id,
                Order = place + 1,
                PersonId = person.Id,
                Party = party,
                TypedName = person.Name,
                Email = person.Email,
                Method = "mail link and code",
                ViewedAt = agreement.OpenedAt.AddMinutes(place),
                SignedAt = agreement.OpenedAt.AddMinutes(place + 1),
                TextHash = agreement.Hash,
            });
        }

        return agreement;
    }

    Person Invented(string party) => party == "stakeholder"
        ? new Person { FirstName = "Ida", LastName = "Marsh", Email = "ida@example.org", CreatedAt = time.GetUtcNow() }
        : new Person { FirstName = "Wren", LastName = "Alder", Email = "wren@example.org", CreatedAt = time.GetUtcNow() };
}
