using System.Collections.Frozen;
using System.Reflection;
using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Activities;

/// <summary>An activity type as registered: how to make one, what it is called, and its properties.</summary>
sealed class ActivityType
{
    readonly Func<Activity> _create;

    internal ActivityType(Type type, Func<Activity> create)
    {
        _create = create;
        var attribute = type.GetCustomAttribute<ActivityAttribute>()
            ?? throw new InvalidOperationException($"{type.Name} has no [Activity] attribute; give it one with its type name.");
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        Inputs = [.. properties.Select(property => (property, input: property.GetCustomAttribute<InputAttribute>()))
            .Where(pair => pair.input is not null)
            .Select(pair => new InputProperty(pair.property, pair.input!))];
        Outputs = [.. properties.Where(property => property.GetCustomAttribute<OutputAttribute>() is not null)];
        LoggedOutputs = Outputs.Where(property => !property.GetCustomAttribute<OutputAttribute>()!.Unlogged).Select(property => property.Name).ToFrozenSet(StringComparer.Ordinal);
        Descriptor = Describe(attribute, create());
        Waits = attribute.Waits || attribute.Trigger || type.GetMethod(nameof(Activity.OnResume))!.DeclaringType != typeof(Activity);
    }

    internal ActivityDescriptor Descriptor { get; }

    /// <summary>Whether it may come to rest until something wakes it: it says so, may start a workflow, or does something when woken.</summary>
    internal bool Waits { get; }

    internal InputProperty[] Inputs { get; }
    internal PropertyInfo[] Outputs { get; }

    /// <summary>The names of those that may stand in an activity's history.</summary>
    internal FrozenSet<string> LoggedOutputs { get; }

    internal Activity Create()
    {
        var activity = _create();
        activity.Type = this;
        return activity;
    }

    ActivityDescriptor Describe(ActivityAttribute attribute, Activity fresh)
    {
        var name = attribute.Type[(attribute.Type.LastIndexOf('.') + 1)..];
        return new ActivityDescriptor
        {
            Type = attribute.Type,
            Version = attribute.Version,
            Name = name,
            DisplayName = attribute.DisplayName ?? ActivityDescriptor.Words(name),
            Description = attribute.Description ?? "",
            Category = attribute.Category ?? "Miscellaneous",
            Kind = attribute.Trigger && attribute.Kind == ActivityKind.Action ? ActivityKind.Trigger : attribute.Kind,
            Inputs = [.. Inputs.Select((input, order) => DescribeInput(input, order, fresh))],
            Outputs = [.. Outputs.Select(DescribeOutput)],
            Outcomes = attribute.Outcomes.Length > 0 ? attribute.Outcomes : attribute.Terminal ? [] : ["Done"],
            EmbeddedPorts = attribute.Ports,
            IsStart = attribute.Start,
            IsTerminal = attribute.Terminal,
            IsTrigger = attribute.Trigger,
            IsContainer = attribute.Container,
            IsBrowsable = !attribute.Hidden,
        };
    }

    static InputDescriptor DescribeInput(InputProperty input, int order, Activity fresh) => new()
    {
        Name = input.Name,
        TypeName = input.Attribute.TypeName ?? WireName(input.ValueType),
        DisplayName = input.Attribute.DisplayName ?? ActivityDescriptor.Words(input.Name),
        Description = input.Attribute.Description ?? "",
        Category = input.Attribute.Category ?? "",
        UiHint = input.Attribute.UiHint ?? HintFor(input.ValueType),
        Options = Options(input),
        DefaultValue = input.Attribute.DefaultValue switch { Enum choice => choice.ToString(), null => InitialValue(input, fresh), var given => given },
        DefaultSyntax = input.Attribute.DefaultSyntax,
        IsWrapped = !input.Attribute.Plain,
        IsRequired = input.Attribute.Required,
        IsBrowsable = !input.Attribute.Hidden,
        Order = order,
    };

    /// <summary>What the property holds when nobody sets it, where that says something.</summary>
    static object? InitialValue(InputProperty input, Activity fresh) => input.Get(fresh) switch
    {
        string { Length: > 0 } text => text,
        int number and not 0 => number,
        true => true,
        IReadOnlyList<string> { Count: > 0 } texts => texts,
        _ => null,
    };

    static OutputDescriptor DescribeOutput(PropertyInfo property)
    {
        var attribute = property.GetCustomAttribute<OutputAttribute>()!;
        return new(property.Name, attribute.TypeName ?? WireName(property.PropertyType), attribute.DisplayName ?? ActivityDescriptor.Words(property.Name), attribute.Description ?? "");
    }

    static IReadOnlyList<InputOption> Options(InputProperty input)
    {
        if (input.Attribute.Options.Length > 0)
            return [.. input.Attribute.Options.Select(InputOption.Parse)];
        var type = Nullable.GetUnderlyingType(input.ValueType) ?? input.ValueType;
        return type.IsEnum ? [.. Enum.GetNames(type).Select(name => new InputOption(name, ActivityDescriptor.Words(name)))] : [];
    }

    static string HintFor(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(bool))
            return UiHints.Checkbox;
        if (plain.IsEnum)
            return UiHints.Dropdown;
        if (plain == typeof(DateTimeOffset))
            return UiHints.DateTimePicker;
        if (ValueConverter.IsTexts(plain))
            return UiHints.MultiText;
        return typeof(JsonNode).IsAssignableFrom(plain) ? UiHints.JsonEditor : UiHints.SingleLine;
    }

    static string WireName(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (ValueConverter.IsTexts(plain))
            return "String[]";
        if (plain.IsEnum)
            return "String";
        if (plain == typeof(JsonObject))
            return "ObjectDictionary";
        return typeof(JsonNode).IsAssignableFrom(plain) ? "Object" : plain.Name;
    }
}
