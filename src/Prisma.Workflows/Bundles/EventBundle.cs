using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Prisma.Workflows.Authoring.Files;

namespace Prisma.Workflows.Bundles;

/// <summary>One event's pathways with the words and rules they name, as files under one seal; no people. What was changed after it was sealed is refused by name.</summary>
public sealed record EventBundle(IReadOnlyDictionary<string, byte[]> Members, string Seal)
{
    public const string Manifest = "manifest.json";

    const string Format = "prisma-event-bundle-1";
    const int MostMembers = 5000;

    /// <summary>As people read it.</summary>
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static EventBundle Of(SortedDictionary<string, byte[]> members) => new(members, SealOf(HashesOf(members)));

    public byte[] ToZip()
    {
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new ManifestJson(Format, HashesOf(Members), Seal), Json);
        return GuardedZip.Write([(Manifest, manifest), .. Members.Select(member => (member.Key, member.Value))]);
    }

    /// <summary>Nothing of it is taken before every member is what the seal says.</summary>
    /// <param name="name">The file's name, as problems tell it.</param>
    /// <exception cref="InvalidDataException">A sentence that names the member at which it is not what was sealed.</exception>
    public static EventBundle Open(string name, byte[] content)
    {
        var found = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (member, bytes) in GuardedZip.Read(name, content, MostMembers, _ => true))
            Require(found.TryAdd(member, bytes), $"{name} holds {member} twice.");
        Require(found.Remove(Manifest, out var manifestBytes), $"{name} is no event bundle: it has no {Manifest}.");
        var manifest = Read(name, manifestBytes!);
        Require(manifest.Seal == SealOf(manifest.Members), $"{Manifest} was changed after the bundle was sealed.");
        foreach (var (member, hash) in manifest.Members)
        {
            Require(BundleMember.Belongs(member), $"{member} belongs in no event bundle.");
            Require(found.TryGetValue(member, out var bytes), $"{member} is missing: it was taken out after the bundle was sealed.");
            Require(HashOf(bytes!) == hash, $"{member} was changed after the bundle was sealed.");
        }

        var added = found.Keys.FirstOrDefault(member => !manifest.Members.ContainsKey(member));
        Require(added is null, $"{added} was added after the bundle was sealed.");
        return new EventBundle(found, manifest.Seal);
    }

    static ManifestJson Read(string name, byte[] bytes)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<ManifestJson>(bytes, Json);
            Require(manifest is { Members: not null }, $"{Manifest} in {name} names no members.");
            Require(manifest!.Format == Format, $"{Manifest} says “{manifest.Format}”; this version reads “{Format}”.");
            return manifest;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{Manifest} was changed after the bundle was sealed: {exception.Message}", exception);
        }
    }

    static SortedDictionary<string, string> HashesOf(IReadOnlyDictionary<string, byte[]> members) =>
        new(members.ToDictionary(member => member.Key, member => HashOf(member.Value), StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Over what the command sha256sum would print for the members, in their order.</summary>
    static string SealOf(IEnumerable<KeyValuePair<string, string>> hashes) =>
        HashOf(Encoding.UTF8.GetBytes(string.Concat(hashes.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Value}  {one.Key}\n"))));

    static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    static void Require(bool holds, string sentence)
    {
        if (!holds)
            throw new InvalidDataException(sentence);
    }

    sealed record ManifestJson(string Format, SortedDictionary<string, string> Members, string Seal);
}
