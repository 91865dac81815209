using System.Text.RegularExpressions;
using Prisma.Workflows.Mail.Invitations;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.People.Staff;

namespace Prisma.Workflows.Tests.Mail.Invitations;

public sealed partial class InvitationTests
{
    const string Password = "four plain words here";

    [Theory, Databases]
    public async Task An_invitation_comes_by_mail_from_whoever_invites_and_its_link_sets_a_password(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider, settings: new Dictionary<string, string?> { ["Mail:From"] = "Millrace Commons <hello@millrace.example>" });
        var shown = await InviteAsync(product);
        await DeliverAsync(product);

        var mail = Assert.Single(product.Mail.To("bo@example.org"));
        Assert.Equal("You're invited to work with us – Millrace Commons", mail.Subject);
        Assert.Contains("rosa@example.org", mail.TextBody, StringComparison.Ordinal);
        var token = Link().Match(mail.TextBody!).Groups["token"].Value;
        Assert.NotEqual(shown, token);
        Assert.Contains("within 14 days", product.Mail.Sent[0].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(token, await product.ReadAsync(db => db.Outbox.Select(message => message.Facts).SingleAsync()), StringComparison.Ordinal);

        Assert.True((await AcceptAsync(product, token)).IsDone);
        Assert.Equal("America/Bogota", await product.ReadAsync(db => db.People.Where(person => person.Email == "bo@example.org").Select(person => person.TimeZone).SingleAsync()));
    }

    [Fact]
    public async Task An_installation_that_sends_from_a_bare_address_is_called_Prisma()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite, settings: new Dictionary<string, string?> { ["Mail:From"] = "hello@millrace.example" });
        await InviteAsync(product);
        await DeliverAsync(product);

        Assert.Equal("You're invited to work with us – Prisma", Assert.Single(product.Mail.To("bo@example.org")).Subject);
    }

    [Theory, Databases]
    public async Task Accepting_one_invitation_ends_all_others_also_those_still_to_be_sent(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var shown = await InviteAsync(product);
        await DeliverAsync(product);
        var mailed = Link().Match(product.Mail.Sent[0].TextBody!).Groups["token"].Value;

        Assert.True((await AcceptAsync(product, shown)).IsDone);
        Assert.Equal([AcceptInvitation.DeadLink], (await AcceptAsync(product, mailed)).Problems.Select(problem => problem.Value));
        Assert.Equal(0, await product.ReadAsync(db => db.AccessLinks.CountAsync(link => link.RevokedAt == null)));
    }

    [Theory, Databases]
    public async Task A_mail_that_was_late_brings_no_new_way_in(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var shown = await InviteAsync(product);
        Assert.True((await AcceptAsync(product, shown)).IsDone);

        await DeliverAsync(product);

        var late = Link().Match(product.Mail.Sent[0].TextBody!).Groups["token"].Value;
        Assert.False((await AcceptAsync(product, late)).IsDone);
    }

    static async Task<string> InviteAsync(Product product)
    {
        var rosa = Some.Person("rosa@example.org", "Rosa", "America/Bogota");
        await product.ChangeAsync(db => db.Add(rosa));
        var outcome = await product.RunAsync<InviteByMail, Outcome<Invitation>>(invite =>
            invite.ExecuteAsync(new Invitee("Bo", "Lind", "bo@example.org", [Role.Facilitator]), Actor.Of(rosa), TestContext.Current.CancellationToken));
        return outcome.Value!.Token!;
    }

    static Task<Outcome<StaffMember>> AcceptAsync(Product product, string token) =>
        product.RunAsync<AcceptInvitation, Outcome<StaffMember>>(accept => accept.ExecuteAsync(token, Password, TestContext.Current.CancellationToken));

    static Task<int> DeliverAsync(Product product) =>
        product.CallAsync<DeliverOutbox, int>(deliver => deliver.ExecuteAsync(TestContext.Current.CancellationToken));

    [GeneratedRegex("https://prisma.example/invitation/(?<token>[A-Za-z0-9_-]{43})", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Link();
}
