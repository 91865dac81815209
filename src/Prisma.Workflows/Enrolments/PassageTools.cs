using Microsoft.Extensions.Options;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Enrolments;

/// <summary>What a passage works with; one set per operation.</summary>
public sealed class PassageTools(PrismaDbContext db, Outbox outbox, AuditTrail audit, FormLibrary forms, LadderLibrary ladders, IOptions<PrismaOptions> options, TimeProvider time)
{
    public PrismaDbContext Db => db;

    public Outbox Outbox => outbox;

    public AuditTrail Audit => audit;

    public FormLibrary Forms => forms;

    public LadderLibrary Ladders => ladders;

    public TimeProvider Time => time;

    public Uri Home { get; } = new(options.Value.PublicUrl.TrimEnd('/') + "/");

    /// <summary>Steps closed in this operation, whose links get their last day at the commit.</summary>
    public HashSet<Guid> Closed { get; } = [];
}
