using Microsoft.Extensions.Options;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Engine.Instances.Requests;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Mail.FromWorkflows;

/// <summary>Owes the mails that a burst's definition writes itself, in the burst's commit.</summary>
sealed class OweWorkflowMails(PrismaDbContext db, Errands errands, IOptions<PrismaOptions> options) : IBurstCompanion
{
    public Task AttachAsync(string instanceId, BurstContext context, CancellationToken cancellation) => Task.CompletedTask;

    public Task AfterAsync(Burst burst, BurstContext context, WorkflowRuntime runtime, CancellationToken cancellation)
    {
        foreach (var (mail, place) in burst.Requests.OfType<SendMail>().Select((mail, place) => (mail, place)))
        {
            var id = Guid.CreateVersion7(context.Now);
            db.Outbox.Add(new OutboxMessage
            {
                Id = id,
                Key = $"{WorkflowMail.Template}:{burst.Instance.Id}:{mail.ActivityInstanceId}",
                PersonId = Guid.Empty,
                Template = WorkflowMail.Template,
                Facts = WorkflowMail.Facts(mail).ToJsonString(),
                CreatedAt = context.Now.AddMicroseconds(place),
                DueAt = context.Now,
                MessageId = $"<{id:N}@{new Uri(options.Value.PublicUrl).Host}>",
            });
            errands.Mails = true;
        }

        return Task.CompletedTask;
    }
}
