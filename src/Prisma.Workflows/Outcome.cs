using System.Diagnostics.CodeAnalysis;

namespace Prisma.Workflows;

/// <summary>What a use case answers: the thing asked for, or the problems that stand in its way.</summary>
public sealed class Outcome<T>
{
    Outcome(T? value, Problems problems)
    {
        Value = value;
        Problems = problems;
    }

    public T? Value { get; }
    public Problems Problems { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsDone => !Problems.Any && Value is not null;

    public static implicit operator Outcome<T>(T value) => new(value, []);

    public static implicit operator Outcome<T>(Problems problems) => new(default, problems);
}
