using Prisma.Workflows.Engine.Instances.Requests;

namespace Prisma.Workflows.Engine.Activities.Mail;

/// <summary>Sends a mail.</summary>
[Activity("Elsa.SendEmail", Category = "Email", Kind = ActivityKind.Task, Description = "Sends an email.")]
sealed class SendEmail : Activity
{
    [Input(Description = "The sender's address.")]
    public string? From { get; set; }

    [Input(Description = "The recipients' addresses.", Required = true)]
    public IReadOnlyList<string> To { get; set; } = [];

    [Input]
    public IReadOnlyList<string> Cc { get; set; } = [];

    [Input]
    public IReadOnlyList<string> Bcc { get; set; } = [];

    [Input(Description = "The subject.", Unlogged = true)]
    public string Subject { get; set; } = "";

    [Input(Description = "The text.", UiHint = UiHints.MultiLine, Unlogged = true)]
    public string Body { get; set; } = "";

    public override void Execute(ActivityContext context)
    {
        context.Request(new SendMail
        {
            From = From,
            To = To,
            Cc = Cc,
            Bcc = Bcc,
            Subject = Subject,
            Body = Body,
        });
        context.Complete();
    }
}
