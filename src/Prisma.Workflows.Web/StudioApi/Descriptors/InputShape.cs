using System.Text.Json;
using Prisma.Workflows.Engine.Activities;

namespace Prisma.Workflows.Web.StudioApi.Descriptors;

/// <summary>An input of an activity type in the Studio's words.</summary>
static class InputShape
{
    public static JsonObject Of(InputDescriptor input, IReadOnlyList<InputOption>? choices, IReadOnlyList<string> outcomes) => new JsonObject
    {
        ["name"] = input.Name,
        ["typeName"] = input.TypeName,
        ["displayName"] = input.DisplayName,
        ["description"] = HintOf(input, choices) is UiHints.MultiText or UiHints.DynamicOutcomes ? $"{input.Description} Enter ends each.".TrimStart() : input.Description,
        ["category"] = input.Category,
        ["order"] = input.Order,
        ["isBrowsable"] = input.IsBrowsable,
        ["isWrapped"] = input.IsWrapped,
        ["isReadOnly"] = false,
        ["isSensitive"] = false,
        ["isSynthetic"] = false,
        ["uiHint"] = HintOf(input, choices),
        ["defaultValue"] = JsonSerializer.SerializeToNode(input.DefaultValue),
        ["defaultSyntax"] = input.DefaultSyntax,
        ["uiSpecifications"] = Specifications(input, choices, outcomes),
    };

    public static string MemberOf(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    /// <param name="choices">What may be chosen; null where it is written.</param>
    /// <param name="outcomes">Those its step has beside the ones that the input names.</param>
    public static JsonObject Specifications(InputDescriptor input, IReadOnlyList<InputOption>? choices, IReadOnlyList<string> outcomes)
    {
        var hint = HintOf(input, choices);
        var options = choices ?? input.Options;
        return hint switch
        {
            UiHints.Dropdown => new JsonObject { [hint] = new JsonObject { ["selectList"] = List(options) } },
            UiHints.RadioList => new JsonObject { [hint] = new JsonObject { ["radioList"] = List(options) } },
            UiHints.CheckList => new JsonObject { [hint] = new JsonObject { ["checkList"] = List(options) } },
            // A name where the Studio expects a number would cost it the whole panel.
            UiHints.JsonEditor or UiHints.CodeEditor => new JsonObject { [hint] = new JsonObject { ["language"] = hint == UiHints.JsonEditor ? "json" : input.DefaultSyntax ?? "javascript", ["editorHeight"] = 0 } },
            UiHints.DynamicOutcomes => new JsonObject { ["DynamicOutcomesOptions"] = new JsonObject { ["fixedOutcomes"] = Answers.Texts(outcomes) } },
            _ => [],
        };
    }

    /// <summary>Several choices where the value is a list, one where it is a text.</summary>
    static string HintOf(InputDescriptor input, IReadOnlyList<InputOption>? choices) =>
        choices is null ? input.UiHint : input.TypeName == "String[]" ? UiHints.CheckList : UiHints.Dropdown;

    static JsonObject List(IReadOnlyList<InputOption> options) => new()
    {
        ["items"] = new JsonArray([.. options.Select(option => new JsonObject { ["text"] = option.Text, ["value"] = option.Value })]),
        ["isFlagsEnum"] = false,
    };
}
