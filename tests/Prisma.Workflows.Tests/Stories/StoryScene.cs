using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Consents;
using Prisma.Workflows.Stories;

namespace Prisma.Workflows.Tests.Stories;

/// <summary>What Amina chooses, and what the team writes of her.</summary>
static class StoryScene
{
    public const string Amina = "amina@reed.example";

    static readonly byte[] _picture = Convert.FromHexString(Dot);

    public static Task<Submission> ChooseAsync(Scenario scenario, Guid enrolment, JsonObject choices) => scenario.WorkAfterAsync(scenario.Product.RunAsync<ChangeConsents, Submission>(async change =>
    {
        await change.ExecuteAsync(enrolment, new Actor(null, "Amina Reed"), choices, Cancellation);
        return Submission.Accepted;
    }));

    public static async Task<Outcome<Excerpt>> WriteAsync(Scenario scenario, Guid enrolment, string text, string picture = "", string inWords = "A woman at a spring.", string by = Scenario.Lead)
    {
        var actor = await ActorAsync(scenario, by);
        return await scenario.Product.RunAsync<WriteExcerpt, Outcome<Excerpt>>(write => write.ExecuteAsync(enrolment, new NewExcerpt(text, picture, picture.Length > 0 ? inWords : ""), actor, Cancellation));
    }

    public static async Task<string> PictureAsync(Scenario scenario, Guid enrolment) =>
        (await scenario.Product.Services.GetRequiredService<StoryPictures>().KeepAsync(enrolment, "spring.png", new MemoryStream(_picture), Cancellation))!.Id;

    public static async Task<Actor> ActorAsync(Scenario scenario, string email) => Actor.Of(await scenario.Product.ReadAsync(db => db.People.SingleAsync(one => one.Email == email)));
}
