using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Prisma.Workflows.Persistence.Direct;

/// <summary>A statement and the names of its parameters, in the order in which values are given.</summary>
sealed record StatementText(string Sql, string[] Parameters);

/// <summary>One table as the model describes it: its statements, and the way from a row to their values and back.</summary>
sealed class DirectTable
{
    readonly Type _row;
    readonly Column[] _columns;
    readonly IClrPropertyGetter _key;

    public DirectTable(IEntityType entity)
    {
        if (entity.GetComplexProperties().Any() || entity.FindPrimaryKey()?.Properties is not [var key])
        {
            throw new InvalidOperationException($"{entity.ShortName()} is not written directly: only rows with one key and plain values are.");
        }

        _row = entity.ClrType;
        _columns = [.. entity.GetProperties().Select(property => new Column(property))];
        string[] names = [.. _columns.Select(column => column.Name)];
        var (table, id) = ($"\"{entity.GetTableName()}\"", key.GetColumnName());
        var where = $"WHERE \"{id}\" = @{id}";
        var insert = $"INSERT INTO {table} ({Join(names, "\"{0}\"")}) VALUES ({Join(names, "@{0}")})";
        var revision = entity.GetProperties().SingleOrDefault(property => property.IsConcurrencyToken)?.GetColumnName();
        var asRead = revision is null ? "" : $" AND \"{revision}\" = @{revision} - 1";
        Insert = new StatementText(insert, names);
        InsertUnlessThere = new StatementText($"{insert} ON CONFLICT DO NOTHING", names);
        Update = new StatementText($"UPDATE {table} SET {Join(names.Where(name => name != id), "\"{0}\" = @{0}")} {where}{asRead}", names);
        Delete = new StatementText($"DELETE FROM {table} {where}", [id]);
        SelectFrom = $"SELECT {Join(names, "\"{0}\"")} FROM {table}";
        Select = $"{SelectFrom} WHERE \"{id}\" = @value";
        _key = key.GetGetter();
    }

    public StatementText Insert { get; }
    public StatementText InsertUnlessThere { get; }
    public StatementText Update { get; }
    public StatementText Delete { get; }
    public string Select { get; }
    public string SelectFrom { get; }

    public object KeyOf(object row) => _key.GetClrValueUsingContainingEntity(row)!;

    public object[] ValuesOf(object row) => Array.ConvertAll(_columns, column => column.ValueOf(row));

    public object RowOf(DbDataReader reader)
    {
        var row = Activator.CreateInstance(_row)!;
        for (var place = 0; place < _columns.Length; place++)
        {
            _columns[place].Read(reader, place, row);
        }

        return row;
    }

    static string Join(IEnumerable<string> names, string each) => string.Join(", ", names.Select(name => each.Replace("{0}", name, StringComparison.Ordinal)));

    /// <summary>One value of a row, kept in the form that the context would give it.</summary>
    sealed class Column(IProperty property)
    {
        readonly ValueConverter? _converter = property.GetRelationalTypeMapping().Converter;
        readonly IClrPropertyGetter _get = property.GetGetter();
        readonly MethodInvoker _set = MethodInvoker.Create(property.PropertyInfo!.SetMethod!);
        readonly MethodInvoker _read = MethodInvoker.Create(property.GetRelationalTypeMapping().GetDataReaderMethod());

        public string Name { get; } = property.GetColumnName();

        public object ValueOf(object row)
        {
            var value = _get.GetClrValueUsingContainingEntity(row);
            return (_converter is null ? value : _converter.ConvertToProvider(value)) ?? DBNull.Value;
        }

        public void Read(DbDataReader reader, int place, object row)
        {
            var value = reader.IsDBNull(place) ? null : _read.Invoke(reader, place);
            _set.Invoke(row, _converter is null ? value : _converter.ConvertFromProvider(value));
        }
    }
}
