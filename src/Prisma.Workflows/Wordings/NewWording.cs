namespace Prisma.Workflows.Wordings;

/// <summary>What a steward wants kept.</summary>
/// <param name="Kind">"mail", "agreement" or "form".</param>
/// <param name="Name">What it stands in the place of.</param>
/// <param name="Language">Empty for what holds all its languages.</param>
/// <param name="Content">As its kind writes it.</param>
/// <param name="BaseId">What it was made from; null for what is shipped.</param>
public sealed record NewWording(string Kind, string Name, string Language, string Content, Guid? BaseId = null);
