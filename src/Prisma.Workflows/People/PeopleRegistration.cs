using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.People.Keys;
using Prisma.Workflows.People.Reading;
using Prisma.Workflows.People.Setup;
using Prisma.Workflows.People.Staff;

namespace Prisma.Workflows.People;

static class PeopleRegistration
{
    public static void AddPeople(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<SetupOptions>(configuration.GetSection(SetupOptions.Section));
        services.Configure<AuthoringOptions>(configuration.GetSection(AuthoringOptions.Section));
        services.TryAddSingleton<IPasswordHasher<Person>, PasswordHasher<Person>>();
        services.TryAddSingleton<SignInThrottle>();
        services.TryAddScoped<StaffDirectory>();
        services.TryAddScoped<ApiKeys>();
        services.TryAddScoped<SecondReader>();
    }
}
