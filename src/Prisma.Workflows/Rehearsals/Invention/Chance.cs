using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Prisma.Workflows.Rehearsals.Invention;

/// <summary>What a seed decides about somebody or something. It depends on the name alone, never on what was asked before, so that one more applicant changes nobody else.</summary>
sealed class Chance(int seed)
{
    /// <summary>From 0 to just below 1.</summary>
    public double Of(string what) => BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|{what}"))) / (double)(1L << 32);

    public bool Happens(double share, string what) => Of(what) < share;

    /// <summary>One of <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public int Between(int first, int last, string what) => first + (int)(Of(what) * (last - first + 1));

    public T OneOf<T>(IReadOnlyList<T> choices, string what) => choices[(int)(Of(what) * choices.Count)];
}
