namespace Prisma.Workflows.Persistence;

/// <summary>Somebody else changed the same thing first, three times over; the caller may simply ask again.</summary>
public sealed class ConcurrencyLostException(string operation, Exception inner)
    : Exception($"{operation} met another change of the same thing three times in a row. Nothing was changed; please try again.", inner);
