using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;
using JintEngine = Jint.Engine;

namespace Prisma.Workflows.Engine.Expressions;

/// <summary>
/// Replaces what could use up time or memory within one call, where the interpreter looks at no limit: texts that multiply, lists
/// that contain the same list again and again, and what leads around the replacements.
/// </summary>
sealed class JavaScriptCaps(JintEngine engine, ExpressionLimits limits, JavaScriptValues values)
{
    const int MostNested = 64;

    /// <summary>The lists that are being written as a text, each within the one before.</summary>
    readonly Stack<JsValue> _around = new();

    static readonly string[] TakenOut =
    [
        "Proxy", "Reflect", "BigInt", "ArrayBuffer", "SharedArrayBuffer", "Atomics", "DataView", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array",
        "Uint16Array", "Int32Array", "Uint32Array", "Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array",
    ];

    internal void Define(Func<JsValue> random)
    {
        var text = Prototype("String");
        Replace(text, "repeat", (self, arguments) => Repeat(Text(self), arguments.Length > 0 ? TypeConverter.ToInteger(arguments[0]) : 0));
        Replace(text, "padStart", (self, arguments) => Pad(Text(self), arguments, atStart: true));
        Replace(text, "padEnd", (self, arguments) => Pad(Text(self), arguments, atStart: false));
        Replace(text, "concat", (self, arguments) => Joined([self, .. arguments], ""));
        Guard(text, "replace");
        Guard(text, "replaceAll");

        var list = Prototype("Array");
        Replace(list, "join", (self, arguments) => Written(self, arguments.Length > 0 && !arguments[0].IsUndefined() ? Text(arguments[0]) : ","));
        Replace(list, "toString", (self, _) => Written(self, ","));
        Replace(list, "toLocaleString", (self, _) => Written(self, ","));
        Replace(list, "flat", (self, arguments) => Flat(self, arguments.Length > 0 && !arguments[0].IsUndefined() ? TypeConverter.ToInteger(arguments[0]) : 1));

        Replace((ObjectInstance)engine.Global.Get("JSON"), "stringify", Stringify);
        Replace((ObjectInstance)engine.Global.Get("Math"), "random", (_, _) => random());
        ((ObjectInstance)engine.Global.Get("String")).Delete("raw");
        Prototype("Function").Delete("bind");
        foreach (var name in TakenOut)
            engine.Global.Delete(name);
    }

    ObjectInstance Prototype(string name) => (ObjectInstance)engine.Global.Get(name).Get("prototype");

    void Replace(ObjectInstance owner, string name, Func<JsValue, JsValue[], JsValue> function) => owner.FastSetProperty(
        name,
        new PropertyDescriptor(new ClrFunction(engine, name, (self, arguments) => function(self, [.. arguments])), JavaScriptSandbox.Hidden));

    /// <summary>Keeps the function, and asks before each call how long the text could become.</summary>
    void Guard(ObjectInstance prototype, string name)
    {
        var original = prototype.Get(name);
        Replace(prototype, name, (self, arguments) =>
        {
            if (arguments.Length > 1 && arguments[1] is not Jint.Native.Function.Function)
                CheckReplacement(Text(self), arguments[0], Text(arguments[1]), isOnce: name == "replace");
            engine.Constraints.Check();
            return engine.Call(original, self, arguments);
        });
    }

    void CheckReplacement(string text, JsValue pattern, string replacement, bool isOnce)
    {
        var isText = pattern is not ObjectInstance;
        long times = !isText ? text.Length + 1 : isOnce ? 1 : Count(text, Text(pattern));
        var references = replacement.Count(character => character == '$');
        if (times * (replacement.Length + (long)references * text.Length) > limits.Memory)
            throw TooLong();
    }

    static long Count(string text, string part)
    {
        if (part.Length == 0)
            return text.Length + 1;
        var count = 0L;
        for (var index = text.IndexOf(part, StringComparison.Ordinal); index >= 0; index = text.IndexOf(part, index + part.Length, StringComparison.Ordinal))
            count++;
        return count;
    }

    JsString Repeat(string text, double count)
    {
        if (count < 0 || count * text.Length > limits.ResultSize)
            throw TooLong();
        return new JsString(new StringBuilder().Insert(0, text, (int)count).ToString());
    }

    JsString Pad(string text, JsValue[] arguments, bool atStart)
    {
        var length = arguments.Length > 0 ? TypeConverter.ToInteger(arguments[0]) : 0;
        var filler = arguments.Length > 1 && !arguments[1].IsUndefined() ? Text(arguments[1]) : " ";
        if (length > limits.ResultSize)
            throw TooLong();
        var missing = (int)length - text.Length;
        if (missing <= 0 || filler.Length == 0)
            return new JsString(text);
        var padding = string.Create(missing, filler, static (span, pattern) =>
        {
            for (var index = 0; index < span.Length; index++)
                span[index] = pattern[index % pattern.Length];
        });
        return new JsString(atStart ? padding + text : text + padding);
    }

    JsString Joined(IEnumerable<JsValue> items, string separator)
    {
        var text = new StringBuilder();
        var isFirst = true;
        foreach (var item in items)
        {
            engine.Constraints.Check();
            if (!isFirst)
                text.Append(separator);
            isFirst = false;
            if (!item.IsNull() && !item.IsUndefined())
                text.Append(Text(item));
            if (text.Length > limits.ResultSize)
                throw TooLong();
        }

        return new JsString(text.ToString());
    }

    /// <summary>A list within itself is left out, as browsers do; one in which others lie too deep would fill the stack, which ends the process.</summary>
    JsString Written(JsValue list, string separator)
    {
        if (_around.Any(outer => ReferenceEquals(outer, list)))
            return new JsString("");
        if (_around.Count == MostNested)
            throw new JavaScriptException(engine.Intrinsics.Error, "The list is nested too deeply to be written as a text.");
        _around.Push(list);
        try
        {
            return Joined(Items(list), separator);
        }
        finally
        {
            _around.Pop();
        }
    }

    static IEnumerable<JsValue> Items(JsValue list)
    {
        if (list is not ObjectInstance items)
            yield break;
        var length = (uint)Math.Max(0, TypeConverter.ToInteger(items.Get("length")));
        for (uint index = 0; index < length; index++)
            yield return items.Get(JsNumber.Create(index));
    }

    JsArray Flat(JsValue list, double depth)
    {
        if (depth > MostNested)
            depth = MostNested;
        var flat = new List<JsValue>();
        Flatten(list, depth, flat);
        return new JsArray(engine, [.. flat]);
    }

    void Flatten(JsValue list, double depth, List<JsValue> flat)
    {
        foreach (var item in Items(list))
        {
            engine.Constraints.Check();
            if (depth >= 1 && item is JsArray)
                Flatten(item, depth - 1, flat);
            else
                flat.Add(item);
        }
    }

    JsValue Stringify(JsValue self, JsValue[] arguments)
    {
        if (arguments.Length > 1 && !arguments[1].IsNull() && !arguments[1].IsUndefined())
            throw new JavaScriptException(engine.Intrinsics.Error, "JSON.stringify takes no replacer here; build the object you want written.");
        return arguments.Length == 0 || arguments[0].IsUndefined() || arguments[0] is Jint.Native.Function.Function
            ? JsValue.Undefined
            : new JsString(values.ToJsonText(arguments[0], arguments.Length > 2 ? Indent(arguments[2]) : ""));
    }

    static string Indent(JsValue indent) => indent is JsNumber number
        ? new string(' ', Math.Clamp((int)number.AsNumber(), 0, 10))
        : indent is JsString text ? text.ToString()[..Math.Min(10, text.Length)] : "";

    static string Text(JsValue value) => TypeConverter.ToString(value);

    JavaScriptException TooLong() => new(engine.Intrinsics.Error, "The text would become too long.");
}
