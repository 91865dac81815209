using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Web.Hosting;

/// <summary>Keeps a second host out of a folder whose database is for one; over with the process, however that ends.</summary>
sealed class FolderHold(IOptions<PrismaOptions> options) : IDisposable
{
    FileStream? _lock;

    public void Take()
    {
        var folder = options.Value.DataFolder;
        var file = Path.Combine(folder, ".lock");
        try
        {
            _lock = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StartFailedException($"{file} belongs to another account. Give the folder and all within to the account that runs Prisma.", exception);
        }
        catch (IOException exception)
        {
            throw new StartFailedException($"Another Prisma runs with the data folder {folder}. Stop that one, or choose another folder with --DataFolder.", exception);
        }
    }

    public void Dispose() => _lock?.Dispose();
}
