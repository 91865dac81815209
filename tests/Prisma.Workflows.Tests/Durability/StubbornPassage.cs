using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Mail.Sending;

namespace Prisma.Workflows.Tests.Durability;

/// <summary>A whole passage from the application to the last signature by people who click again when the page does not answer.</summary>
public sealed class StubbornPassage(Scenario scenario)
{
    const string Email = "amina@reed.example", Browser = "a browser";

    Product Product => scenario.Product;

    /// <summary>How often the process died on the way.</summary>
    public int Crashes { get; private set; }

    public async Task<Guid> WalkAsync()
    {
        var interest = new JsonObject { ["kind"] = "participant", ["first_name"] = "Amina", ["last_name"] = "Reed", ["email"] = Email, ["language"] = "en" };
        await InsistAsync(() => Product.RunAsync<Apply, Application>(apply => apply.ExecuteAsync(scenario.EventId, Pathway.Participant, interest.DeepClone().AsObject(), null, Cancellation)));
        var enrolment = await Product.ReadAsync(db => db.Enrolments.Select(one => one.Id).SingleAsync());
        await WorkAsync();
        await ClickAsync(enrolment, "PAR-1.2", Submit(new JsonObject { ["track"] = "developer", ["attend"] = "all", ["covenant"] = true }));
        await ClickAsync(enrolment, "PAR-1.3", Read(new JsonObject { ["response"] = "consent" }));
        await ClickAsync(enrolment, "PAR-2.1", Submit(new JsonObject { ["choice"] = "propose", ["channel"] = "phone" }));
        await ClickAsync(enrolment, "PAR-2.2", step => Product.RunAsync<HoldGathering, Submission>(hold => hold.ExecuteAsync(step.Id, step.ActorId, true, new JsonObject { ["recommend"] = "yes" }, Cancellation)));
        await ClickAsync(enrolment, "PAR-2.3", Read(Scenario.Scores(3)));
        await ClickAsync(enrolment, "PAR-2.3", Read(Scenario.Scores(3)));
        await ClickAsync(enrolment, "PAR-2.4o", Submit(new JsonObject { ["answer"] = "accept" }));
        await ClickAsync(enrolment, "PAR-2.5", SignAsync);
        await ClickAsync(enrolment, "PAR-2.5", SignAsync);
        await SettleAsync();
        return enrolment;
    }

    Func<Step, Task<Submission>> Submit(JsonObject answers) => step =>
        Product.RunAsync<SubmitStep, Submission>(submit => submit.ExecuteAsync(step.Id, step.ActorId, answers.DeepClone().AsObject(), Cancellation));

    Func<Step, Task<Submission>> Read(JsonObject answers) => step =>
        Product.RunAsync<AnswerReview, Submission>(answer => answer.ExecuteAsync(step.Id, step.ActorId, answers.DeepClone().AsObject(), Cancellation));

    /// <summary>The same click on the same step, until it is answered; a step that is done already is done.</summary>
    async Task ClickAsync(Guid enrolment, string key, Func<Step, Task<Submission>> click)
    {
        var step = await scenario.StepAsync(enrolment, key);
        for (var answer = Submission.Refused(""); answer.Result == SubmissionResult.Refused;)
        {
            answer = await InsistAsync(() => click(step));
        }

        Product.Time.Advance(TimeSpan.FromMinutes(1));
        await WorkAsync();
    }

    async Task<Submission> SignAsync(Step step)
    {
        Product.Time.Advance(TimeSpan.FromMinutes(1));
        await Product.RunAsync<SendSigningCode, Submission>(send => send.ExecuteAsync(step.Id, step.ActorId, Browser, Cancellation));
        var act = await scenario.SigningActAsync(step);
        return await Product.RunAsync<SignAgreement, Submission>(sign => sign.ExecuteAsync(step.Id, step.ActorId, act, Cancellation));
    }

    async Task WorkAsync() => await InsistAsync(async () =>
    {
        await scenario.WorkAsync();
        return true;
    });

    /// <summary>Until no mail waits any more: the rescue finds what a dead sender left behind.</summary>
    async Task SettleAsync()
    {
        for (var hour = 0; hour < 8; hour++)
        {
            Product.Time.Advance(TimeSpan.FromMinutes(10));
            await InsistAsync(() => Product.RunAsync<RescueOutbox, int>(rescue => rescue.ExecuteAsync(Cancellation)));
            await WorkAsync();
        }
    }

    async Task<T> InsistAsync<T>(Func<Task<T>> act)
    {
        while (true)
        {
            try
            {
                return await act();
            }
            catch (PowerCutException)
            {
                Crashes++;
                await Product.RestartAsync();
                await Invariants.HoldAsync(Product);
            }
        }
    }
}
