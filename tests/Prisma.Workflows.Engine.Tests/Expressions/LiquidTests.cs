using static Prisma.Workflows.Engine.Tests.Samples.Sample;

namespace Prisma.Workflows.Engine.Tests.Expressions;

public sealed class LiquidTests
{
    [Theory]
    [InlineData("Hello {{ Input.Name }}", "Hello Amina")]
    [InlineData("{{ Variables.Person.first_name | upcase }}", "AMINA")]
    [InlineData("{% if Variables.Person.age > 17 %}adult{% else %}minor{% endif %}", "adult")]
    [InlineData("{% for tag in Variables.Person.tags %}{{ tag }};{% endfor %}", "a;b;")]
    [InlineData("{{ WorkflowInstanceId }} {{ WorkflowDefinitionId }} {{ WorkflowDefinitionVersionId }} {{ WorkflowDefinitionVersion }}", "run sample sample-1 1")]
    [InlineData("{{ Variables.Nothing }}", "")]
    [InlineData("{{ Variables.Person.tags }}|{{ Variables.Person }}|", "ab||")]
    [InlineData("{{ 1.50 }} {{ 2.0 | times: 1.0 }} {{ 0.1 | plus: 0.2 }} {{ 7 }}", "1.5 2.0 0.3 7")]
    public void A_template_renders(string template, string expected) => Assert.Equal(expected, Render(template).Written);

    [Theory]
    [InlineData("{{ 'now' | date: '%Y-%m-%d %H:%M' }}", "2026-03-01 09:00")]
    [InlineData("{{ '2026-01-02T03:04:05Z' | date: '%d.%m.%Y' }}", "02.01.2026")]
    [InlineData("{{ '2026-03-04T05:06:07+02:00' | date: '%-d.%-m. %H:%M %z %:z %s %%z' }} {{ 'now' | date: '%z' }}{{ 'never' | date: '%Y' }}", "4.3. 05:06 +0200 +02:00 1772593567 %z +0000")]
    [InlineData("{{ '2026-03-04T05:06:07Z' | date }}", "2026-03-04 05:06:07Z")]
    [InlineData("{{ '3' | times: 2 }} {{ '1' | plus: '2' }} {{ 100 | minus: '0.50' }} {{ '7' | divided_by: 2 }} {{ Variables.Nothing | plus: 2 }} {{ 'x' | times: 2 }}", "6 3 99.5 3 2 0")]
    [InlineData("{{ 4.0 }} {{ 20 | times: 1.5 }} {{ 10 | divided_by: 2.0 }} {{ 7 | modulo: 2.5 }} {{ '4.2' | ceil }} {{ 4.7 | floor }} {{ 3.999 | round: 2 }} {{ '-5.5' | abs }}", "4.0 30.0 5 1 5 4 4.0 5.5")]
    [InlineData("{% assign n = '2' | plus: 1 %}{% for i in (1..n) %}{{ i }}{% endfor %}{% if 3 == 3.0 %}!{% endif %}{% for line in (1..Variables.Person.age) limit: 2 %}{{ line }}{% endfor %}", "123!12")]
    [InlineData("{% for part in Input.Name %}[{{ part }}]{% endfor %} {{ 'abc' | join: '-' }} {{ Variables.Person.tags | join }}", "[Amina] abc ab")]
    [InlineData("{{ Variables.Person.tags | json }}", """["a","b"]""")]
    [InlineData("{{ Variables.Person.tags | join: ', ' | append: '!' | prepend: '>' | replace: 'a', 'A' }}", ">A, b!")]
    [InlineData("{{ 'ä' | base64 }} {{ 7 | base64 }} {{ true | base64 }} {{ Variables.Nothing | base64 }}{{ Variables.Person.tags | base64 }}", "w6Q= Nw== VHJ1ZQ== WyJhIiwiYiJd")]
    [InlineData("{{ Variables.Person | keys | join: ' ' }}", "first_name age tags")]
    [InlineData("{% raw %}{% nonsense %}{% endraw %}{% comment %}{% nonsense %}{% endcomment %}", "{% nonsense %}")]
    [InlineData("{{ 4 | at_least: 5 }} {{ '4.5' | at_most: 3 }} {{ 'no number' | at_least: 0.5 }}", "5 3 0.5")]
    [InlineData("{{ '1,2,x' | split: ',' | sum }} {{ Variables.Lines | sum: 'price' }}", "3 7.5")]
    [InlineData("{{ Variables.Lines | where: 'kind', 'seed' | map: 'name' | join: ' ' }} {{ Variables.Lines | where: 'price', 5 | size }} {{ Variables.Lines | where: 'organic' | map: 'name' | join: '' }}{{ Variables.Nothing | where: 'a' | size }}", "Rye oat 1 Rye0")]
    [InlineData("{{ Variables.Lines | sort_natural: 'name' | map: 'name' | join: ' ' }} {{ 'b,A,c' | split: ',' | sort_natural | join: '' }}", "hoe oat Rye Abc")]
    [InlineData("{{ '&lt;a> & b' | escape_once }} {{ 'a!b c&d' | url_encode }} {{ 'a%21b+c' | url_decode }}", "&lt;a&gt; &amp; b a%21b+c%26d a!b c")]
    [InlineData("{{ 'a-b-c' | remove_last: '-' }} {{ 'a-b-c' | replace_last: '-', '+' }} {{ 'abc' | remove_last: '-' }}", "a-bc a-b+c abc")]
    [InlineData("{{ 'ä' | base64_encode }} {{ 'w6Q=' | base64_decode }}", "w6Q= ä")]
    [InlineData("{% capture s %}a\nb{% endcapture %}{{ s | newline_to_br }}", "a<br />\nb")]
    public void A_filter_gives_what_Liquid_gives(string template, string expected) => Assert.Equal(expected, Render(template).Written);

    [Theory]
    [InlineData("{{ date.now }}")]
    [InlineData("{{ now }}")]
    [InlineData("{{ math.uuid }}")]
    [InlineData("{{ object.eval }}")]
    public void The_clock_of_the_machine_and_chance_are_not_there(string template) => Assert.Equal("", Render(template).Written);

    [Theory]
    [InlineData("{{ 'x' | find: 'a' }}", "UnknownFilter")]
    [InlineData("{{ 'x' | md5 }}", "UnknownFilter")]
    [InlineData("{{ 'x' | date_to_string }}", "UnknownFilter")]
    [InlineData("{% increment x %}", "UnknownTag")]
    [InlineData("{% render 'x' %}", "UnknownTag")]
    [InlineData("{%- include 'x' -%}", "UnknownTag")]
    [InlineData("{% tablerow a in b %}{% endtablerow %}", "UnknownTag")]
    [InlineData("{% if %}", "BadTemplate")]
    public void What_differs_from_Liquid_is_an_error_before_it_runs(string template, string code)
    {
        var problems = new Engine.Execution.DefinitionValidator(Engine.Activities.ActivityCatalogue.WithBuiltIns())
            .Validate(Definition(Activity("l", "Elsa.WriteLine", ("text", Input("Liquid", template)))));

        Assert.Contains(problems, problem => problem.Code == code && problem.ActivityId == "l" && problem.Severity == Engine.Definitions.Severity.Error);
        Assert.Equal("Finished/Faulted", Render(template).State);
    }

    [Theory]
    [InlineData("{% assign s = 'xxxxxxxx' %}{% for i in (1..40) %}{% assign s = s | append: s %}{% endfor %}")]
    [InlineData("{% assign s = 'xxxxxxxx' %}{% for i in (1..16) %}{% assign s = s | append: s %}{% endfor %}{{ s | replace: 'x', s }}")]
    [InlineData("{% assign s = 'xyxyxyxy' %}{% for i in (1..14) %}{% assign s = s | append: s %}{% endfor %}{% assign a = s | split: 'y' %}{{ a | join: s }}")]
    [InlineData("{% assign s = 'xxxxxxxx' %}{% for i in (1..200) %}{% assign s = s | base64_encode %}{% endfor %}")]
    [InlineData("{{ (1..1000000000) | join: ',' }}")]
    [InlineData("{{ (1..1000000000) | sum }}")]
    [InlineData("{% for a in (1..1000) %}{{ Variables.Long }}{{ Variables.Long }}{% endfor %}")]
    public void A_template_that_grows_without_end_is_stopped(string template) => Assert.Equal("Finished/Faulted", Render(template).State);

    [Theory]
    [InlineData("{% assign s = 'xxxxxxxx' %}{% for i in (1..12) %}{% assign s = s | append: s %}{% endfor %}{{ s | replace: 'x', s }}")]
    [InlineData("{% assign s = 'xyxyxyxy' %}{% for i in (1..12) %}{% assign s = s | append: s %}{% endfor %}{% assign a = s | split: 'y' %}{{ a | join: s }}")]
    public void A_text_is_stopped_before_it_is_put_together(string template)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var run = Render(template);

        Assert.Equal("Finished/Faulted", run.State);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 200_000_000);
    }

    [Theory]
    [InlineData("{% for a in (1..100000) %}{% for b in (1..100000) %}x{% endfor %}{% endfor %}")]
    [InlineData("{{ 1 | divided_by: 0 }}")]
    [InlineData("{{ 'x' | no_such_filter }}")]
    [InlineData("{% include 'secret' %}")]
    public void A_template_is_refused_or_stopped(string template) => Assert.Equal("Finished/Faulted", Render(template).State);

    [Fact]
    public void A_template_knows_the_correlation_id()
    {
        var run = new Run(Flow([Activity("c", "Elsa.Correlate", ("correlationId", Literal("weir"))), Activity("l", "Elsa.WriteLine", ("text", Input("Liquid", "{{ CorrelationId }}")))], "c>l")).Start();

        Assert.Equal("weir", run.Written);
    }

    static Run Render(string template) => new Run(Definition(
        Activity("l", "Elsa.WriteLine", ("text", Input("Liquid", template))),
        Variables(Variable("Person", "JsonObject", """{"first_name":"Amina","age":30,"tags":["a","b"]}"""), Variable("Lines", "Object[]", """[{"name":"Rye","kind":"seed","price":5,"organic":true},{"name":"hoe","kind":"tool","price":2},{"name":"oat","kind":"seed","price":"0.5","organic":false}]"""), Variable("Long", "String", new string('x', 2000)))))
        .Start(new JsonObject { ["Name"] = "Amina" });
}
