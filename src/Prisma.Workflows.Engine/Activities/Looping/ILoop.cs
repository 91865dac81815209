namespace Prisma.Workflows.Engine.Activities.Looping;

/// <summary>What a Break leaves.</summary>
interface ILoop;
