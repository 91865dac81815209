using Prisma.Workflows.Authoring;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Pathways.Uses;
using static Prisma.Workflows.Tests.Harness.Workflows;

namespace Prisma.Workflows.Tests.Pathways;

public sealed class FindUsesTests
{
    [Theory, Databases]
    public async Task A_mail_is_found_by_name_in_a_script_by_ladder_and_where_a_step_sends_it_unless_told_otherwise(DatabaseProvider provider)
    {
        await using var product = await Product.StartShippedAsync(provider);

        Assert.Contains(await OfAsync(product, "mail", "E09"), use => use is { DefinitionId: Pathway.Participant, StepId: "PAR-1.2", Via: "", IsPublished: true, IsLatest: true });
        Assert.Contains(await OfAsync(product, "mail", "E03"), use => use is { StepId: "PAR-1.2", Via: "the ladder L-form" });
        Assert.Contains(await OfAsync(product, "mail", "E68"), use => use is { StepId: "PAR-2.2", Via: "" });
        Assert.DoesNotContain(await OfAsync(product, "mail", "E11"), use => use.StepId == "PAR-1.2");
        Assert.Empty(await OfAsync(product, "mail", "E76"));
    }

    [Theory, Databases]
    public async Task A_form_is_found_by_name_and_by_the_gate_that_asks_it_and_an_agreement_where_it_is_signed(DatabaseProvider provider)
    {
        await using var product = await Product.StartShippedAsync(provider);

        var forms = await OfAsync(product, "form", "F-C1");
        Assert.All(forms, use => Assert.Equal((Pathway.Participant, "the gate C1"), (use.DefinitionId, use.Via)));
        Assert.NotEmpty(forms);
        Assert.Contains(await OfAsync(product, "form", "F-08"), use => use is { DefinitionId: Pathway.Network, Via: "" });
        Assert.Contains(await OfAsync(product, "agreement", "A-06"), use => use is { DefinitionId: Pathway.Participant, Step: not "" });
    }

    [Theory, Databases]
    public async Task A_draft_counts_too_and_what_it_takes_out_is_still_in_use_until_it_is_published(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PublishAsync(Chain("ferry", Activity("Prisma.Form", "before", ("step", "A-1"), ("form", "F-01"), ("title", "Before the crossing"))));
        await product.RunAsync<ImportDefinition, Import>(import =>
            import.ExecuteAsync(Chain("ferry", Activity("Prisma.Form", "after", ("step", "A-1"), ("form", "F-01"), ("title", "After the crossing"))), false, "Wren Alder", TestContext.Current.CancellationToken));

        Assert.Equal(
            [("After the crossing", false, true), ("Before the crossing", true, false)],
            (await OfAsync(product, "form", "F-01")).Select(use => (use.Step, use.IsPublished, use.IsLatest)));
    }

    static Task<IReadOnlyList<Use>> OfAsync(Product product, string kind, string name) =>
        product.RunAsync<FindUses, IReadOnlyList<Use>>(find => find.ExecuteAsync(kind, name, TestContext.Current.CancellationToken));
}
