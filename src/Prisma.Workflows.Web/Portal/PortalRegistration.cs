namespace Prisma.Workflows.Web.Portal;

static class PortalRegistration
{
    public static IServiceCollection AddPortal(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<KeptLinks>();
        services.AddScoped<Whoever>();
        services.AddScoped<Onwards>();
        return services;
    }
}
