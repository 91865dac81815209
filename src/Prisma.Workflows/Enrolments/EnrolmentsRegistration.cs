using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Enrolments;

static class EnrolmentsRegistration
{
    public static IServiceCollection AddEnrolments(this IServiceCollection services)
    {
        services.TryAddSingleton<LadderLibrary>();
        services.TryAddSingleton<ClimbLadders>();
        services.TryAddScoped<ClimbLadder>();
        services.TryAddScoped<ReachOtherwise>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IRefusalListener, ReachOtherwise>());
        services.TryAddScoped<PassageTools>();
        services.TryAddScoped<PassageCompanion>();
        services.AddScoped<IBurstCompanion>(provider => provider.GetRequiredService<PassageCompanion>());
        services.AddScoped<IBeforeCommit, CloseLinks>();
        services.AddScoped<IBeforeCommit>(provider => provider.GetRequiredService<PassageTools>());
        services.TryAddScoped<StepGuard>();
        services.TryAddScoped<SeatLine>();
        services.TryAddSingleton<OfferFreeSeats>();
        services.TryAddScoped<OfferFreeSeats.Offer>();
        services.TryAddScoped<Apply>();
        services.TryAddScoped<Enrol>();
        services.TryAddScoped<CallEvent>();
        services.TryAddScoped<BeginPassage>();
        services.TryAddScoped<InviteOrganisation>();
        services.TryAddScoped<NamedContacts>();
        services.TryAddScoped<SubmitStep>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IStepListener, AnswerNewDates>());
        services.TryAddScoped<SaveDraft>();
        services.TryAddScoped<HoldGathering>();
        services.TryAddScoped<AskMoreTime>();
        services.TryAddScoped<AnswerMoreTime>();
        services.TryAddScoped<Pause>();
        services.TryAddScoped<ComeBack>();
        services.TryAddScoped<ReEnter>();
        services.TryAddScoped<Withdraw>();
        services.TryAddScoped<TryAgain>();
        services.TryAddScoped<ConfirmAddress>();
        services.TryAddScoped<RequestFreshLink>();
        services.TryAddScoped<RevokeLinks>();
        return services;
    }
}
