namespace Prisma.Workflows.Engine.Activities;

/// <summary>What the designer needs to know of one output.</summary>
public sealed record OutputDescriptor(string Name, string TypeName, string DisplayName, string Description);
