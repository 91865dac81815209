using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Pathways.Rules;

static class RulesRegistration
{
    public static void AddPathwayRules(this IServiceCollection services)
    {
        services.TryAddSingleton<ShippedSignals>();
        services.AddSingleton<IDefinitionRule, WaysOnRule>();
        services.AddSingleton<IDefinitionRule, GivenRule>();
        services.AddSingleton<IDefinitionRule, MailFactsRule>();
        services.AddSingleton<IDefinitionRule, QuorumRule>();
        services.AddSingleton<IDefinitionRule, SignalRule>();
        services.AddSingleton<IDefinitionRule, DayRule>();
        services.AddSingleton<IDefinitionRule, PlanRule>();
        services.AddSingleton<IDefinitionRule, BranchRule>();
        services.AddSingleton<IDefinitionRule, LanguageRule>();
        services.AddSingleton<IDefinitionRule, ManyAtOnceRule>();
        services.AddScoped<IWordingRule, FormReadersRule>();
    }
}
