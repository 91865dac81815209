using System.Runtime.CompilerServices;

// Nearer than Xunit's own, so that no test of this project can forget it.
namespace Prisma.Workflows.Browser.Tests;

/// <summary>A test that is given up after ten minutes: what a browser never answers would hold the whole run.</summary>
sealed class FactAttribute : Xunit.FactAttribute
{
    public const int Patience = 600_000;

    public FactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Timeout = Patience;
}

/// <summary>The same, for each row of a theory.</summary>
sealed class TheoryAttribute : Xunit.TheoryAttribute
{
    public TheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Timeout = FactAttribute.Patience;
}
