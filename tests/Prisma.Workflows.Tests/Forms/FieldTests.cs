using Prisma.Workflows.Forms;

namespace Prisma.Workflows.Tests.Forms;

public sealed class FieldTests
{
    [Fact]
    public void A_field_asks_the_same_as_one_of_its_name_its_kind_and_its_columns()
    {
        var team = Rows("team", "name", "email");

        Assert.True(team.AsksTheSameAs(Rows("team", "name", "email")));
        Assert.False(team.AsksTheSameAs(Rows("people", "name", "email")));
        Assert.False(team.AsksTheSameAs(Rows("team", "name")));
        Assert.False(team.AsksTheSameAs(Rows("team", "name", "role")));
        Assert.False(Rows("team").AsksTheSameAs(new Field { Key = "team", Type = FieldType.Text }));
    }

    static Field Rows(string key, params string[] columns) => new() { Key = key, Type = FieldType.Rows, Columns = [.. columns.Select(column => new Field { Key = column, Type = FieldType.Text })] };
}
