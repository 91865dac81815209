using Prisma.Workflows.Mail.Invitations;

namespace Prisma.Workflows.Tests.Mail.Invitations;

public sealed class ChangeAddressTests
{
    const string Old = "amina@reed.example", New = "amina@brook.example";

    [Theory, Databases]
    public async Task Both_addresses_are_told_and_every_later_mail_goes_to_the_new_one(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Old);
        scenario.Product.Mail.Forget();

        var changed = await ChangeAsync(scenario, enrolment, $" {New.ToUpperInvariant()} ");
        Assert.True(changed.IsDone);
        await scenario.WorkAsync();
        await scenario.SubmitApplicationAsync(enrolment);

        var last = Assert.Single(scenario.Product.Mail.To(Old));
        Assert.Contains("Wren Alder changed the address", last.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("/l/", last.TextBody, StringComparison.Ordinal);
        Assert.Contains("Wren Alder changed the address", scenario.Product.Mail.To(New)[0].TextBody, StringComparison.Ordinal);
        await scenario.PassAsync(TimeSpan.FromDays(1));
        Assert.True(scenario.Product.Mail.To(New).Count > 1);
        Assert.Single(scenario.Product.Mail.To(Old));
        Assert.Null((await scenario.Product.ReadAsync(db => db.People.SingleAsync(person => person.Email == New))).EmailConfirmedAt);
        Assert.Contains("Wren Alder changed the mail address of Amina Reed.", await scenario.StoryAsync(enrolment));
    }

    [Theory, Databases]
    public async Task An_address_that_is_none_or_somebody_elses_is_said_and_nobody_is_mailed(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Old);
        scenario.Product.Mail.Forget();

        Assert.Equal("Please give an e-mail address, such as amina@example.org.", (await ChangeAsync(scenario, enrolment, "amina")).Problems["email"]);
        Assert.Equal("Wren Alder has this address already. Everybody here needs one of their own.", (await ChangeAsync(scenario, enrolment, Scenario.Lead)).Problems["email"]);
        Assert.Equal("That is their address already.", (await ChangeAsync(scenario, enrolment, Old)).Problems["email"]);
        await scenario.WorkAsync();

        Assert.Empty(scenario.Product.Mail.Sent);
    }

    static async Task<Outcome<Person>> ChangeAsync(Scenario scenario, Guid enrolment, string address)
    {
        var person = (await scenario.EnrolmentAsync(enrolment)).PersonId;
        return await scenario.Product.RunAsync<ChangeAddress, Outcome<Person>>(change =>
            change.ExecuteAsync(person, address, Enrolment.StoryOf(enrolment), new Actor(null, "Wren Alder"), TestContext.Current.CancellationToken));
    }
}
