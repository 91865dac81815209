using System.Reflection;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Web.Ui;

namespace Prisma.Workflows.Web.Tests.Ui;

/// <summary>A database elsewhere answers one question at once and lets another wait; what is read by then is half a page.</summary>
public sealed class PageComponentTests : BunitContext, IClassFixture<WebProduct>
{
    static readonly string[] _reads = ["OnInitializedAsync", "OnParametersSetAsync"];

    readonly Questions _questions = new();

    public PageComponentTests(WebProduct product) => Services.AddSingleton(product.Operations).AddSingleton(_questions);

    [Fact]
    public void A_page_is_drawn_once_all_it_shows_is_read()
    {
        var page = Render<TwoQuestions>();

        Assert.Equal("", page.Markup);
        _questions.Second.SetResult("Orrin");
        page.WaitForAssertion(() => Assert.Equal("Vale of Orrin, ", page.Markup));
    }

    [Fact]
    public void A_part_that_is_drawn_anew_while_it_reads_waits_too()
    {
        var page = Render<TwoQuestions>(part => part.Add(one => one.Note, "first"));
        page.Render(part => part.Add(one => one.Note, "second"));

        Assert.Equal("", page.Markup);
        _questions.Second.SetResult("Orrin");
        page.WaitForAssertion(() => Assert.Equal("Vale of Orrin, second", page.Markup));
    }

    [Fact]
    public void What_a_form_does_is_shown_when_it_is_done()
    {
        _questions.Second.SetResult("Orrin");
        var page = Render<TwoQuestions>();

        var done = page.InvokeAsync(() => EventCallback.Factory.Create(page.Instance, page.Instance.ActAsync).InvokeAsync());
        Assert.Equal("Vale of Orrin, ", page.Markup);
        _questions.Act.SetResult();
        page.WaitForAssertion(() => Assert.Equal("Vale of Millrace, ", page.Markup));
        Assert.True(done.IsCompletedSuccessfully);
    }

    [Fact]
    public void Whatever_reads_before_it_is_drawn_is_such_a_component() =>
        Assert.DoesNotContain(typeof(Program).Assembly.GetTypes(), type => typeof(ComponentBase).IsAssignableFrom(type) && Array.Exists(_reads, name => type.GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic)!.DeclaringType!.Assembly == type.Assembly));

    sealed class Questions
    {
        public TaskCompletionSource<string> Second { get; } = new();

        public TaskCompletionSource Act { get; } = new();
    }

    sealed class TwoQuestions : PageComponent
    {
        string? _first;
        string? _second;

        [Inject] Questions Questions { get; set; } = null!;

        [Parameter] public string Note { get; set; } = "";

        public async Task ActAsync()
        {
            _second = null;
            await Questions.Act.Task;
            _second = "Millrace";
        }

        protected override async Task OnInitializedAsync()
        {
            _first = "Vale of ";
            _second = await Questions.Second.Task;
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            if (_first is not null)
                builder.AddContent(0, $"{_first}{_second!.Trim()}, {Note}");
        }
    }
}
