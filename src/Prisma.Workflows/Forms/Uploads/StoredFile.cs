namespace Prisma.Workflows.Forms.Uploads;

/// <summary>A file somebody added to an answer: its own name is only ever shown, never used as a path.</summary>
public sealed record StoredFile(string Id, string Name, string Type, long Size)
{
    /// <summary>"image", "audio" or "pdf".</summary>
    public string Kind => Type == "application/pdf" ? "pdf" : Type[..Type.IndexOf('/', StringComparison.Ordinal)];
}
