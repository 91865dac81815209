namespace Prisma.Workflows.Stories;

/// <summary>What somebody of the team wrote of a person; the picture's id is empty where there is none.</summary>
public sealed record NewExcerpt(string Text, string Picture, string PictureInWords);
