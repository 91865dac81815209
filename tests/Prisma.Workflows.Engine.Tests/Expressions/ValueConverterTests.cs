using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Tests.Expressions;

public sealed class ValueConverterTests
{
    [Theory]
    [InlineData("from spring on", typeof(JsonObject), "'from spring on' cannot be read as names with values, such as {\"full\": [-113, -92]}.")]
    [InlineData("{\"a\": 1}", typeof(JsonArray), "'{\"a\": 1}' cannot be read as a list, such as [\"one\", \"two\"].")]
    [InlineData("a while", typeof(TimeSpan), "'a while' cannot be read as a length of time, such as 2.12:30:00 for two and a half days and half an hour.")]
    [InlineData("in spring", typeof(DateTimeOffset), "'in spring' cannot be read as a moment, such as 2027-06-19T09:00:00Z.")]
    [InlineData("many", typeof(int), "'many' cannot be read as a whole number, such as 7.")]
    public void What_cannot_be_read_is_answered_with_what_can(string given, Type wanted, string says) =>
        Assert.Equal(says, Assert.Throws<ExpressionException>(() => ValueConverter.Convert(given, wanted)).Message);
}
