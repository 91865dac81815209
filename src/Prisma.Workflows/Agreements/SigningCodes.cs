using System.Security.Cryptography;
using System.Text;
using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Agreements;

/// <summary>Short codes by mail, asked for before signing: ten minutes, five tries, the same browser, five in an hour.</summary>
public sealed class SigningCodes(PrismaDbContext db, TimeProvider time)
{
    const int TriesAllowed = 5;
    const int CodesAnHour = 5;
    const int Digits = 1_000_000;

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Owes the mail with a new code; a sentence when too many were asked for.</summary>
    public async Task<string?> SendAsync(Passage passage, Step step, string browserKey, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var hourAgo = now.AddHours(-1);
        var recent = await db.SigningCodes.Where(code => code.StepId == step.Id && code.CreatedAt > hourAgo && code.CreatedAt <= now).OrderBy(code => code.CreatedAt).Select(code => code.CreatedAt).ToListAsync(cancellation);
        if (recent.Count >= CodesAnHour && (int)Math.Ceiling((recent[^CodesAnHour] - hourAgo).TotalMinutes) is var wait)
            return $"Five codes were sent within an hour. You can ask for the next in {(wait == 1 ? "a minute" : $"{wait} minutes")}. The newest of them holds for ten minutes, and the facilitators can help.";
        var number = RandomNumberGenerator.GetInt32(Digits).ToString("D6", CultureInfo.InvariantCulture);
        var code = new SigningCode
        {
            StepId = step.Id,
            PersonId = step.ActorId,
            CodeHash = Hash(step.Id, number),
            BrowserHash = Hash(step.Id, browserKey),
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        };
        db.SigningCodes.Add(code);
        var facts = new JsonObject
        {
            ["code"] = new JsonObject { ["value"] = number, ["minutes"] = (int)Lifetime.TotalMinutes },
            ["agreement"] = new JsonObject { ["title"] = step.Title },
        };
        passage.Owe("E16c", passage.PersonOf(step.ActorId), $"code-{code.Id:N}", step, facts, diesWithStep: true, immediate: true);
        return null;
    }

    /// <summary>Null when the code fits and is now used; otherwise the sentence to show.</summary>
    public async Task<string?> UseAsync(Step step, SigningAct act, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var newest = await db.SigningCodes.Where(code => code.StepId == step.Id && code.UsedAt == null && code.CreatedAt <= now)
            .OrderByDescending(code => code.CreatedAt).FirstOrDefaultAsync(cancellation);
        if (newest is null)
            return "Ask for a code first; it comes by mail and lives ten minutes.";
        if (newest.ExpiresAt <= now)
            return "That code is no longer valid. Ask for a new one; it comes by mail and lives ten minutes.";
        if (newest.BrowserHash != Hash(step.Id, act.BrowserKey))
            return "That code was asked for in another browser. Ask for a new one here.";
        newest.Tries++;
        if (newest.Tries > TriesAllowed)
            return "That code was tried too often. Ask for a new one.";
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(newest.CodeHash), Encoding.ASCII.GetBytes(Hash(step.Id, act.Code.Replace(" ", "", StringComparison.Ordinal)))))
            return "That is not the code we sent. Please look again; it has six digits.";
        newest.UsedAt = now;
        return null;
    }

    static string Hash(Guid stepId, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(stepId.ToByteArray(), Encoding.UTF8.GetBytes(secret)));
}
