using Microsoft.AspNetCore.Http;
using Prisma.Workflows.Web.Ui;

namespace Prisma.Workflows.Web.Tests.Ui;

public sealed class PostedTests
{
    [Fact]
    public void What_PostgreSql_does_not_keep_is_left_out()
    {
        var posted = new Posted(new FormCollection(new() { ["name"] = "The\0 Orrin", ["parts"] = new(["lead\0", "scribe"]) }));

        Assert.Equal("The Orrin", posted.Text("name"));
        Assert.Equal(["lead", "scribe"], posted.Many("parts"));
    }
}
