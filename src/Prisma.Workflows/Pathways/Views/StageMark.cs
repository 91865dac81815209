namespace Prisma.Workflows.Pathways.Views;

/// <summary>One stage of a pathway in the picture "where I am".</summary>
public sealed record StageMark(string Key, string Title, StagePlace Place, DateOnly? From, DateOnly? To);
