namespace Prisma.Workflows.Runtime.Calls;

/// <summary>Says that a call is about to be committed, so that not every commit need ask. Missing it loses nothing.</summary>
public sealed class CallBell
{
    int _rung;

    public void Ring() => Interlocked.Exchange(ref _rung, 1);

    public bool Hear() => Interlocked.Exchange(ref _rung, 0) == 1;
}
