using Microsoft.Extensions.Options;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.People;
using Prisma.Workflows.Runtime.Endpoints;

namespace Prisma.Workflows.Authoring;

/// <summary>What waits for HTTP requests can be answered here: the installation takes them, the path can be matched, the policy exists, and nobody counts on files.</summary>
public sealed class EndpointRule(IOptions<EndpointOptions> options) : IDefinitionRule
{
    /// <summary>Anybody who can sign in, and each role.</summary>
    public static IReadOnlyList<string> Policies { get; } = ["Staff", nameof(Role.Administrator), nameof(Role.Facilitator), nameof(Role.Steward)];

    static readonly string[] _answering = [EndpointRoute.ActivityType, "Elsa.WriteHttpResponse"];
    static readonly string[] _files = ["File", "Files"];

    public IEnumerable<Problem> ProblemsOf(WorkflowDefinition definition) =>
        definition.Nodes.Where(node => _answering.Contains(node.Type, StringComparer.Ordinal)).SelectMany(ProblemsOf);

    IEnumerable<Problem> ProblemsOf(ActivityNode node)
    {
        if (!options.Value.Enabled)
            yield return Unavailable(node, $"is about HTTP requests, which this installation does not answer: it would wait for ever. Set {EndpointOptions.Section}:Enabled=true, or wait for an Event instead.");
        if (StaticValue.Text(node, "path") is { Length: > 0 } path && EndpointRoute.TryParse(path) is null)
            yield return Problem.Error("BadPath", node.Id, $"Activity '{node.Id}' waits at '{path}', which is no path. Write it like orders/{{id}}.");
        if (StaticValue.Text(node, "policy") is { Length: > 0 } policy && !Policies.Contains(policy, StringComparer.Ordinal))
            yield return Unavailable(node, $"asks for the policy '{policy}', which is not here: nobody would get in. Choose one of: {string.Join(", ", Policies)}.");
        if (node.Outputs.Keys.FirstOrDefault(output => _files.Contains(output, StringComparer.OrdinalIgnoreCase)) is { } output)
            yield return Unavailable(node, $"keeps the output '{output}', and files are not taken over HTTP here. Ask for them in a form, or take the binding away.");
    }

    static Problem Unavailable(ActivityNode node, string why) => Problem.Error("unavailable", node.Id, $"Activity '{node.Id}' {why}");
}
