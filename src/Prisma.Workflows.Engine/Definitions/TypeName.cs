namespace Prisma.Workflows.Engine.Definitions;

/// <summary>Makes the activity type name of a definition from its name.</summary>
static class TypeName
{
    internal static string Of(string name) =>
        string.Concat(name.Split([.. name.Where(one => !char.IsLetterOrDigit(one))], StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
