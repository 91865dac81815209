using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Prisma.Workflows.Engine.Instances;

/// <summary>Texts that every database can keep: what stands for no character, such as U+0000 or half of a pair, is replaced by the sign for that.</summary>
static class WellFormed
{
    [return: NotNullIfNotNull(nameof(text))]
    internal static string? Of(string? text) =>
        text is null || !text.Contains('\0', StringComparison.Ordinal) && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')
            ? text
            : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');
}
