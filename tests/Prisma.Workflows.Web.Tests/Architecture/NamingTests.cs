using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;

namespace Prisma.Workflows.Web.Tests.Architecture;

/// <summary>What types, methods and parameters are called, and that nothing is inherited which was not written for it.</summary>
public sealed class NamingTests
{
    static readonly string[] _emptyWords = ["Manager", "Helper", "Util", "Utils", "Service", "Processor", "Handler", "Impl", "Base", "Dto", "Model"];

    static readonly Assembly[] _ours = [typeof(Program).Assembly, typeof(PrismaWorkflows).Assembly, typeof(Engine.Definitions.WorkflowDefinition).Assembly];

    [Fact]
    public void No_name_ends_with_a_word_that_says_nothing() =>
        Assert.Empty(Types().Where(type => Array.Exists(_emptyWords, word => NameOf(type).EndsWith(word, StringComparison.Ordinal))).Select(type => type.FullName));

    [Fact]
    public void A_class_that_nothing_inherits_is_sealed()
    {
        var inherited = Types().Select(type => type.BaseType).OfType<Type>().Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type).ToHashSet();

        Assert.Empty(Types().Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !inherited.Contains(type) && !IsPage(type) && type != typeof(Program)).Select(type => type.FullName));
    }

    [Fact]
    public void What_ends_the_wait_is_called_cancellation_and_nothing_that_must_be_given_comes_after_it()
    {
        var others = from method in Methods()
                     let parameters = method.GetParameters()
                     from parameter in parameters
                     where parameter.ParameterType == typeof(CancellationToken)
                         && (parameter.Name != "cancellation" || parameters.Skip(parameter.Position + 1).Any(next => !next.IsOptional))
                     select $"{method.DeclaringType!.FullName}.{method.Name}({parameter.Name})";

        Assert.Empty(others);
    }

    [Fact]
    public void What_has_to_be_awaited_says_so_in_its_name()
    {
        var silent = from method in Methods()
                     where method.ReturnType.Name.Split('`')[0] is nameof(Task) or nameof(ValueTask) && !method.Name.EndsWith("Async", StringComparison.Ordinal)
                     select $"{method.DeclaringType!.FullName}.{method.Name}";

        Assert.Empty(silent);
    }

    static IEnumerable<Type> Types() => _ours.SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.Namespace?.StartsWith("Prisma", StringComparison.Ordinal) == true && !type.Namespace.EndsWith(".Migrations", StringComparison.Ordinal) && IsWritten(type));

    /// <summary>Written by us, not made by the compiler or from a file of usings.</summary>
    static bool IsWritten(MemberInfo member) =>
        !member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && !member.Name.Contains('<', StringComparison.Ordinal) && member.Name != "_Imports"
        && (member.DeclaringType is null || IsWritten(member.DeclaringType));

    static bool IsPage(Type type) => typeof(IComponent).IsAssignableFrom(type);

    static string NameOf(Type type) => type.Name.Split('`')[0];

    /// <summary>Those we could have called otherwise: not as somebody else's interface or base class wants it.</summary>
    static IEnumerable<MethodInfo> Methods() =>
        from type in Types().Where(type => !type.IsInterface)
        let foreign = type.GetInterfaces().Where(one => !_ours.Contains(one.Assembly)).SelectMany(one => type.GetInterfaceMap(one).TargetMethods).ToHashSet()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where IsWritten(method) && !method.IsSpecialName && !foreign.Contains(method) && _ours.Contains(method.GetBaseDefinition().DeclaringType!.Assembly)
        select method;
}
