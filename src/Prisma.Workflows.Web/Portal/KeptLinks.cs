using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Web.Portal;

/// <summary>The links somebody opened in this browser: a protected cookie of their ids, so that the token leaves the address bar. Every request looks at the links themselves.</summary>
sealed class KeptLinks(PrismaDbContext db, IDataProtectionProvider protection, IHttpContextAccessor accessor, TimeProvider time)
{
    const string Cookie = "prisma-links";
    const int Kept = 20;

    static readonly TimeSpan Lifetime = TimeSpan.FromDays(60);

    readonly IDataProtector _protector = protection.CreateProtector("prisma.links");

    HttpContext Context => accessor.HttpContext ?? throw new InvalidOperationException("Links belong to a request.");

    public void Keep(Guid linkId)
    {
        var ids = Ids().Where(id => id != linkId).Prepend(linkId).Take(Kept);
        Context.Response.Cookies.Append(Cookie, _protector.Protect(string.Join(',', ids.Select(id => id.ToString("N")))), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = Context.Request.IsHttps,
            MaxAge = Lifetime,
            Path = "/",
        });
    }

    /// <summary>The links of this browser that were not revoked; a link whose days are over still shows how things stand.</summary>
    public async Task<IReadOnlyList<AccessLink>> OpenAsync(CancellationToken cancellation)
    {
        var ids = Ids();
        return ids.Count == 0
            ? []
            : await db.AccessLinks.Where(link => ids.Contains(link.Id) && link.RevokedAt == null).AsNoTracking().ToListAsync(cancellation);
    }

    public bool IsAlive(AccessLink link) => link.IsAlive(time.GetUtcNow());

    List<Guid> Ids()
    {
        if (Context.Request.Cookies[Cookie] is not { } text)
            return [];
        try
        {
            return [.. _protector.Unprotect(text).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return [];
        }
    }
}
