using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Agreements.Wordings;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Events;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.Pathways.Activities;
using Prisma.Workflows.Pathways.Activities.Decisions;
using Prisma.Workflows.Pathways.Changes;
using Prisma.Workflows.Pathways.Maps;
using Prisma.Workflows.Pathways.Rules;
using Prisma.Workflows.Pathways.Runs;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Runtime.Watch;

namespace Prisma.Workflows.Pathways;

static class PathwaysRegistration
{
    public static void AddPathways(this IServiceCollection services)
    {
        services.AddScoped<IBurstCompanion, SeatBook.Companion>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<ISignalListener, SignalEar>());
        services.TryAddEnumerable(ServiceDescriptor.Scoped<ISignalListener, CallNews>());
        services.TryAddEnumerable(ServiceDescriptor.Scoped<ITeamListener, TeamEar>());
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IStepListener, HearFrame>());
        services.AddScoped<IBurstCompanion, BeginActivity.Published.Companion>();
        services.AddScoped<IBurstCompanion, DaysMissed>();
        services.TryAddSingleton<AskForReviews>();
        services.TryAddSingleton<TellOfCallsAgain>();
        services.TryAddSingleton<WarnOfTooFew>();
        services.TryAddSingleton<HearMissed>();
        services.TryAddSingleton<AskOthers>();
        services.TryAddScoped<AskOthers.Hand>();
        services.AddSingleton<IEndedRuns, LeftByTheirRun>();
        services.TryAddSingleton<CloseCallsEarly>();
        services.TryAddScoped<EndRun>();
        services.AddSingleton<IStepChoices, StepChoices>();
        services.AddSingleton<IStepChoices, SignalChoices>();
        services.AddPathwayRules();
        services.AddChanges();
        services.AddMaps();
        services.AddSingleton<INamedThings>(provider => new NamedThings("form", () => [.. provider.GetRequiredService<FormLibrary>().Ids], null, "form"));
        services.AddSingleton<INamedThings>(provider => new NamedThings("mail", () => [.. provider.GetRequiredService<TemplateLibrary>().All.Select(mail => mail.Id)], name => MailProblems(provider, name), "mail"));
        services.AddSingleton<INamedThings>(provider => new NamedThings("gate", () => provider.GetRequiredService<GateLibrary>().Ids, null, "gate"));
        services.AddSingleton<INamedThings>(provider => new NamedThings("ladder", () => provider.GetRequiredService<LadderLibrary>().Ids, null, "ladder"));
        services.AddSingleton<INamedThings>(provider => new NamedThings("agreement", () => provider.GetRequiredService<AgreementLibrary>().Ids, name => provider.GetRequiredService<AgreementWordingKind>().ProblemsOf(name), "agreement", "also"));
    }

    static IEnumerable<string> MailProblems(IServiceProvider provider, string name) =>
        provider.GetRequiredService<TemplateLibrary>().Find(name) is { } template ? provider.GetRequiredService<TemplateCheck>().Problems(template) : [];

    /// <summary>The catalogue of the activities that speak of pathways; their type names are stable for ever.</summary>
    public static ActivityCatalogue AddPathwayActivities(this ActivityCatalogue catalogue) =>
        catalogue
            .Add<StageActivity>()
            .Add<FormActivity>()
            .Add<ReviewActivity>()
            .Add<SignActivity>()
            .Add<NotifyActivity>()
            .Add<TaskActivity>()
            .Add<GatheringActivity>()
            .Add<SeatActivity>()
            .Add<WaitSignalActivity>()
            .Add<WaitUntilActivity>()
            .Add<BeforeActivity>()
            .Add<ChosenActivity>()
            .Add<EmitActivity>()
            .Add<RecordActivity>()
            .Add<BranchActivity>()
            .Add<ChildActivity>()
            .Add<BeginActivity>()
            .Add<JoinActivity>()
            .Add<CloseActivity>();
}
