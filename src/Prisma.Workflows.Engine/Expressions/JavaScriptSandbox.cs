using System.Collections.Frozen;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;
using JintEngine = Jint.Engine;

namespace Prisma.Workflows.Engine.Expressions;

/// <summary>One JavaScript engine with the functions that definitions may call.</summary>
sealed class JavaScriptSandbox
{
    internal const PropertyFlag Hidden = PropertyFlag.Configurable | PropertyFlag.Writable;
    internal static readonly FrozenSet<string> Accessors = new[]
    {
        "getInput", "getVariable", "setVariable", "getOutputFrom", "getLastResult", "getWorkflowDefinitionId",
        "getWorkflowDefinitionVersionId", "getWorkflowDefinitionVersion", "getWorkflowInstanceId", "getWorkflowInstanceName",
        "setWorkflowInstanceName", "getCorrelationId", "setCorrelationId", "setOutcome", "setOutcomes", "getGuidString", "getShortGuid", "getConfig",
    }.ToFrozenSet();

    readonly JintEngine _engine;
    readonly ScriptSession _session;
    readonly JavaScriptValues _values;
    readonly JavaScriptFunctions _functions;
    readonly HashSet<string> _defined = [];

    LentValues? _lent;

    internal JavaScriptSandbox(JintEngine engine, ScriptSession session, ExpressionLimits limits)
    {
        _engine = engine;
        _session = session;
        _values = new JavaScriptValues(engine, limits);
        _functions = new JavaScriptFunctions(this);
        _functions.Define();
        new JavaScriptCaps(engine, limits, _values).Define(_functions.Random);
    }

    internal IExpressionScope Scope => _session.Current!;

    internal object? Run(JavaScriptLanguage.Script script)
    {
        _lent = script.MayChange ? new(_values, Scope) : null;
        DefineNamed(script.Names);
        try
        {
            var result = _engine.Evaluate(script.Prepared).UnwrapIfPromise();
            _lent?.TakeBack();
            if (script.Names.Contains("variables"))
                TakeVariablesBack();
            return _values.FromScript(result);
        }
        catch (JavaScriptException)
        {
            // What the script changed before it failed stays changed.
            _lent?.TakeBack();
            throw;
        }
    }

    internal JsValue ToScript(object? value) => _values.ToScript(value);

    internal object? FromScript(JsValue value) => _values.FromScript(value);

    internal object? FromScript(JsValue value, out bool hasNoNumber) => _values.FromScript(value, out hasNoNumber);

    internal void Define(string name, Func<JsValue[], JsValue> function) =>
        _engine.Global.FastSetProperty(name, new PropertyDescriptor(Function(name, function), Hidden));

    internal ClrFunction Function(string name, Func<JsValue[], JsValue> function) => new(_engine, name, (_, arguments) => function([.. arguments]));

    internal void DefineObject(string name, params IEnumerable<(string Name, JsValue Value)> members)
    {
        var value = new JsObject(_engine);
        foreach (var member in members)
            value.FastSetDataProperty(member.Name, member.Value);
        _engine.Global.FastSetProperty(name, new PropertyDescriptor(value, Hidden));
    }

    /// <summary>Something that texts tell of themselves.</summary>
    internal void DefineOnTexts(string name, Func<string, JsValue> member)
    {
        var getter = new ClrFunction(_engine, name, (self, _) => member(TypeConverter.ToString(self)));
        ((ObjectInstance)_engine.Global.Get("String").Get("prototype")).FastSetProperty(name, new GetSetPropertyDescriptor(getter, JsValue.Undefined, enumerable: false, configurable: true));
    }

    internal JavaScriptException Failure(string message) => new(_engine.Intrinsics.Error, message);

    /// <summary>Defines what the script names and the scope has: getX, setX, the variables object, and the types it may use.</summary>
    void DefineNamed(FrozenSet<string> names)
    {
        foreach (var name in names)
        {
            if (name == "variables")
                DefineVariables();
            else if (name == "args")
                _engine.SetValue("args", ToScript(Scope.Arguments));
            else if (JavaScriptFunctions.Types.Contains(name))
                _functions.DefineType(name);
            else if (JavaScriptFunctions.MembersOfSpans.TryGetValue(name, out var member))
                _functions.DefineMemberOfSpans(name, member);
            else if (name.Length > 3 && !Accessors.Contains(name))
                DefineAccessor(name);
        }
    }

    void DefineAccessor(string name)
    {
        var subject = name[3..];
        if (name.StartsWith("get", StringComparison.Ordinal) && Scope.Arguments.TryGetPropertyValue(subject, out var argument))
        {
            Define(name, _ => ToScript(JsonValues.ToValue(argument)));
            _defined.Add(name);
        }
        else if (name.StartsWith("get", StringComparison.Ordinal) && Scope.HidingInputs.Contains(subject))
        {
            Define(name, _ => Read(subject, isInput: true));
            _defined.Add(name);
        }
        else if (name.StartsWith("get", StringComparison.Ordinal) && Resolve(subject, out var isInput) is { } source)
        {
            Define(name, _ => Read(source, isInput));
            _defined.Add(name);
        }
        else if (name.StartsWith("set", StringComparison.Ordinal) && Resolve(subject, out isInput) is { } target && !isInput)
        {
            Define(name, arguments => Write(target, arguments));
            _defined.Add(name);
        }
        else if (OutputNamed(name) is var (activityId, output))
        {
            Define(name, _ => ToScript(Scope.GetOutputOf(activityId, output)));
            _defined.Add(name);
        }
        else if (_defined.Remove(name))
        {
            _engine.Global.Delete(name);
        }
    }

    /// <summary>The variable, else the input, whose name in Pascal case is the one asked for.</summary>
    string? Resolve(string subject, out bool isInput)
    {
        isInput = false;
        if (Scope.TryGetVariable(subject, out _))
            return subject;
        if (Scope.VariableNames.FirstOrDefault(name => Pascal(name) == subject) is { } variable)
            return variable;
        isInput = true;
        return Scope.InputNames.FirstOrDefault(name => name == subject || Pascal(name) == subject);
    }

    /// <summary>The output that a getter such as getResultFromAskThem stands for: the output, and the name of the activity in Pascal case.</summary>
    (string ActivityId, string Output)? OutputNamed(string getter)
    {
        if (!getter.StartsWith("get", StringComparison.Ordinal))
            return null;
        foreach (var (id, name) in Scope.Activities)
        {
            var end = "From" + Pascal(name);
            if (getter.Length > end.Length + 3 && getter.EndsWith(end, StringComparison.Ordinal))
                return (id, getter[3..^end.Length]);
        }

        return null;
    }

    internal JsValue Read(string name, bool isInput)
    {
        var found = isInput ? Scope.TryGetInput(name, out var value) : Scope.TryGetVariable(name, out value);
        return !found ? JsValue.Null : _lent is null ? ToScript(value) : _lent.Lend(name, isInput, value);
    }

    JsValue Write(string name, JsValue[] arguments)
    {
        SetVariable(name, arguments.Length > 0 ? arguments[0] : JsValue.Null);
        return JsValue.Undefined;
    }

    /// <summary>Sets it in the variables object too, which is taken back when the script has ended.</summary>
    internal void SetVariable(string name, JsValue value)
    {
        Scope.SetVariable(name, FromScript(value));
        _lent?.Replace(name, value);
        (_engine.GetValue("variables") as ObjectInstance)?.Set(name, value);
    }

    void DefineVariables()
    {
        var variables = new JsObject(_engine);
        foreach (var name in Scope.VariableNames)
            variables.Set(name, Read(name, isInput: false));

        _engine.SetValue("variables", variables);
    }

    /// <summary>As in Elsa, what a script makes nothing of in there keeps the value it had.</summary>
    void TakeVariablesBack()
    {
        if (_engine.GetValue("variables") is not ObjectInstance variables)
            return;
        foreach (var (key, property) in variables.GetOwnProperties())
        {
            var value = FromScript(property.Value);
            if (value is not null && (!Scope.TryGetVariable(key.ToString(), out var current) || ValueConverter.ToText(current is DateTimeOffset instant ? instant.UtcDateTime : current) != ValueConverter.ToText(value)))
                Scope.SetVariable(key.ToString(), value);
        }
    }

    internal static string Pascal(string name) =>
        string.Concat(name.Split([' ', '_', '-'], StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
