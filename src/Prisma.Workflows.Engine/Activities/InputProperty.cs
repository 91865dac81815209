using System.Reflection;
using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Activities;

/// <summary>One input of an activity type, with its compiled setter.</summary>
sealed class InputProperty(PropertyInfo property, InputAttribute attribute)
{
    Action<Activity, object?>? _set;

    internal string Name => property.Name;
    internal Type ValueType => property.PropertyType;
    internal InputAttribute Attribute { get; } = attribute;

    /// <summary>As in Elsa, an object or a list given where a text, anything, or one value may stand is the text it is written in, and need not be JSON.</summary>
    internal static bool StandsAsWritten(Expression given, Type type) =>
        (type == typeof(string) || type == typeof(object) || type.IsValueType) && given.IsGiven && (given.Type != ExpressionTypes.Literal || given.Value is JsonObject or JsonArray);

    internal void Set(Activity activity, object? value) => (_set ??= Compile())(activity, value);

    internal object? Get(Activity activity) => property.GetValue(activity);

    Action<Activity, object?> Compile() => (Action<Activity, object?>)typeof(InputProperty)
        .GetMethod(nameof(Setter), BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(property.DeclaringType!, property.PropertyType)
        .Invoke(null, [property])!;

    static Action<Activity, object?> Setter<TActivity, TValue>(PropertyInfo property)
        where TActivity : Activity
    {
        var set = property.SetMethod!.CreateDelegate<Action<TActivity, TValue?>>();
        return (activity, value) => set((TActivity)activity, (TValue?)value);
    }
}
