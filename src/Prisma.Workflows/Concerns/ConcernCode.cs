using System.Security.Cryptography;

namespace Prisma.Workflows.Concerns;

/// <summary>A code that can be written down by hand and read out: letters and digits that nobody mistakes for each other; about 78 bits of chance.</summary>
public static class ConcernCode
{
    const string Signs = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    const int Groups = 4, SignsInGroup = 4;

    public static string Create() =>
        string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Signs, SignsInGroup)));

    public static bool IsWhole(string code) => code.Count(char.IsAsciiLetterOrDigit) == Groups * SignsInGroup;
}
