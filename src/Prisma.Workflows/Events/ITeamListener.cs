namespace Prisma.Workflows.Events;

/// <summary>Told in the same operation that gives an event another team, or that finds somebody gone from it.</summary>
public interface ITeamListener
{
    Task HeardAsync(Event theEvent, CancellationToken cancellation);
}
