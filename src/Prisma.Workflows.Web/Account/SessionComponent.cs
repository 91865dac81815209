using Prisma.Workflows.People.Staff;
using Prisma.Workflows.Web.Ui;

namespace Prisma.Workflows.Web.Account;

/// <summary>A page after which somebody is signed in.</summary>
public abstract class SessionComponent : PageComponent
{
    /// <summary>Signs in whomever the use case answers with and goes on; answers what stands in the way.</summary>
    protected async Task<Problems> BeginAsync<TUseCase>(Func<TUseCase, Task<Outcome<StaffMember>>> act, string then)
        where TUseCase : notnull
    {
        var outcome = await Operations.RunAsync(act);
        if (outcome.IsDone)
        {
            await StaffSession.BeginAsync(HttpContext, outcome.Value);
            Navigation.NavigateTo(then);
        }

        return outcome.Problems;
    }
}
