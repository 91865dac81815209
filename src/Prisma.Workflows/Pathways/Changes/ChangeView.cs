using Prisma.Workflows.Events;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>A change of an event: how many passages were told, how many are still to be, and for a pause what another hub does that ends it.</summary>
public sealed record ChangeView(EventChange Change, int Told, int Left, string Ends);
