using Microsoft.Extensions.Options;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Mail;

namespace Prisma.Workflows.Enrolments;

/// <summary>What a passage works with; one set per operation.</summary>
public sealed class PassageTools(PrismaDbContext db, Outbox outbox, AuditTrail audit, FormLibrary forms, LadderLibrary ladders, IOptions<PrismaOptions> options, IOptions<RetentionOptions> retention, TimeProvider time)
    : IBeforeCommit
{
    readonly List<(Step Step, int Revision)> _over = [];

    public PrismaDbContext Db => db;

    public Outbox Outbox => outbox;

    public AuditTrail Audit => audit;

    public FormLibrary Forms => forms;

    public LadderLibrary Ladders => ladders;

    public TimeProvider Time => time;

    public RetentionOptions Retention => retention.Value;

    public Uri Home { get; } = new(options.Value.PublicUrl.TrimEnd('/') + "/");

    /// <summary>Steps closed in this operation, whose links get their last day at the commit.</summary>
    public HashSet<Guid> Closed { get; } = [];

    /// <summary>Remembers a step that is over, as most are: the context follows none of them but one that changes all the same. False for one that is open or has a rung before it.</summary>
    internal bool IsOver(Step step)
    {
        var isOver = step is { IsOpen: false, NextRungAt: null };
        if (isOver)
            _over.Add((step, step.Revision));
        return isOver;
    }

    public Task PrepareAsync(CancellationToken cancellation)
    {
        foreach (var (step, revision) in _over.Where(one => one.Step.Revision != one.Revision))
        {
            var entry = db.Entry(step);
            entry.State = EntityState.Modified;
            entry.Property(one => one.Revision).OriginalValue = revision;
        }

        _over.Clear();
        return Task.CompletedTask;
    }
}
