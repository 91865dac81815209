using System.Collections.Frozen;
using System.Linq.Expressions;

namespace Prisma.Workflows.Runtime.Views;

/// <summary>A bound that one of a run's times has to keep, in the words of Elsa's programs: "FinishedAt" "LessThan" an instant.</summary>
public sealed record TimeBound(string Column, string Comparison, DateTimeOffset At)
{
    static readonly FrozenDictionary<string, ExpressionType> Comparisons = new Dictionary<string, ExpressionType>(StringComparer.Ordinal)
    {
        ["Is"] = ExpressionType.Equal,
        ["IsNot"] = ExpressionType.NotEqual,
        ["LessThan"] = ExpressionType.LessThan,
        ["LessThanOrEqual"] = ExpressionType.LessThanOrEqual,
        ["GreaterThan"] = ExpressionType.GreaterThan,
        ["GreaterThanOrEqual"] = ExpressionType.GreaterThanOrEqual,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public bool IsKnown => Named(Column) is not null && Comparisons.ContainsKey(Comparison);

    /// <summary>The time of a run that is called so, where it is asked for or ordered by; null for any other name.</summary>
    internal static Expression<Func<StoredInstance, DateTimeOffset?>>? Named(string name) => name.ToUpperInvariant() switch
    {
        "CREATED" or "CREATEDAT" => instance => instance.CreatedAt,
        "UPDATEDAT" or "LASTEXECUTED" => instance => instance.UpdatedAt,
        "FINISHED" or "FINISHEDAT" => instance => instance.FinishedAt,
        _ => null,
    };

    internal IQueryable<StoredInstance> In(IQueryable<StoredInstance> runs)
    {
        var time = Named(Column)!;
        var bound = Expression.Constant(At.ToUniversalTime(), typeof(DateTimeOffset?));
        return runs.Where(Expression.Lambda<Func<StoredInstance, bool>>(Expression.MakeBinary(Comparisons[Comparison], time.Body, bound), time.Parameters));
    }
}
