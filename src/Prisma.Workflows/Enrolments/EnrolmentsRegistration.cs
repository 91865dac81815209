using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Enrolments;

static class EnrolmentsRegistration
{
    public static void AddEnrolments(this IServiceCollection services)
    {
        services.TryAddSingleton<LadderLibrary>();
        services.TryAddSingleton<ClimbLadders>();
        services.TryAddSingleton<EndRests>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IRefusalListener, ReachOtherwise>());
        services.TryAddScoped<PassageTools>();
        services.TryAddScoped<PassageCompanion>();
        services.AddScoped<IBurstCompanion>(provider => provider.GetRequiredService<PassageCompanion>());
        services.AddScoped<IBeforeCommit, CloseLinks>();
        services.AddScoped<IBeforeCommit>(provider => provider.GetRequiredService<PassageTools>());
        services.TryAddScoped<StepGuard>();
        services.TryAddScoped<SeatLine>();
        services.TryAddSingleton<OfferFreeSeats>();
        services.TryAddScoped<Enrol>();
        services.TryAddScoped<NamedContacts>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IStepListener, AnswerNewDates>());
    }
}
