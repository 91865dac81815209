using System.Collections.Frozen;
using Acornima.Ast;
using Jint;
using Jint.Runtime;
using Prisma.Workflows.Engine.Expressions.Plain;
using JintEngine = Jint.Engine;

namespace Prisma.Workflows.Engine.Expressions;

/// <summary>Runs JavaScript in a sandbox: no access to .NET, no code from text, and limits on everything it may use up.</summary>
sealed class JavaScriptLanguage(ExpressionLimits limits)
{
    const string NoBigInt = "numbers with an n at their end are not known here; write them without.";

    bool _isWarm;

    internal void WarmUp()
    {
        using var engine = NewEngine(new ScriptSession());
        engine.Evaluate("`${JSON.stringify({ a: [1, 2].map(n => n * 2) })}`");
        _isWarm = true;
    }

    internal object? Evaluate(Expression expression, IExpressionScope scope)
    {
        // Two runs may come to a definition's script for the first time at once; each goes on with what it has in hand.
        var prepared = expression.Prepared ??= PlainScript.Read(expression.Text) ?? (object)Prepare(expression);
        if (prepared is not PlainScript plain)
            return Run((Script)prepared, scope);
        var answer = plain.Evaluate(scope);
        return answer == PlainScript.Beyond ? Run(plain.Full ??= Prepare(expression), scope) : answer;
    }

    object? Run(Script script, IExpressionScope scope)
    {
        var session = scope.Scripts;
        var outer = session.Current;
        try
        {
            if (!_isWarm)
                WarmUp();
            session.Current = scope;
            var sandbox = script.IsPure ? session.Sandbox ??= new(NewEngine(session), session, limits) : new(NewEngine(session), session, limits);
            return sandbox.Run(script);
        }
        catch (Exception exception) when (exception is JintException or TimeoutException or InvalidOperationException or InsufficientExecutionStackException)
        {
            session.Sandbox = null;
            throw new ExpressionException(Explain(exception), exception);
        }
        finally
        {
            session.Current = outer;
        }
    }

    /// <summary>The names a script uses, or what is wrong with its syntax.</summary>
    internal static FrozenSet<string> NamesIn(string script, out string? fault)
    {
        try
        {
            var program = PlainScript.Parse(script);
            fault = program.DescendantNodes().Any(node => node is BigIntLiteral) ? NoBigInt : null;
            return Names(program);
        }
        catch (Exception exception) when (exception is Acornima.ParseErrorException or ExpressionException)
        {
            fault = exception.Message;
            return [];
        }
    }

    static Script Prepare(Expression expression)
    {
        try
        {
            var names = NamesIn(expression.Text, out var fault);
            if (fault is not null)
                throw new ExpressionException($"The script cannot be read: {fault}");
            var prepared = JintEngine.PrepareScript(expression.Text, options: Preparation.Options);
            return new Script(prepared, names, IsPureExpression(prepared.Program!), LentValues.MayChangeIn(prepared.Program!));
        }
        catch (Exception exception) when (exception is ScriptPreparationException or JintException or Acornima.ParseErrorException)
        {
            throw new ExpressionException($"The script cannot be read: {(exception.InnerException ?? exception).Message}", exception);
        }
    }

    JintEngine NewEngine(ScriptSession session) => new(options =>
    {
        options.TimeSystem = new ScriptClock(session);
        options.LimitMemory(limits.Memory);
        options.Constraint(_isWarm ? new OwnTime(limits.Time, limits.OnTheClock) : new OwnTime(limits.FirstTime, limits.FirstTime));
        options.MaxStatements(limits.Statements);
        options.LimitRecursion(limits.Recursion);
        options.Constraints.PromiseTimeout = limits.Time;
        options.MaxArraySize(100_000);
        options.RegexTimeoutInterval(TimeSpan.FromMilliseconds(50));
        options.DisableStringCompilation();
        options.Culture(System.Globalization.CultureInfo.InvariantCulture);
        options.LocalTimeZone(TimeZoneInfo.Utc);
    });

    static string Explain(Exception exception) => exception switch
    {
        TimeoutException => "The script took too long and was stopped.",
        MemoryLimitExceededException => "The script used too much memory and was stopped.",
        StatementsCountOverflowException => "The script ran too many statements and was stopped.",
        RecursionDepthOverflowException or InsufficientExecutionStackException => "The script called itself too often and was stopped.",
        _ => exception.Message,
    };

    internal static FrozenSet<string> Names(Node program) =>
        program.DescendantNodesAndSelf().OfType<Identifier>().Select(identifier => identifier.Name).ToFrozenSet();

    /// <summary>A single expression that assigns nothing leaves no trace, so that the next one can use the same engine.</summary>
    static bool IsPureExpression(Program program) =>
        program.Body is [ExpressionStatement or ReturnStatement]
        && !program.DescendantNodes().Any(node => node is AssignmentExpression or UpdateExpression or IFunction or NewExpression);

    internal sealed record Script(Prepared<Acornima.Ast.Script> Prepared, FrozenSet<string> Names, bool IsPure, bool MayChange);

    /// <summary>Not made before a script is to run: the interpreter begins by reading every time zone of the machine.</summary>
    static class Preparation
    {
        internal static readonly ScriptPreparationOptions Options = new()
        {
            ParsingOptions = new ScriptParsingOptions { AllowReturnOutsideFunction = true, RegexTimeout = TimeSpan.FromMilliseconds(50), Tolerant = false },
        };
    }
}
