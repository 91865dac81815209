using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Prisma.Workflows.Web.Ui;

/// <summary>A page, or a part of one, that reads and acts for whoever asks for it. It is drawn once all it shows is read, and again after what it did; never in between, when half of it is there.</summary>
public abstract class PageComponent : IComponent, IHandleEvent
{
    RenderHandle _handle;
    Task? _reading;

    [CascadingParameter]
    protected HttpContext HttpContext { get; set; } = null!;

    [Inject]
    protected Operations Operations { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>What stands in the way of what was sent.</summary>
    protected Problems Problems { get; set; } = [];

    /// <summary>What was sent to the page, by whichever of its forms.</summary>
    protected Posted Posted => Posted.From(HttpContext);

    /// <summary>What was typed into this form, from when it acts.</summary>
    protected Posted Typed { get; set; } = Posted.Nothing;

    void IComponent.Attach(RenderHandle renderHandle) => _handle = renderHandle;

    async Task IComponent.SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await (_reading ??= InitializeAsync());
        OnParametersSet();
        Draw();
    }

    async Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg)
    {
        await item.InvokeAsync(arg);
        Draw();
    }

    protected virtual void OnInitialized()
    {
    }

    protected virtual Task OnInitializedAsync() => Task.CompletedTask;

    protected virtual void OnParametersSet()
    {
    }

    protected virtual void BuildRenderTree(RenderTreeBuilder builder)
    {
    }

    Task InitializeAsync()
    {
        OnInitialized();
        return OnInitializedAsync();
    }

    void Draw() => _handle.Render(BuildRenderTree);

    /// <summary>What a page is about; where it is not there, the answer says so.</summary>
    protected T? OrNotFound<T>(T? sought)
    {
        if (sought is null)
            HttpContext.Response.StatusCode = StatusCodes.Status404NotFound;
        return sought;
    }

    /// <summary>Runs a use case and goes on to where its answer leads, or keeps what was typed and what stands in its way.</summary>
    protected async Task RunAsync<TUseCase, T>(Func<TUseCase, Task<Outcome<T>>> act, Func<T, string> then)
        where TUseCase : notnull
    {
        Typed = Typed.IsThere ? Typed : Posted;
        var outcome = await Operations.RunAsync(act);
        if (outcome.IsDone)
            Navigation.NavigateTo(then(outcome.Value));
        Problems = outcome.Problems;
    }
}
