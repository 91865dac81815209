using Prisma.Workflows.Enrolments.Organisations;

namespace Prisma.Workflows.Tests.Agreements;

/// <summary>Agreements and mails name the hub that hosts, not only where it is (domain.md §16.1, §17).</summary>
public sealed class HostTests
{
    [Theory, Databases]
    public async Task The_hubs_own_agreement_and_that_of_a_network_name_the_hub(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.ReachAsync(SignalNames.IntentionConsented, SignalNames.DesignConsented);
        var hub = await scenario.InviteAsync(Pathway.Hub, "Millrace Commons", "Maren Brook", "maren@brook.example");
        await scenario.UntilAsync(hub, () => IsHostedAsync(scenario), _ => true);
        Assert.Contains("**Millrace Commons**, the hub, here spoken for by **Maren Brook**", await TextAsync(scenario, "A-03"), StringComparison.Ordinal);
        Assert.DoesNotContain(scenario.Product.Mail.To("maren@brook.example"), mail => mail.TextBody!.Contains("Millrace Commons and the facilitators of", StringComparison.Ordinal));

        var network = await scenario.InviteAsync(Pathway.Network, "Watershed Listeners", "Oren Vale", "oren@vale.example");
        await scenario.UntilAsync(network, () => scenario.IsOpenAtAsync(network, "NET-3.3"), _ => true);

        Assert.Contains("**Millrace Commons**, the hub that hosts", await TextAsync(scenario, "A-04"), StringComparison.Ordinal);
        Assert.Contains("Millrace Commons and the facilitators of", scenario.Product.Mail.To("oren@vale.example")[^1].TextBody, StringComparison.Ordinal);
    }

    static Task<bool> IsHostedAsync(Scenario scenario) => scenario.Product.ReadAsync(db => db.EventSignals.AnyAsync(signal => signal.Name == SignalNames.Hosted, Cancellation));

    static Task<string> TextAsync(Scenario scenario, string agreement) =>
        scenario.Product.ReadAsync(db => db.Agreements.Where(one => one.TemplateId == agreement).Select(one => one.Text).FirstAsync(Cancellation));
}
