using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SQLitePCL;

namespace Prisma.Workflows.Persistence.Direct;

/// <summary>A statement and the names of its parameters, in the order in which values are given.</summary>
sealed record StatementText(string Sql, string[] Parameters);

/// <summary>One table as the model describes it: its statements, and the way from a row to their values and back.</summary>
sealed class DirectTable
{
    /// <summary>As many as there are bits in a number that tells them apart.</summary>
    const int MostColumns = 64;

    /// <summary>Those that were asked for, each read from its model once.</summary>
    static readonly ConcurrentDictionary<(IModel Model, Type Row), DirectTable> Known = [];

    readonly ConcurrentDictionary<ulong, StatementText> _updates = [];
    readonly Func<ulong, StatementText> _writeUpdate;
    readonly int _keyPlace;
    readonly Func<object> _new;
    readonly (Type Type, MethodInvoker Set)[] _parts;
    readonly Column[] _columns;
    readonly IClrPropertyGetter _key;
    readonly string _selectFrom;
    readonly ConcurrentDictionary<string, StatementText> _selects = new(StringComparer.Ordinal);

    DirectTable(IEntityType entity)
    {
        IComplexProperty[] parts = [.. entity.GetComplexProperties()];
        if (parts.Any(part => part.IsCollection || part.ComplexType.GetComplexProperties().Any()) || entity.FindPrimaryKey()?.Properties is not [var key] || entity.GetFlattenedProperties().Skip(MostColumns).Any())
            throw new InvalidOperationException($"{entity.ShortName()} is not written directly: only rows with one key, plain values and groups of them, {MostColumns} at most, are.");
        _new = IsAllColumns(entity) ? () => RuntimeHelpers.GetUninitializedObject(entity.ClrType) : () => Activator.CreateInstance(entity.ClrType)!;
        _parts = Array.ConvertAll(parts, part => (part.ClrType, MethodInvoker.Create(part.PropertyInfo!.SetMethod!)));
        _columns = [.. entity.GetFlattenedProperties().Select(property => new Column(property, Array.FindIndex(parts, part => part.ComplexType == property.DeclaringType)))];
        string[] names = [.. _columns.Select(column => column.Name)];
        var (table, id) = ($"\"{entity.GetTableName()}\"", key.GetColumnName());
        var where = $"WHERE \"{id}\" = @{id}";
        var insert = $"INSERT INTO {table} ({Join(names, "\"{0}\"")}) VALUES ({Join(names, "@{0}")})";
        var revision = entity.GetProperties().SingleOrDefault(property => property.IsConcurrencyToken)?.GetColumnName();
        var asRead = revision is null ? "" : $" AND \"{revision}\" = @{revision} - 1";
        Insert = new StatementText(insert, names);
        InsertUnlessThere = new StatementText($"{insert} ON CONFLICT DO NOTHING", names);
        _keyPlace = Array.IndexOf(names, id);
        _writeUpdate = places =>
        {
            string[] given = [.. names.Where((_, place) => IsIn(places, place))];
            return new StatementText($"UPDATE {table} SET {Join(given.Where(name => name != id), "\"{0}\" = @{0}")} {where}{asRead}", given);
        };
        Delete = new StatementText($"DELETE FROM {table} {where}", [id]);
        _selectFrom = $"SELECT {Join(names, "\"{0}\"")} FROM {table}";
        Select = SelectWhere($"WHERE \"{id}\" = @value");
        _key = key.GetGetter();
        IsPlain = Array.TrueForAll(_columns, column => column.IsPlain);
    }

    public StatementText Insert { get; }
    public StatementText InsertUnlessThere { get; }
    public StatementText Delete { get; }
    public StatementText Select { get; }

    /// <summary>Whether SQLite's own statements can read it all.</summary>
    public bool IsPlain { get; }

    public static DirectTable Of(Type row, PrismaDbContext db) =>
        Known.GetOrAdd((db.Model, row), static key => new DirectTable(key.Model.FindEntityType(key.Row) ?? throw new InvalidOperationException($"{key.Row.Name} is no row.")));

    public object KeyOf(object row) => _key.GetClrValueUsingContainingEntity(row)!;

    public object[] ValuesOf(object row) => Array.ConvertAll(_columns, column => column.ValueOf(row));

    /// <summary>Sets what is no longer as it was found, or everything: of what stays, no index is written anew.</summary>
    public (StatementText Text, object[] Values) Update(object[] values, object[]? found)
    {
        var places = 0UL;
        for (var place = 0; place < values.Length; place++)
        {
            if (place == _keyPlace || found is null || !values[place].Equals(found[place]))
                places |= 1UL << place;
        }

        return (_updates.GetOrAdd(places, _writeUpdate), [.. values.Where((_, place) => IsIn(places, place))]);
    }

    /// <summary>The rows that this chooses, with one parameter, @value.</summary>
    public StatementText SelectWhere(string which) => _selects.GetOrAdd(which, static (which, from) => new StatementText($"{from} {which}", ["value"]), _selectFrom);

    public object RowOf(DbDataReader reader) =>
        IsPlain && reader is SqliteDataReader { Handle: { } statement } ? RowOf(statement) : RowOf((column, place) => column.Of(reader, place));

    /// <summary>From a statement of SQLite's own; only where <see cref="IsPlain"/>.</summary>
    public object RowOf(sqlite3_stmt statement) => RowOf((column, place) => column.Of(statement, place));

    object RowOf(Func<Column, int, object?> valueOf)
    {
        var row = _new();
        var parts = Array.ConvertAll(_parts, part => RuntimeHelpers.GetUninitializedObject(part.Type));
        for (var place = 0; place < _columns.Length; place++)
            _columns[place].Set(row, parts, valueOf(_columns[place], place));
        for (var index = 0; index < parts.Length; index++)
            _parts[index].Set.Invoke(row, parts[index]);
        return row;
    }

    static bool IsIn(ulong places, int place) => (places & (1UL << place)) != 0;

    /// <summary>Whether reading fills all of the row but what it leads to, so that it need not first be made with an id and a stamp of its own.</summary>
    static bool IsAllColumns(IEntityType entity)
    {
        var filled = entity.GetProperties().Concat<IPropertyBase>(entity.GetComplexProperties()).Concat(entity.GetNavigations().Where(one => !one.IsCollection)).Select(property => property.FieldInfo?.Name).ToHashSet();
        return Array.TrueForAll(entity.ClrType.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public), field => filled.Contains(field.Name));
    }

    static string Join(IEnumerable<string> names, string each) => string.Join(", ", names.Select(name => each.Replace("{0}", name, StringComparison.Ordinal)));

    /// <summary>One value of a row, or of the group with that number within it, kept in the form that the context would give it.</summary>
    sealed class Column(IProperty property, int part)
    {
        readonly ValueConverter? _converter = property.GetRelationalTypeMapping().Converter;
        readonly Type _kept = KeptAs(property);
        readonly bool _mayBeNull = property.IsNullable;
        readonly IClrPropertyGetter _get = property.GetGetter();
        readonly MethodInvoker _set = MethodInvoker.Create(property.PropertyInfo!.SetMethod!);
        readonly MethodInvoker _read = MethodInvoker.Create(property.GetRelationalTypeMapping().GetDataReaderMethod());

        public string Name { get; } = property.GetColumnName(StoreObjectIdentifier.Create(property.DeclaringType.ContainingEntityType, StoreObjectType.Table)!.Value)!;

        public bool IsPlain => SqliteStatements.CanRead(_kept);

        public object ValueOf(object row)
        {
            var value = _get.GetClrValueUsingContainingEntity(row);
            return (_converter is null ? value : _converter.ConvertToProvider(value)) ?? DBNull.Value;
        }

        public object? Of(DbDataReader reader, int place) => _mayBeNull && reader.IsDBNull(place) ? null : _read.Invoke(reader, place);

        public object? Of(sqlite3_stmt statement, int place) => SqliteStatements.ValueAt(statement, place, _kept, _mayBeNull);

        public void Set(object row, object[] parts, object? value) =>
            _set.Invoke(part < 0 ? row : parts[part], _converter is null ? value : _converter.ConvertFromProvider(value));

        static Type KeptAs(IProperty property)
        {
            var kept = property.GetRelationalTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
            return Nullable.GetUnderlyingType(kept) ?? kept;
        }
    }
}
