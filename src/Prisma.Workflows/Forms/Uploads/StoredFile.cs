namespace Prisma.Workflows.Forms.Uploads;

/// <summary>A file somebody added to an answer: its own name is only ever shown, never used as a path.</summary>
public sealed record StoredFile(string Id, string Name, string Type, long Size)
{
    public const string Image = "image";

    /// <summary>"image", "audio" or "pdf".</summary>
    public string Kind => KindOf(Type);

    internal static string KindOf(string type) => type == "application/pdf" ? "pdf" : type[..type.IndexOf('/', StringComparison.Ordinal)];
}
