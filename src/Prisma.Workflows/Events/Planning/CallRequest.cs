namespace Prisma.Workflows.Events.Planning;

/// <summary>How a call is opened: until when, whether the design is consented, and why it opens although it is late.</summary>
public sealed record CallRequest(DateOnly? ClosesOn, bool DesignConsented, bool OpenAnyway, string Reason);
