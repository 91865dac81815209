using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows;

/// <summary>How long what is no longer needed is kept before it is forgotten (domain.md §19.4); the section "Retention". Mails, pages and the texts of agreements say these numbers.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>An application that came to nothing, where nobody wished otherwise.</summary>
    [Range(1, 120)]
    public int ApplicationMonths { get; set; } = 6;

    /// <summary>What people need, how they travel and what interviewers noted, after the last day of their event.</summary>
    [Range(1, 365)]
    public int CareDays { get; set; } = 30;

    /// <summary>Recorded voices, after their event or passage.</summary>
    [Range(1, 3650)]
    public int VoiceDays { get; set; } = 90;

    /// <summary>What was signed and decided, after the event, and after the last day on which something agreed there is to be looked at again.</summary>
    [Range(1, 100)]
    public int AgreementYears { get; set; } = 6;

    /// <summary>Concerns, sealed, after they were closed.</summary>
    [Range(1, 100)]
    public int ConcernYears { get; set; } = 3;

    /// <summary>That a mail was sent, without its words.</summary>
    [Range(1, 120)]
    public int MailMonths { get; set; } = 12;

    /// <summary>As mails and agreements name them: "retention.care_days".</summary>
    public JsonObject ToFacts() => new()
    {
        ["application_months"] = ApplicationMonths,
        ["care_days"] = CareDays,
        ["voice_days"] = VoiceDays,
        ["agreement_years"] = AgreementYears,
        ["concern_years"] = ConcernYears,
        ["mail_months"] = MailMonths,
    };
}

/// <summary>Refuses to start where something would be kept for no time, or for ever.</summary>
[OptionsValidator]
sealed partial class RetentionOptionsValidator : IValidateOptions<RetentionOptions>;
