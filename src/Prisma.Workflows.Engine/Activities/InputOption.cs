namespace Prisma.Workflows.Engine.Activities;

/// <summary>One choice of a list.</summary>
public sealed record InputOption(string Value, string Text)
{
    internal static InputOption Parse(string option) =>
        option.Split('=', 2) is [var value, var text] ? new(value, text) : new(option, option);
}
