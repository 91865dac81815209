using System.Collections.Frozen;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Pathways.Rules;

/// <summary>Every step has what it cannot do without.</summary>
sealed class GivenRule : IDefinitionRule
{
    static readonly FrozenDictionary<string, (string Input, string Says)[]> _needed = new Dictionary<string, (string, string)[]>(StringComparer.Ordinal)
    {
        ["Prisma.Stage"] = [("key", "Give the stage a short name, such as PAR-3."), ("title", "Say how people read it.")],
        ["Prisma.Form"] = [("step", "Give the step a short name, such as PAR-1.2."), ("title", "Say how people read it."), ("form", "Choose the form that is asked.")],
        ["Prisma.Task"] = [("step", "Give the step a short name."), ("title", "Say what is to be done.")],
        ["Prisma.Gathering"] = [("step", "Give the step a short name."), ("title", "Say how people read it.")],
        ["Prisma.Review"] = [("step", "Give the step a short name."), ("title", "Say how readers see it."), ("gate", "Choose the gate that decides.")],
        ["Prisma.Sign"] = [("step", "Give the step a short name."), ("agreement", "Choose the agreement that is signed.")],
        ["Prisma.Notify"] = [("mail", "Choose the mail that is sent.")],
        ["Prisma.WaitSignal"] = [("signals", "Choose what is waited for.")],
        ["Prisma.WaitUntil"] = [("until", "Say until which day, such as T-21.")],
        ["Prisma.Before"] = [("day", "Say before which day, such as T-35.")],
        ["Prisma.Chosen"] = [("choice", "Say which choice it looks at."), ("is", "Say what they would have chosen.")],
        ["Prisma.Emit"] = [("signal", "Say what has been reached.")],
        ["Prisma.Branch"] = [("on", "Say what decides between the ways."), ("branches", "Name the ways.")],
        ["Prisma.Child"] = [("workflow", "Choose the workflow that is run.")],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public IEnumerable<Problem> ProblemsOf(WorkflowDefinition definition) =>
        from node in definition.Nodes
        from needed in _needed.GetValueOrDefault(node.Type, [])
        where !node.Gives(needed.Input)
        select Problem.Error("MissingInput", node.Id, $"“{node.Title}” lacks something. {needed.Says}");
}
