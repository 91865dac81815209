using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Prisma.Workflows.Persistence;

/// <summary>Whether a list that is kept in one column has changed. The framework's own comparer makes a delegate, and with it a method, at every comparison and every copy.</summary>
sealed class ListComparer<T>() : ValueComparer<List<T>>(
    (one, other) => one == other || (one != null && other != null && one.SequenceEqual(other)),
    list => list.Aggregate(0, HashCode.Combine),
    list => new List<T>(list));
