namespace Prisma.Workflows.Persistence;

/// <summary>What an operation leaves to be done right after its commit, so that nobody waits for the next tick of a clock and nobody looks in vain.</summary>
public sealed class Errands
{
    /// <summary>Mails are due.</summary>
    public bool Mails { get; set; }

    /// <summary>Calls are due.</summary>
    public bool Calls { get; set; }

    /// <summary>Files that nobody names any longer are removed; a rolled back operation would still name them.</summary>
    public List<Action> Removals { get; } = [];
}
