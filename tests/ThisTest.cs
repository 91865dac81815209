namespace Prisma.Workflows;

/// <summary>What a test knows of its own run.</summary>
static class ThisTest
{
    /// <summary>Cancelled when the run is given up.</summary>
    public static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    /// <summary>A picture (PNG) of one dot, in hexadecimal.</summary>
    public const string Dot = "89504E470D0A1A0A0000000D49484452000000010000000108000000003A7E9B550000000A49444154789C636000000002000148AFA4710000000049454E44AE426082";
}
