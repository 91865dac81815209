using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Tests.Passages;

namespace Prisma.Workflows.Tests.Agreements;

/// <summary>What was agreed with an organisation holds no longer than it is on the way (domain.md §8, §9).</summary>
public sealed class EndedAgreementsTests
{
    const string Maren = "maren@brook.example";

    [Theory, Databases]
    public async Task A_partner_that_is_refused_after_it_signed_has_its_agreement_ended_and_keeps_what_its_people_agreed_to(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.ReachAsync(SignalNames.IntentionConsented);
        var partner = await OrganisationPassageTests.UpToAsync(scenario, Pathway.Partner, "PTN-4.4.");
        Assert.Equal(AgreementState.Active, await StateAsync(scenario, partner, "A-05"));

        await scenario.ReadAllAsync(partner, "PTN-4.4", new JsonObject { ["response"] = "decline" });
        await scenario.PassAsync(TimeSpan.FromHours(20));

        Assert.Contains("The contribution agreement that we signed ends now.", scenario.Product.Mail.To(Maren)[^1].TextBody, StringComparison.Ordinal);
        Assert.Equal(AgreementState.Ended, await StateAsync(scenario, partner, "A-05"));
        Assert.Equal(AgreementState.Active, await StateAsync(scenario, partner, "A-01"));
        Assert.Single(await scenario.StoryAsync(partner), sentence => sentence == "“Partner contribution agreement” ends with that.");
    }

    [Theory, Databases]
    public async Task A_network_that_leaves_after_it_signed_has_its_agreement_ended(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.ReachAsync(SignalNames.IntentionConsented);
        var network = await OrganisationPassageTests.UpToAsync(scenario, Pathway.Network, "NET-3.4");
        Assert.Equal(AgreementState.Active, await StateAsync(scenario, network, "A-04"));

        await scenario.LeaveAsync(await scenario.EnrolmentAsync(network));
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(AgreementState.Ended, await StateAsync(scenario, network, "A-04"));
    }

    [Theory]
    [InlineData("HUB-1.4", false)]
    [InlineData("HUB-4.2", true)]
    public async Task A_hub_that_is_refused_reads_that_its_agreement_ends_where_one_was_signed(string gate, bool signed)
    {
        await using var scenario = await Scenario.StartWholeAsync(DatabaseProvider.Sqlite);
        await scenario.ReachAsync(SignalNames.IntentionConsented);
        var hub = await OrganisationPassageTests.UpToAsync(scenario, Pathway.Hub, gate);

        await scenario.ReadAllAsync(hub, gate, new JsonObject { ["response"] = "decline", ["reason_class"] = "readiness" });
        await scenario.PassAsync(TimeSpan.FromHours(20));

        var told = scenario.Product.Mail.To(Maren).Single(mail => mail.Subject!.StartsWith("Not this time", StringComparison.Ordinal)).TextBody!;
        Assert.Equal(signed, told.Contains("The hosting agreement that we signed ends now.", StringComparison.Ordinal));
    }

    static Task<AgreementState> StateAsync(Scenario scenario, Guid enrolmentId, string template) =>
        scenario.Product.ReadAsync(db => db.Agreements.Where(one => one.EnrolmentId == enrolmentId && one.TemplateId == template).Select(one => one.State).SingleAsync(Cancellation));
}
