using static Prisma.Workflows.Tests.Harness.Workflows;

namespace Prisma.Workflows.Tests.Runtime;

/// <summary>PostgreSQL keeps no U+0000 and no half of a pair; a script may make them, and an input may bring them.</summary>
public sealed class CharacterTests
{
    [Theory, Databases]
    public async Task What_stands_for_no_character_does_not_keep_a_run_from_being_stored(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Chain(
            "odd",
            Script("name", @"setWorkflowInstanceName('n\u0000'); setCorrelationId('c\ud800'); setVariable('v', 'v\u0000\udc00'); return 'r\u0000\ud800'"),
            Script("say", @"return getVariable('v') + '\u0000'"),
            Wait("wait", "go"),
            Script("fail", @"throw new Error('e\u0000\ud800')")));

        await product.StartWorkflowAsync("odd", "o");
        Assert.Equal(1, await product.RaiseAsync("go", JsonNode.Parse(@"{ ""text"": ""p\u0000"" }")));

        var run = await product.InstanceAsync("o");
        Assert.Equal(("Faulted", "n\uFFFD", "c\uFFFD"), (run.SubStatus.ToString(), run.Name, run.CorrelationId));
        Assert.Contains(await product.ReadAsync(db => db.ActivityLog.Select(entry => entry.Text).ToListAsync()), text => text.Contains("e\uFFFD\uFFFD", StringComparison.Ordinal));
    }

    static JsonObject Script(string id, string script) => Activity("Elsa.RunJavaScript", id, ("script", script));
}
