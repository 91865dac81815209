using System.ComponentModel.DataAnnotations;

namespace Prisma.Workflows.Persistence;

/// <summary>One value the installation keeps about itself, such as the hash of its setup link.</summary>
[PrimaryKey(nameof(Key))]
public sealed class Setting
{
    public required string Key { get; init; }
    public required string Value { get; set; }

    [ConcurrencyCheck]
    public int Revision { get; set; }

    /// <summary>Keeps a value in the row that was read of it, or in a new one.</summary>
    internal static void Keep(PrismaDbContext db, Setting? known, string key, string value)
    {
        if (known is null)
        {
            db.Settings.Add(new Setting { Key = key, Value = value });
        }
        else
        {
            known.Value = value;
            known.Revision++;
        }
    }
}
