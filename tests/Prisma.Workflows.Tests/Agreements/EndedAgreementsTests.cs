using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Agreements.Wordings;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Pathways;
using Prisma.Workflows.Tests.Passages;

namespace Prisma.Workflows.Tests.Agreements;

/// <summary>What was agreed with an organisation holds no longer than it is on the way (domain.md §8, §9).</summary>
public sealed class EndedAgreementsTests
{
    const string Maren = "maren@brook.example";

    [Theory, Databases]
    public async Task A_partner_that_is_refused_after_it_signed_has_its_agreement_for_fourteen_days_more_and_keeps_what_its_people_agreed_to(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.ReachAsync(SignalNames.IntentionConsented);
        var partner = await OrganisationPassageTests.UpToAsync(scenario, Pathway.Partner, "PTN-4.4.");
        Assert.Equal(AgreementState.Active, await StateAsync(scenario, partner, "A-05"));

        await scenario.ReadAllAsync(partner, "PTN-4.4", new JsonObject { ["response"] = "decline" });
        await scenario.PassAsync(TimeSpan.FromHours(20));

        Assert.Contains($"The contribution agreement that we signed ends with its notice, on {await NoticeEndsAsync(scenario, partner, 14)}.", scenario.Product.Mail.To(Maren)[^1].TextBody, StringComparison.Ordinal);
        await scenario.PassAsync(TimeSpan.FromDays(12));
        Assert.Equal(AgreementState.Active, await StateAsync(scenario, partner, "A-05"));
        await scenario.PassAsync(TimeSpan.FromDays(2));
        Assert.Equal(AgreementState.Ended, await StateAsync(scenario, partner, "A-05"));
        Assert.Equal(AgreementState.Active, await StateAsync(scenario, partner, "A-01"));
        Assert.Single(await scenario.StoryAsync(partner), sentence => sentence == "“Partner contribution agreement” has ended; its days of notice are over.");
    }

    [Theory, Databases]
    public async Task A_network_that_leaves_after_it_signed_has_its_agreement_for_fourteen_days_more_reads_so_and_nobody_looks_at_it_again(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.ReachAsync(SignalNames.IntentionConsented);
        var network = await OrganisationPassageTests.UpToAsync(scenario, Pathway.Network, "NET-3.4");
        Assert.Equal(AgreementState.Active, await StateAsync(scenario, network, "A-04"));

        await scenario.LeaveAsync(await scenario.EnrolmentAsync(network));
        await scenario.PassAsync(TimeSpan.FromHours(20));

        Assert.Contains($"The agreement that we signed ends with its notice, on {await NoticeEndsAsync(scenario, network, 14)}.", scenario.Product.Mail.To(Maren)[^1].TextBody, StringComparison.Ordinal);
        var today = DateOnly.FromDateTime(scenario.Product.Time.GetUtcNow().UtcDateTime);
        await scenario.Product.ChangeAsync(db => db.Agreements.Single(one => one.EnrolmentId == network && one.TemplateId == "A-04").ReviewOn = today.AddDays(3));
        await scenario.PassAsync(TimeSpan.FromDays(12));
        Assert.Equal(AgreementState.Active, await StateAsync(scenario, network, "A-04"));
        await scenario.Product.Services.GetRequiredService<AskForReviews>().ExecuteAsync(Cancellation);
        Assert.Empty(await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Key.Contains("agreements-")).ToListAsync(Cancellation)));
        Assert.Empty(await scenario.Product.ReadAsync(db => LookAgain.Due(db, db.Enrolments.Single(one => one.Id == network).EventId, today.AddDays(12)).ToListAsync(Cancellation)));
        await scenario.PassAsync(TimeSpan.FromDays(2));
        Assert.Equal(AgreementState.Ended, await StateAsync(scenario, network, "A-04"));
    }

    [Theory, Databases]
    public async Task A_hub_that_leaves_reads_when_its_agreement_ends_where_one_was_signed(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var weir = await scenario.InviteAsync(Pathway.Hub, "Weir House", "Ines Weir", "ines@weir.example");
        await scenario.LeaveAsync(await scenario.EnrolmentAsync(weir));
        var hub = await MovedEventTests.HostAsync(scenario);
        await scenario.LeaveAsync(await scenario.EnrolmentAsync(hub));

        Assert.Equal("", await EndsAsync(scenario, weir));
        Assert.Equal(await NoticeEndsAsync(scenario, hub, 30), await EndsAsync(scenario, hub));
        await scenario.PassAsync(TimeSpan.FromDays(29));
        Assert.Equal(AgreementState.Active, await StateAsync(scenario, hub, "A-03"));
        Assert.Equal((await scenario.EnrolmentAsync(hub)).EndedAt!.Value.AddDays(30), await EndsAtAsync());
        await scenario.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(AgreementState.Ended, await StateAsync(scenario, hub, "A-03"));
        Assert.Null(await EndsAtAsync());

        async Task<DateTimeOffset?> EndsAtAsync() =>
            (await scenario.Product.ReadAsync(db => db.Agreements.SingleAsync(one => one.EnrolmentId == hub && one.TemplateId == "A-03", Cancellation))).EndsAt(await scenario.EnrolmentAsync(hub));
    }

    [Theory]
    [InlineData("A-03", 30)]
    [InlineData("A-04", 14)]
    [InlineData("A-05", 14)]
    public async Task What_is_agreed_with_an_organisation_has_days_of_notice_even_in_files_that_do_not_say_so(string id, int days)
    {
        await using var folder = TemporaryFolder.WithContent("notice");
        var library = new AgreementLibrary(Options.Create(new PrismaOptions { ContentFolder = folder.Path }));
        var file = $"templates/agreements/{id}/en/texts.json";
        var saying = await File.ReadAllTextAsync(Path.Combine(folder.Path, file), Cancellation);
        Assert.Contains($"\"noticeDays\": {days},", saying, StringComparison.Ordinal);
        Assert.Equal(days, library.Shipped(id, "en").NoticeDays);

        folder.Write(file, saying.Replace($"\"noticeDays\": {days},", "", StringComparison.Ordinal));

        Assert.Equal(days, library.Shipped(id, "en").NoticeDays);
    }

    [Theory]
    [InlineData(true, 60)]
    [InlineData(false, 14)]
    public async Task An_agreement_keeps_the_days_of_notice_that_it_was_signed_with(bool before, int days)
    {
        await using var scenario = await Scenario.StartWholeAsync(DatabaseProvider.Sqlite);
        await scenario.ReachAsync(SignalNames.IntentionConsented);
        var words = scenario.Product.Services.GetRequiredService<AgreementLibrary>().Shipped("A-05", "en").Words with { NoticeDays = 60 };
        if (before)
            await scenario.Product.PutWordsAsync(AgreementWordingKind.Name, "A-05", words.Content);
        var partner = await OrganisationPassageTests.UpToAsync(scenario, Pathway.Partner, "PTN-4.4.");
        if (!before)
            await scenario.Product.PutWordsAsync(AgreementWordingKind.Name, "A-05", words.Content);

        await scenario.ReadAllAsync(partner, "PTN-4.4", new JsonObject { ["response"] = "decline" });
        await scenario.PassAsync(TimeSpan.FromHours(20));

        var signed = await scenario.Product.ReadAsync(db => db.Agreements.SingleAsync(one => one.EnrolmentId == partner && one.TemplateId == "A-05", Cancellation));
        Assert.Contains($"Either may leave with {days} days' notice", signed.Text, StringComparison.Ordinal);
        Assert.Contains($"ends with its notice, on {await NoticeEndsAsync(scenario, partner, days)}.", scenario.Product.Mail.To(Maren)[^1].TextBody, StringComparison.Ordinal);
        await scenario.PassAsync(TimeSpan.FromDays(days - 1));
        Assert.Equal(AgreementState.Active, await StateAsync(scenario, partner, "A-05"));
        await scenario.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(AgreementState.Ended, await StateAsync(scenario, partner, "A-05"));
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
        Assert.Equal(signed, told.Contains($"The hosting agreement that we signed ends with its notice, on {await NoticeEndsAsync(scenario, hub, 30)}.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Pathway.Hub, "HUB-2.1", 0)]
    [InlineData(Pathway.Hub, "HUB-4.1", 30)]
    [InlineData(Pathway.Network, "NET-4.1", 14)]
    [InlineData(Pathway.Partner, "PTN-4.1", 14)]
    public async Task An_organisation_that_falls_silent_reads_so_and_when_what_it_signed_ends(string pathway, string step, int notice)
    {
        await using var scenario = await Scenario.StartWholeAsync(DatabaseProvider.Sqlite);
        await scenario.ReachAsync(SignalNames.IntentionConsented, "event.go");
        var enrolment = await OrganisationPassageTests.UpToAsync(scenario, pathway, step);

        await scenario.AwakeUntilAsync((await scenario.StepAsync(enrolment, step)).DueAt.AddDays(31));

        Assert.Equal(EnrolmentState.Lapsed, (await scenario.EnrolmentAsync(enrolment)).State);
        var told = scenario.Product.Mail.To(Maren).Single(mail => mail.Subject!.StartsWith("A step is closed", StringComparison.Ordinal)).TextBody!;
        Assert.Equal(notice > 0, told.Contains($"The agreement that we signed ends with its notice, on {await NoticeEndsAsync(scenario, enrolment, notice)}.", StringComparison.Ordinal));
        Assert.Contains("If you'd like to go on, write to us; that is often possible.", told, StringComparison.Ordinal);
        Assert.DoesNotContain("lets you come back", told, StringComparison.Ordinal);
    }

    static Task<AgreementState> StateAsync(Scenario scenario, Guid enrolmentId, string template) =>
        scenario.Product.ReadAsync(db => db.Agreements.Where(one => one.EnrolmentId == enrolmentId && one.TemplateId == template).Select(one => one.State).SingleAsync(Cancellation));

    static async Task<string> NoticeEndsAsync(Scenario scenario, Guid enrolmentId, int days) =>
        MailFacts.Day((await scenario.EnrolmentAsync(enrolmentId)).EndedAt!.Value.AddDays(days), await scenario.Product.ReadAsync(db => db.Enrolments.Where(one => one.Id == enrolmentId).Select(one => one.Person).SingleAsync(Cancellation)));

    static async Task<string> EndsAsync(Scenario scenario, Guid enrolmentId) =>
        JsonNode.Parse(await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.EnrolmentId == enrolmentId && mail.Template == "E08").Select(mail => mail.Facts).SingleAsync(Cancellation)))!["withdrawn"]!["agreement_ends"]!.ToString();
}
