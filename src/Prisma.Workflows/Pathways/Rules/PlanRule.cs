using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Pathways.Rules;

/// <summary>A stage's window is that of the plan (domain.md §5.2): pages show the plan, and days such as “window:PAR-1.close” are counted from it, whatever a definition says.</summary>
sealed class PlanRule : IDefinitionRule
{
    public IEnumerable<Problem> ProblemsOf(WorkflowDefinition definition) =>
        from marker in definition.OfPathways()
        where marker.Type == Views.StageMap.StageType
        let plan = StageTable.Find(marker.Fixed("key"))
        let window = Literals.ObjectIn(marker.Input("window")?.Expression.Value)
        where plan is not null && window is not null
        let other = Enum.GetValues<Profile>().Where(profile => window[NameOf(profile)] is JsonArray { Count: 2 } days && !IsAs(days, plan.Windows[(int)profile])).Select(NameOf).ToList()
        where other.Count > 0
        select Problem.Warning("OtherWindow", marker.Id, $"“{plan.Title}” has another window here than in the plan ({string.Join(", ", other)}). It opens as written here; what pages show of the plan, and days such as window:{plan.Stage}.close, stay as they were. Check that this is meant.");

    static bool IsAs(JsonArray days, (RelativeDay Opens, RelativeDay Closes) planned) => IsAs($"{days[0]}", planned.Opens) && IsAs($"{days[1]}", planned.Closes);

    static bool IsAs(string day, RelativeDay planned) => day.TrimStart('T') == string.Create(CultureInfo.InvariantCulture, $"{(planned.FromEnd ? "E+" : "")}{planned.Days}");

    static string NameOf(Profile profile) => profile.ToString().ToLowerInvariant();
}
