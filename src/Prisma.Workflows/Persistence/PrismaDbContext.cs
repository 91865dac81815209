using System.Data.Common;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Drafts;
using Prisma.Workflows.Authoring.Presence;
using Prisma.Workflows.Concerns;
using Prisma.Workflows.Consents;
using Prisma.Workflows.Contributions;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Mail;
using Prisma.Workflows.People;
using Prisma.Workflows.People.Reading;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Runtime.Calls;
using Prisma.Workflows.Runtime.Triggers;
using Prisma.Workflows.Stories;
using Prisma.Workflows.Tensions;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Persistence;

/// <summary>Everything the installation keeps. Each database has a derived context with its own conventions and migrations.</summary>
public abstract class PrismaDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Person> People => Set<Person>();
    public DbSet<RoleGrant> RoleGrants => Set<RoleGrant>();
    public DbSet<AccessLink> AccessLinks => Set<AccessLink>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<Setting> Settings => Set<Setting>();
    public DbSet<Event> Events => Set<Event>();
    public DbSet<EventSignal> EventSignals => Set<EventSignal>();
    public DbSet<EventGathering> EventGatherings => Set<EventGathering>();
    public DbSet<EventChange> EventChanges => Set<EventChange>();
    public DbSet<TeamMember> TeamMembers => Set<TeamMember>();
    public DbSet<SeatPool> SeatPools => Set<SeatPool>();
    public DbSet<Seat> Seats => Set<Seat>();
    public DbSet<Enrolment> Enrolments => Set<Enrolment>();
    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<Step> Steps => Set<Step>();
    public DbSet<Review> Reviews => Set<Review>();
    public DbSet<ReviewResponse> ReviewResponses => Set<ReviewResponse>();
    public DbSet<Agreement> Agreements => Set<Agreement>();
    public DbSet<Signature> Signatures => Set<Signature>();
    public DbSet<AgreementQuestion> AgreementQuestions => Set<AgreementQuestion>();
    public DbSet<SigningCode> SigningCodes => Set<SigningCode>();
    public DbSet<Contribution> Contributions => Set<Contribution>();
    public DbSet<Concern> Concerns => Set<Concern>();
    public DbSet<ConcernPerson> ConcernPeople => Set<ConcernPerson>();
    public DbSet<ConcernNote> ConcernNotes => Set<ConcernNote>();
    public DbSet<Tension> Tensions => Set<Tension>();
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<Wording> Wordings => Set<Wording>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    public DbSet<DefinitionVersion> Definitions => Set<DefinitionVersion>();
    public DbSet<DraftRevision> DraftRevisions => Set<DraftRevision>();
    public DbSet<ConsentChoice> ConsentChoices => Set<ConsentChoice>();
    public DbSet<Excerpt> Excerpts => Set<Excerpt>();
    public DbSet<VersionConsent> VersionConsents => Set<VersionConsent>();
    public DbSet<EditorPresence> EditorPresences => Set<EditorPresence>();
    public DbSet<StoredInstance> Instances => Set<StoredInstance>();
    public DbSet<StoredBookmark> Bookmarks => Set<StoredBookmark>();
    public DbSet<StoredTrigger> Triggers => Set<StoredTrigger>();
    public DbSet<KeptEvent> KeptEvents => Set<KeptEvent>();
    public DbSet<OutgoingCall> OutgoingCalls => Set<OutgoingCall>();
    public DbSet<StoredLogEntry> ActivityLog => Set<StoredLogEntry>();

    /// <summary>The rows that this operation has read or added.</summary>
    internal IEnumerable<TRow> Held<TRow>()
        where TRow : class =>
        [.. Followed<TRow>().Where(entry => entry.State != EntityState.Deleted).Select(entry => entry.Entity)];

    /// <summary>As <see cref="Held{TRow}"/>, with those that it takes away.</summary>
    internal IReadOnlyList<EntityEntry<TRow>> Followed<TRow>()
        where TRow : class => WithoutComparing<IReadOnlyList<EntityEntry<TRow>>>(() => [.. ChangeTracker.Entries<TRow>()]);

    /// <summary>Whether there is any row that it could have to save.</summary>
    internal bool FollowsAny => WithoutComparing(() => ChangeTracker.Entries().Any());

    /// <summary>Asks about rows without comparing all of them with what they were first, which saving does anyway.</summary>
    internal TResult WithoutComparing<TResult>(Func<TResult> ask)
    {
        var detects = ChangeTracker.AutoDetectChangesEnabled;
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return ask();
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    /// <summary>An instant as the database keeps it.</summary>
    internal virtual object Kept(DateTimeOffset instant) => instant;

    /// <summary>An instant that the database kept.</summary>
    internal virtual DateTimeOffset InstantOf(DbDataReader reader, int place) => reader.GetFieldValue<DateTimeOffset>(place);

    /// <summary>Makes what is missing of the tables.</summary>
    /// <exception cref="UnknownDatabaseException">There is more than this program knows, or what it no longer knows.</exception>
    public virtual async Task BringUpToDateAsync(CancellationToken cancellation)
    {
        var known = Database.GetMigrations().ToList();
        if ((await Database.GetAppliedMigrationsAsync(cancellation)).LastOrDefault() is { } last && !known.Contains(last))
            throw string.CompareOrdinal(last, known[0]) < 0 ? UnknownDatabaseException.Older(last) : UnknownDatabaseException.Newer(last);
        await Database.MigrateAsync(cancellation);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PrismaDbContext).Assembly);
        foreach (var list in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()).Where(property => property.IsPrimitiveCollection))
            list.SetValueComparer(typeof(ListComparer<>).MakeGenericType(list.ClrType.GenericTypeArguments));
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
}
