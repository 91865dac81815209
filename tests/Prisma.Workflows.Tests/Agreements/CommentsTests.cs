using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Pathways.Views;

namespace Prisma.Workflows.Tests.Agreements;

/// <summary>What hubs and partners say about an agreement before they sign it, and after somebody did not (domain.md §7, §9, F-30).</summary>
public sealed class CommentsTests
{
    const string Maren = "maren@brook.example";

    [Theory]
    [InlineData(Pathway.Hub, "HUB-3.3", "HUB-3.4")]
    [InlineData(Pathway.Partner, "PTN-3.2", "PTN-3.3")]
    public async Task Comments_on_an_agreement_are_answered_before_anybody_signs_and_three_drafts_are_read_at_most(string pathway, string comments, string signing)
    {
        await using var scenario = await Scenario.StartWholeAsync(DatabaseProvider.Sqlite);
        await scenario.ReachAsync(SignalNames.IntentionConsented);
        var enrolment = await UpToAsync(scenario, pathway, comments);
        await CommentAsync(new JsonObject { [CheckedForm.InPerson] = new JsonArray("clauses"), ["overall"] = "sign" });
        await ReplyAsync("The kitchen stays with you.");
        var change = new JsonObject { ["clause"] = "4", ["answer"] = "change", ["text"] = "Leave us the fourth free." };
        await CommentAsync(new JsonObject { ["clauses"] = new JsonArray(change), ["overall"] = "after-changes" });
        var again = await ReplyAsync("Nobody has to be there on the fourth.");
        Assert.Contains("Leave us the fourth free.", again.Draft, StringComparison.Ordinal);

        await CommentAsync(new JsonObject { ["clauses"] = new JsonArray(change.DeepClone()), ["overall"] = "after-changes" });

        Assert.True(await scenario.IsOpenAtAsync(enrolment, signing));
        var agreement = await scenario.Product.ReadAsync(db => db.Agreements.SingleAsync(one => one.EnrolmentId == enrolment && one.StepKey == signing, Cancellation));
        Assert.Contains("this holds in its place:\n\n> The fourth is free.\n>\n> # So is the fifth.\n\n", agreement.Text, StringComparison.Ordinal);

        Task CommentAsync(JsonObject said) => scenario.SubmitAsync(enrolment, comments, said);

        async Task<Step> ReplyAsync(string reply)
        {
            Assert.False(await scenario.IsOpenAtAsync(enrolment, signing));
            Assert.Equal(Scenario.Lead, await scenario.ActorOfAsync(enrolment, $"{comments}a"));
            await scenario.SubmitAsync(enrolment, $"{comments}a", new JsonObject { ["reply"] = reply, ["terms"] = "The fourth is free.\n# So is the fifth." });
            var asked = await scenario.StepAsync(enrolment, comments);
            Assert.Equal(reply, (await scenario.Product.RunAsync<ReadStep, StepView?>(read => read.ExecuteAsync(asked.Id, asked.ActorId, Cancellation)))!.Reply);
            return asked;
        }
    }

    [Theory]
    [InlineData(Pathway.Hub, "HUB-3.3", "HUB-3.4")]
    [InlineData(Pathway.Partner, "PTN-3.2", "PTN-3.3")]
    public async Task Whoever_could_sign_once_their_comments_are_answered_is_asked_to_and_a_new_comment_is_answered_first(string pathway, string comments, string signing)
    {
        await using var scenario = await Scenario.StartWholeAsync(DatabaseProvider.Sqlite);
        await scenario.ReachAsync(SignalNames.IntentionConsented);
        var (before, another) = (await UpToAsync(scenario, pathway, comments), await UpToAsync(scenario, pathway, comments, "Weir House", "weir@example.org"));
        var change = new JsonObject { ["clause"] = "7", ["answer"] = "change", ["text"] = "We cannot carry the reserve alone." };
        var question = new JsonObject { ["clause"] = "9", ["answer"] = "question", ["text"] = "Who asks the council?" };
        foreach (var enrolment in new[] { before, another })
        {
            await scenario.SubmitAsync(enrolment, comments, Said("after-changes", change));
            await scenario.SubmitAsync(enrolment, $"{comments}a", new JsonObject { ["reply"] = "Half of it is ours." });
        }

        await scenario.SubmitAsync(before, comments, Said("sign", change));
        await scenario.SubmitAsync(another, comments, Said("sign", change, question));

        Assert.True(await scenario.IsOpenAtAsync(before, signing));
        Assert.True(await scenario.IsOpenAtAsync(another, $"{comments}a"));

        static JsonObject Said(string overall, params JsonObject[] rows) => new() { ["clauses"] = new JsonArray([.. rows.Select(row => row.DeepClone())]), ["overall"] = overall };
    }

    [Theory]
    [InlineData(Pathway.Hub, "HUB-3.3", "HUB-3.4")]
    [InlineData(Pathway.Partner, "PTN-3.2", "PTN-3.3")]
    public async Task What_somebody_did_not_sign_is_commented_on_and_changed_before_all_sign_anew(string pathway, string comments, string signing)
    {
        await using var scenario = await Scenario.StartWholeAsync(DatabaseProvider.Sqlite);
        await scenario.ReachAsync(SignalNames.IntentionConsented);
        var enrolment = await UpToAsync(scenario, pathway, comments);
        var fine = new JsonObject { ["clauses"] = new JsonArray(new JsonObject { ["clause"] = "1", ["answer"] = "fine" }), ["overall"] = "sign" };
        await scenario.SubmitAsync(enrolment, comments, fine);
        await scenario.SignAsync(enrolment, signing);
        var second = await scenario.StepAsync(enrolment, signing);
        await scenario.WorkAfterAsync(scenario.Product.RunAsync<DeclineToSign, Submission>(decline => decline.ExecuteAsync(second.Id, second.ActorId, Cancellation)));
        await scenario.FinishAsync(enrolment, $"{signing}t", "We talked.");

        await scenario.SubmitAsync(enrolment, comments, new JsonObject { ["clauses"] = new JsonArray(new JsonObject { ["clause"] = "7", ["answer"] = "change" }), ["overall"] = "after-changes" });
        await scenario.SubmitAsync(enrolment, $"{comments}a", new JsonObject { ["reply"] = "Half of it is ours.", ["terms"] = "Half of the reserve is carried by the facilitators." });
        await scenario.SubmitAsync(enrolment, comments, (JsonObject)fine.DeepClone());

        var anew = await scenario.StepAsync(enrolment, signing);
        var agreement = await scenario.Product.ReadAsync(db => db.Agreements.Include(one => one.Signatures).SingleAsync(one => one.Id == anew.AgreementId, Cancellation));
        Assert.Equal((2, AgreementState.Signing), (agreement.Round, agreement.State));
        Assert.Contains("Half of the reserve is carried by the facilitators.", agreement.Text, StringComparison.Ordinal);
        Assert.All(agreement.Signatures, signature => Assert.Null(signature.SignedAt));
    }

    static async Task<Guid> UpToAsync(Scenario scenario, string pathway, string step, string name = "Brook House", string email = Maren)
    {
        await scenario.ReachAsync("hub.screened");
        var enrolment = await scenario.InviteAsync(pathway, name, "Maren Brook", email);
        await scenario.UntilAsync(enrolment, () => scenario.IsOpenAsync(enrolment, step), _ => true);
        return enrolment;
    }
}
