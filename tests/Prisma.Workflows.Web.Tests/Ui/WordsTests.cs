using Prisma.Workflows.Web.Ui;

namespace Prisma.Workflows.Web.Tests.Ui;

public sealed class WordsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Ada", "Ada")]
    [InlineData("Ada and Bo", "Ada", "Bo")]
    [InlineData("Ada, Bo and Cy", "Ada", "Bo", "Cy")]
    public void Several_are_named_as_people_name_them(string said, params string[] names) => Assert.Equal(said, Words.All(names));
}
