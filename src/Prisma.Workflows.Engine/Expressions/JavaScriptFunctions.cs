using System.Collections.Frozen;
using System.Text;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace Prisma.Workflows.Engine.Expressions;

/// <summary>The functions that Elsa's scripts may call.</summary>
sealed class JavaScriptFunctions(JavaScriptSandbox sandbox)
{
    internal static FrozenSet<string> Types { get; } = new[] { "DateTime", "DateTimeOffset", "TimeSpan", "Guid" }.ToFrozenSet();

    /// <summary>What a span of time tells of itself in .NET, and so in Elsa's scripts.</summary>
    internal static FrozenDictionary<string, Func<TimeSpan, double>> MembersOfSpans { get; } = new Dictionary<string, Func<TimeSpan, double>>
    {
        ["Days"] = span => span.Days,
        ["Hours"] = span => span.Hours,
        ["Minutes"] = span => span.Minutes,
        ["Seconds"] = span => span.Seconds,
        ["Milliseconds"] = span => span.Milliseconds,
        ["TotalDays"] = span => span.TotalDays,
        ["TotalHours"] = span => span.TotalHours,
        ["TotalMinutes"] = span => span.TotalMinutes,
        ["TotalSeconds"] = span => span.TotalSeconds,
        ["TotalMilliseconds"] = span => span.TotalMilliseconds,
    }.ToFrozenDictionary();

    internal void Define()
    {
        DefineValues();
        DefineRun();
        DefineIds();
        DefineText();
        sandbox.Define("getConfig", _ => throw sandbox.Failure("getConfig is not available: a workflow may not read the server's configuration."));
    }

    void DefineValues()
    {
        sandbox.Define("getInput", arguments => sandbox.Read(Text(arguments, 0), isInput: true));
        sandbox.Define("getVariable", arguments => sandbox.Read(Text(arguments, 0), isInput: false));
        sandbox.Define("setVariable", arguments => Do(() => sandbox.SetVariable(Text(arguments, 0), arguments.Length > 1 ? arguments[1] : JsValue.Null)));
        sandbox.Define("getOutputFrom", arguments => sandbox.ToScript(
            sandbox.Scope.GetOutputOf(Text(arguments, 0), arguments.Length > 1 && !arguments[1].IsNull() && !arguments[1].IsUndefined() ? Text(arguments, 1) : null)));
        sandbox.Define("getLastResult", _ => sandbox.ToScript(sandbox.Scope.GetLastResult()));
    }

    void DefineRun()
    {
        sandbox.Define("getWorkflowDefinitionId", _ => new JsString(sandbox.Scope.DefinitionId));
        sandbox.Define("getWorkflowDefinitionVersionId", _ => new JsString(sandbox.Scope.DefinitionVersionId));
        sandbox.Define("getWorkflowDefinitionVersion", _ => JsNumber.Create(sandbox.Scope.DefinitionVersion));
        sandbox.Define("getWorkflowInstanceId", _ => new JsString(sandbox.Scope.InstanceId));
        sandbox.Define("getWorkflowInstanceName", _ => sandbox.ToScript(sandbox.Scope.InstanceName));
        sandbox.Define("setWorkflowInstanceName", arguments => Do(() => sandbox.Scope.InstanceName = TextOrNull(arguments)));
        sandbox.Define("getCorrelationId", _ => sandbox.ToScript(sandbox.Scope.CorrelationId));
        sandbox.Define("setCorrelationId", arguments => Do(() => sandbox.Scope.CorrelationId = TextOrNull(arguments)));
        sandbox.Define("setOutcome", arguments => Do(() => sandbox.Scope.SetOutcomes([Text(arguments, 0)])));
        sandbox.Define("setOutcomes", arguments => Do(() => sandbox.Scope.SetOutcomes(
            Value(arguments) is JsonArray names ? [.. names.Select(name => name?.ToString() ?? "")] : [Text(arguments, 0)])));
    }

    void DefineIds()
    {
        foreach (var name in new[] { "newGuid", "newGuidString", "getGuidString" })
            sandbox.Define(name, NewGuid);
        sandbox.Define("newShortGuid", _ => new JsString(Short(sandbox.Scope.NextGuid())));
        sandbox.Define("getShortGuid", _ => new JsString(Short(sandbox.Scope.NextGuid())));
        sandbox.Define("parseGuid", Parse<Guid>);
    }

    /// <summary>What Elsa's scripts use of .NET's own types: a moment is a date here, a span of time or an id a text.</summary>
    internal void DefineType(string name)
    {
        switch (name)
        {
            case "TimeSpan":
                sandbox.DefineObject(
                    name,
                    ("Zero", new JsString(ValueConverter.ToText(TimeSpan.Zero)!)),
                    ("FromDays", Span(TimeSpan.FromDays)),
                    ("FromHours", Span(TimeSpan.FromHours)),
                    ("FromMinutes", Span(TimeSpan.FromMinutes)),
                    ("FromSeconds", Span(TimeSpan.FromSeconds)),
                    ("FromMilliseconds", Span(TimeSpan.FromMilliseconds)),
                    ("Parse", sandbox.Function("Parse", Parse<TimeSpan>)));
                break;
            case "Guid":
                sandbox.DefineObject(name, ("Empty", new JsString(Guid.Empty.ToString("D"))), ("NewGuid", sandbox.Function("NewGuid", NewGuid)), ("Parse", sandbox.Function("Parse", Parse<Guid>)));
                break;
            default:
                var now = sandbox.ToScript(sandbox.Scope.Now);
                sandbox.DefineObject(name, ("Now", now), ("UtcNow", now), ("Parse", sandbox.Function("Parse", Parse<DateTimeOffset>)));
                break;
        }
    }

    /// <summary>A span of time is a text here, and tells of itself all the same; of any other text, nothing is told.</summary>
    internal void DefineMemberOfSpans(string name, Func<TimeSpan, double> member) => sandbox.DefineOnTexts(
        name,
        text => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) ? JsNumber.Create(member(span)) : JsValue.Undefined);

    JsString NewGuid(JsValue[] arguments) => new(sandbox.Scope.NextGuid().ToString("D"));

    JsValue Parse<T>(JsValue[] arguments)
    {
        try
        {
            return sandbox.ToScript(ValueConverter.Convert(Text(arguments, 0), typeof(T)));
        }
        catch (ExpressionException exception)
        {
            throw sandbox.Failure(exception.Message);
        }
    }

    ClrFunction Span(Func<double, TimeSpan> of) => sandbox.Function("From", arguments =>
    {
        try
        {
            return new JsString(ValueConverter.ToText(of(arguments.Length > 0 ? TypeConverter.ToNumber(arguments[0]) : 0))!);
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentException)
        {
            throw sandbox.Failure($"'{Text(arguments, 0)}' is no span of time.");
        }
    });

    /// <summary>A number that looks random, and is the same whenever the same burst runs again.</summary>
    internal JsNumber Random() =>
        new((System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(sandbox.Scope.NextGuid().ToByteArray(bigEndian: true).AsSpan(8)) & 0x1F_FFFF_FFFF_FFFF) / (double)0x20_0000_0000_0000);

    void DefineText()
    {
        sandbox.Define("isNullOrEmpty", arguments => IsNothing(arguments) || Text(arguments, 0).Length == 0 ? JsBoolean.True : JsBoolean.False);
        sandbox.Define("isNullOrWhiteSpace", arguments => IsNothing(arguments) || string.IsNullOrWhiteSpace(Text(arguments, 0)) ? JsBoolean.True : JsBoolean.False);
        sandbox.Define("toJson", arguments => new JsString(Json(arguments)));
        sandbox.Define("bytesToString", arguments => new JsString(Encoding.UTF8.GetString(Bytes(arguments))));
        sandbox.Define("bytesFromString", arguments => sandbox.ToScript(Array(Encoding.UTF8.GetBytes(Text(arguments, 0)))));
        sandbox.Define("bytesToBase64", arguments => new JsString(Convert.ToBase64String(Bytes(arguments))));
        sandbox.Define("bytesFromBase64", arguments => sandbox.ToScript(Array(FromBase64(arguments))));
        sandbox.Define("stringToBase64", arguments => new JsString(Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(arguments, 0)))));
        sandbox.Define("stringFromBase64", arguments => new JsString(Encoding.UTF8.GetString(FromBase64(arguments))));
        sandbox.Define("streamToBase64", arguments => new JsString(Convert.ToBase64String(Bytes(arguments))));
        sandbox.Define("streamToBytes", arguments => sandbox.ToScript(Array(Bytes(arguments))));
    }

    /// <summary>As in Elsa, a number that is none cannot be written, wherever it stands.</summary>
    string Json(JsValue[] arguments)
    {
        var hasNoNumber = false;
        var json = JsonValues.ToJson(arguments.Length > 0 ? sandbox.FromScript(arguments[0], out hasNoNumber) : null);
        return hasNoNumber ? throw sandbox.Failure("NaN and Infinity cannot be written as JSON.") : json?.ToJsonString(ValueJson.AsText) ?? "null";
    }

    byte[] FromBase64(JsValue[] arguments)
    {
        try
        {
            return Convert.FromBase64String(Text(arguments, 0));
        }
        catch (FormatException)
        {
            throw sandbox.Failure("The text is not written in Base64.");
        }
    }

    byte[] Bytes(JsValue[] arguments) => Value(arguments) switch
    {
        JsonArray numbers => [.. numbers.Select(number => (byte)(number?.GetValue<long>() ?? 0))],
        string text => Encoding.UTF8.GetBytes(text),
        _ => [],
    };

    object? Value(JsValue[] arguments) => arguments is [var first, ..] ? sandbox.FromScript(first) : null;

    static JsonArray Array(byte[] bytes) => new([.. bytes.Select(item => (JsonNode?)JsonValue.Create((long)item))]);

    static string Text(JsValue[] arguments, int index) => arguments.Length > index ? TypeConverter.ToString(arguments[index]) : "";

    static string? TextOrNull(JsValue[] arguments) => IsNothing(arguments) ? null : Text(arguments, 0);

    static bool IsNothing(JsValue[] arguments) => arguments.Length == 0 || arguments[0].IsNull() || arguments[0].IsUndefined();

    static string Short(Guid id) => Convert.ToBase64String(id.ToByteArray()).Replace("+", "", StringComparison.Ordinal).Replace("/", "", StringComparison.Ordinal).TrimEnd('=');

    static JsValue Do(Action action)
    {
        action();
        return JsValue.Undefined;
    }
}
