using System.Text.Json.Nodes;
using Prisma.Workflows.Engine.Tests.Samples;
using static Prisma.Workflows.Engine.Tests.Samples.Sample;

namespace Prisma.Workflows.Engine.Tests.Expressions;

public sealed class LiquidTests
{
    [Theory]
    [InlineData("Hello {{ Input.Name }}", "Hello Amina")]
    [InlineData("{{ Variables.Person.first_name | upcase }}", "AMINA")]
    [InlineData("{% if Variables.Person.age > 17 %}adult{% else %}minor{% endif %}", "adult")]
    [InlineData("{% for tag in Variables.Person.tags %}{{ tag }};{% endfor %}", "a;b;")]
    [InlineData("{{ WorkflowInstanceId }}", "run")]
    [InlineData("{{ Variables.Nothing }}", "")]
    public void A_template_renders(string template, string expected) => Assert.Equal(expected, Render(template).Written);

    [Theory]
    [InlineData("{% for a in (1..100000) %}{% for b in (1..100000) %}x{% endfor %}{% endfor %}")]
    [InlineData("{{ 'x' | no_such_filter }}")]
    [InlineData("{% include 'secret' %}")]
    public void A_template_is_refused_or_stopped(string template) => Assert.Equal("Finished/Faulted", Render(template).State);

    static Run Render(string template) => new Run(Definition(
        Activity("l", "Elsa.WriteLine", ("text", Input("Liquid", template))),
        Variables(Variable("Person", "JsonObject", """{"first_name":"Amina","age":30,"tags":["a","b"]}"""))))
        .Start(new JsonObject { ["Name"] = "Amina" });
}
