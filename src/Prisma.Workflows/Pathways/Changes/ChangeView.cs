using Prisma.Workflows.Events;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>A change of an event: how many passages were told, and how many are still to be.</summary>
public sealed record ChangeView(EventChange Change, int Told, int Left);
