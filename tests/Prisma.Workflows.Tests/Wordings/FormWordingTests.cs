using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Forms.Editing;
using Prisma.Workflows.Pathways.Views;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Tests.Wordings;

public sealed class FormWordingTests
{
    [Theory, Databases]
    public async Task An_open_step_keeps_its_form_and_who_comes_later_is_asked_the_new_one(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var library = scenario.Product.Services.GetRequiredService<FormLibrary>();
        var first = await scenario.StepAsync(await scenario.ApplyAsync("amina@reed.example"), "PAR-1.2");
        var (changed, added) = FormEditor.Add(library.Shipped("F-12")!, "gift", "", "What would you rather not do?", FieldType.Long);

        await scenario.Product.PutWordsAsync("form", "F-12", FormEditor.Remove(changed, "with").Content, language: "");
        var second = await scenario.StepAsync(await scenario.ApplyAsync("bela@reed.example", "Bela"), "PAR-1.2");

        Assert.Equal((1, 2), (first.FormVersion, second.FormVersion));
        Assert.NotNull(library.Find("F-12", first.FormVersion)!.Find("with"));
        Assert.Null(library.Find("F-12", first.FormVersion)!.Find(added));
        Assert.Null(library.Find("F-12", second.FormVersion)!.Find("with"));
        Assert.Equal("What would you rather not do?", library.TextOf("F-12", "en", second.FormVersion).Of(library.Find("F-12")!.Find(added)!).Label);
    }

    [Theory, Databases]
    public async Task A_node_that_has_not_heard_of_a_form_yet_asks_before_it_shows_a_step_of_it(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await using var other = scenario.Product.StartAnother();
        var changed = FormEditor.Add(scenario.Product.Services.GetRequiredService<FormLibrary>().Shipped("F-12")!, "gift", "", "What else?", FieldType.Text).Form;
        await scenario.Product.PutWordsAsync("form", "F-12", changed.Content, language: "");
        var step = await scenario.StepAsync(await scenario.ApplyAsync("amina@reed.example"), "PAR-1.2");

        Assert.NotNull(await other.Operations.ReadAsync<ReadStep, StepView?>(read => read.ExecuteAsync(step.Id, step.ActorId, Cancellation)));

        Assert.NotNull(other.Services.GetRequiredService<FormLibrary>().Find("F-12", step.FormVersion)!.Find("what_else"));
    }

    [Theory]
    [InlineData("F-12", "origin", "reads it")]
    [InlineData("F-22", "coming", "“")]
    [InlineData("F-21", "response", "the gate ")]
    [InlineData("F-34", "answer", "the product itself")]
    [InlineData("F-12", "with", null)]
    public async Task A_form_that_loses_what_something_reads_is_not_published_and_says_where(string id, string question, string? where)
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var form = scenario.Product.Services.GetRequiredService<FormLibrary>().Shipped(id)!;

        var problems = await ProblemsAsync(scenario, id, FormEditor.Remove(form, question));

        if (where is null)
        {
            Assert.Empty(problems);
        }
        else
        {
            Assert.Contains("is gone", problems[question], StringComparison.Ordinal);
            Assert.Contains(where, problems[question], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_choice_by_which_a_branch_decides_stays_and_so_does_the_kind_of_what_is_read()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var form = scenario.Product.Services.GetRequiredService<FormLibrary>().Shipped("F-22")!;
        var coming = form.Form.Find("coming")!;
        var wish = new FieldWish { Label = "Are you coming?", Type = FieldType.One, Choices = [.. coming.Options.Where(option => option != "cant").Select(form.Text.Of(coming).Option).Append("Later").Append("Never")] };

        var lost = await ProblemsAsync(scenario, "F-22", form with { Form = form.Form with { Fields = [.. form.Form.Fields.Select(field => field.Key == "coming" ? field with { Options = [.. field.Options.Where(option => option != "cant")] } : field)] } });
        var retyped = await ProblemsAsync(scenario, "F-22", FormEditor.Change(form, "coming", "en", wish with { Type = FieldType.Text }));

        Assert.Contains("no longer offers", lost["coming"], StringComparison.Ordinal);
        Assert.Contains("was one of some choices", retyped["coming"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_that_is_gone_hides_nothing_else_that_is_gone()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var form = scenario.Product.Services.GetRequiredService<FormLibrary>().Shipped("F-01")!;

        var problems = await ProblemsAsync(scenario, "F-01", form with { Form = form.Form with { Fields = [.. form.Form.Fields.Where(field => field.Key is not ("email" or "first_name"))] } });

        Assert.Contains("where the next mail goes", problems["email"], StringComparison.Ordinal);
        Assert.Contains("is gone", problems["first_name"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_care_keeps_apart_stays_apart()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var form = scenario.Product.Services.GetRequiredService<FormLibrary>().Shipped("F-16")!;
        var unsealed = With(form, "health_note", field => field with { Sealed = false });
        var moved = With(form, "health_note", field => field with { Section = "coming" });
        var always = With(form, "health_note", field => field with { ShowIf = null });
        var (beside, added) = FormEditor.Add(form, "care", "", "Which medicine do you take?", FieldType.Text);

        Assert.Contains("Leave the seal on", (await ProblemsAsync(scenario, "F-16", unsealed))["health_note"], StringComparison.Ordinal);
        Assert.Contains("Move it back to “What you need”", (await ProblemsAsync(scenario, "F-16", moved))["health_note"], StringComparison.Ordinal);
        Assert.Contains("after which answer", (await ProblemsAsync(scenario, "F-16", always))["health_note"], StringComparison.Ordinal);
        Assert.Empty(await ProblemsAsync(scenario, "F-16", beside));
        Assert.Contains("Seal it", (await ProblemsAsync(scenario, "F-16", With(beside, added, field => field with { Sealed = false })))[added], StringComparison.Ordinal);
        Assert.Contains("is sealed now", (await ProblemsAsync(scenario, "F-16", With(form, "coming", field => field with { Sealed = true })))["coming"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("F-25", "care", null)]
    [InlineData("F-25", "concern", "trust nodes")]
    [InlineData("F-12", "due-diligence", "reads the answers")]
    [InlineData("F-16", "", "so it stays")]
    [InlineData("F-16", "due-diligence", "so it stays")]
    [InlineData("F-13", "", "so it stays")]
    public async Task A_form_may_come_to_be_for_fewer_eyes_and_never_for_others(string id, string readers, string? refusal)
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var form = scenario.Product.Services.GetRequiredService<FormLibrary>().Shipped(id)!;

        var problems = await ProblemsAsync(scenario, id, FormEditor.Head(form, "en", form.Text, form.Form.Minutes, readers));

        if (refusal is null)
        {
            Assert.Empty(problems);
        }
        else
        {
            Assert.Contains(refusal, problems[FormReaders.Field], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_is_sealed_where_nobody_could_open_it()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var form = scenario.Product.Services.GetRequiredService<FormLibrary>().Shipped("F-13")!;

        Assert.Contains("nobody could open it", (await ProblemsAsync(scenario, "F-13", With(form, "role_sense", field => field with { Sealed = true })))["role_sense"], StringComparison.Ordinal);
    }

    static WrittenForm With(WrittenForm form, string key, Func<Field, Field> change) =>
        form with { Form = form.Form with { Fields = [.. form.Form.Fields.Select(field => field.Key == key ? change(field) : field)] } };

    [Fact]
    public async Task Half_a_form_is_kept_and_not_published()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        var half = FormEditor.Add(product.Services.GetRequiredService<FormLibrary>().Shipped("F-12")!, "gift", "", "Which one?", FieldType.One).Form;

        var saved = (await product.SaveWordsAsync("form", "F-12", half.Content, "")).Value!;
        await product.ReadByAshAsync(saved);

        Assert.Contains("at least two choices", (await product.PublishWordsAsync(saved)).Problems["which_one"], StringComparison.Ordinal);
    }

    static Task<Problems> ProblemsAsync(Scenario scenario, string id, WrittenForm form) =>
        scenario.Product.Operations.ReadAsync<WordingBook, Problems>(book => book.CheckAsync("form", id, "", form.Content, Cancellation));
}
