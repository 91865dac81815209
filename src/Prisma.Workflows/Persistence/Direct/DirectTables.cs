using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Prisma.Workflows.Persistence.Direct;

/// <summary>The tables that were asked for, each read from the model once.</summary>
public sealed class DirectTables
{
    readonly ConcurrentDictionary<Type, DirectTable> _tables = [];

    internal DirectTable Of(Type row, IModel model) =>
        _tables.GetOrAdd(row, static (type, model) => new DirectTable(model.FindEntityType(type) ?? throw new InvalidOperationException($"{type.Name} is no row.")), model);
}
