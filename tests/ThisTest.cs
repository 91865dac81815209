namespace Prisma.Workflows;

/// <summary>What a test knows of its own run.</summary>
static class ThisTest
{
    /// <summary>Cancelled when the run is given up.</summary>
    public static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;
}
