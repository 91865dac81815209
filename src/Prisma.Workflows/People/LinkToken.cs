using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Prisma.Workflows.People;

/// <summary>A 256-bit secret that stands in a link or a header; only its SHA-256 is ever stored.</summary>
public static class LinkToken
{
    /// <summary>43 characters that need no escaping in an address.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
