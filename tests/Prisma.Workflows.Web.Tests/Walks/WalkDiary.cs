namespace Prisma.Workflows.Web.Tests.Walks;

/// <summary>Where the folder is named by PRISMA_WALK: all that everybody read, a file each, to be read in order.</summary>
sealed class WalkDiary
{
    readonly string? _folder = Environment.GetEnvironmentVariable("PRISMA_WALK");
    readonly HashSet<string> _begun = [];

    public void Write(Walker who, DateTimeOffset at, string what, IEnumerable<string> lines)
    {
        if (_folder is null)
        {
            return;
        }

        Directory.CreateDirectory(_folder);
        var file = Path.Combine(_folder, $"{who.Email.Split('@')[0]}.txt");
        if (_begun.Add(file))
        {
            File.Delete(file);
        }

        File.AppendAllLines(file, [$"===== {at:yyyy-MM-dd HH:mm} {what}", .. lines, ""]);
    }
}
