using System.ComponentModel.DataAnnotations;
using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Agreements;

/// <summary>One agreement as it is put before its parties: the exact text, its hash, and who signs in which order.</summary>
[Index(nameof(EnrolmentId), nameof(StepKey), nameof(Round), IsUnique = true)]
public sealed class Agreement
{
    /// <summary>How many days there are for looking at it again.</summary>
    public const int DaysToLook = 14;

    /// <summary>The agreements with a hub, a practice network and a partner.</summary>
    public const string Hosting = "A-03", Collaboration = "A-04", Contribution = "A-05";

    /// <summary>When it ends by its notice; null unless it is in force with somebody who is gone.</summary>
    public DateTimeOffset? EndsAt(Enrolment of) => State == AgreementState.Active && NoticeDays > 0 ? of.NoticeEndsAt : null;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid EnrolmentId { get; init; }
    public required string StepKey { get; init; }
    public required int Round { get; init; }

    /// <summary>E.g. "A-06"; those that are agreed to along with it are in <see cref="Also"/>.</summary>
    public required string TemplateId { get; init; }

    public required int Version { get; set; }
    public required string Title { get; set; }
    public AgreementState State { get; set; } = AgreementState.Signing;

    /// <summary>The frozen Markdown, with every variable filled in.</summary>
    public required string Text { get; set; }

    /// <summary>SHA-256 of the UTF-8 bytes of <see cref="Text"/>, lower-case hex.</summary>
    public required string Hash { get; set; }

    public List<string> Summary { get; set; } = [];
    public List<string> Also { get; init; } = [];
    public required DateTimeOffset OpenedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Set while a question is open: the clock rests (domain.md §12.3).</summary>
    public DateTimeOffset? ClockStoppedAt { get; set; }

    public DateTimeOffset? ActiveAt { get; set; }
    public DateOnly? ReviewOn { get; set; }

    /// <summary>For how many days it still holds once either side leaves, as <see cref="Text"/> says; 0 where it names none.</summary>
    public int NoticeDays { get; set; }

    public string BookmarkId { get; set; } = "";

    [ConcurrencyCheck]
    public int Revision { get; set; }

    public List<Signature> Signatures { get; } = [];
    public List<AgreementQuestion> Questions { get; } = [];

    /// <summary>Whose turn it is to sign; null once all have.</summary>
    public Signature? Turn() => Signatures.OrderBy(one => one.Order).FirstOrDefault(one => one.SignedAt is null);

    /// <summary>Agreements with who signs them and what was asked about them.</summary>
    public static IQueryable<Agreement> Whole(PrismaDbContext db) => db.Agreements.Include(one => one.Signatures).Include(one => one.Questions).AsSplitQuery();
}
