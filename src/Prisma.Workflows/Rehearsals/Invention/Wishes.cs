using Prisma.Workflows.Forms;

namespace Prisma.Workflows.Rehearsals.Invention;

/// <summary>What somebody invented has their own mind about; everything else they answer as everybody does.</summary>
sealed class Wishes : Dictionary<string, string>
{
    /// <summary>How every scale is answered.</summary>
    public int? Scale { get; init; }

    /// <summary>Null where there is no wish, or the form does not offer it.</summary>
    public string? Of(Field field) => field.Type == FieldType.Scale
        ? Scale?.ToString(CultureInfo.InvariantCulture)
        : TryGetValue(field.Key, out var wish) && (field.Options.Count == 0 || field.Options.Contains(wish)) ? wish : null;
}
