namespace Prisma.Workflows.Engine.Expressions;

/// <summary>What the scripts of one burst share, so that it is set up once.</summary>
sealed class ScriptSession
{
    /// <summary>The scope of the script that runs now.</summary>
    internal IExpressionScope? Current { get; set; }

    internal JavaScriptSandbox? Sandbox { get; set; }
}
