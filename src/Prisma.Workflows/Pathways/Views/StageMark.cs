namespace Prisma.Workflows.Pathways.Views;

/// <summary>One stage of a pathway in the picture "where I am", with its planned days: from the day it was entered, where that came sooner, and none once these are over.</summary>
public sealed record StageMark(string Key, string Title, StagePlace Place, DateOnly? From, DateOnly? To);
