namespace Prisma.Workflows.Web.Tests.Portal;

/// <summary>The product with the event of <see cref="Village"/> from the start.</summary>
public sealed class FoundedVillage : WebProduct, IAsyncLifetime
{
    public ValueTask InitializeAsync() => new(this.FoundAsync());
}
