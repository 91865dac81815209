namespace Prisma.Workflows.Bundles;

/// <summary>A bundle that was brought and is not adopted, as one person sees it.</summary>
public sealed record WaitingBundle(string Key, string EventName, bool IsRead);
