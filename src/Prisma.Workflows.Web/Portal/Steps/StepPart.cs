using Microsoft.AspNetCore.Components;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Pathways.Views;
using Prisma.Workflows.Web.Ui;

namespace Prisma.Workflows.Web.Portal.Steps;

/// <summary>A part of a step's page where somebody acts: after the act it leads on, or says beside the field what is missing.</summary>
public abstract class StepPart : PageComponent
{
    [Parameter, EditorRequired]
    public StepView View { get; set; } = null!;

    [Parameter, EditorRequired]
    public Visitor Visitor { get; set; } = null!;

    [Inject]
    IServiceProvider Services { get; set; } = null!;

    protected Guid StepId => View.Step.Id;

    /// <summary>Runs the use case for the step and its person.</summary>
    protected Task<Submission> RunAsync<TUseCase>(Func<TUseCase, Task<Submission>> act)
        where TUseCase : notnull => Operations.RunAsync(act, HttpContext.RequestAborted);

    /// <summary>Accepted leads on to <paramref name="address"/> or the next step; a refusal stays and is shown at <paramref name="field"/>.</summary>
    protected async Task FollowAsync(Submission submission, string field = "", string? address = null)
    {
        switch (submission.Result)
        {
            case SubmissionResult.Refused:
                Problems = [];
                Problems.Add(field, submission.Sentence);
                break;
            case SubmissionResult.AlreadyDone:
                Navigation.NavigateTo($"/steps/{StepId}?late=1");
                break;
            default:
                Navigation.NavigateTo(address ?? await Services.GetRequiredService<Onwards>().FromAsync(View, Visitor, HttpContext.RequestAborted));
                break;
        }
    }
}
