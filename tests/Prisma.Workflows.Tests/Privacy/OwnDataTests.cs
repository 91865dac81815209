using Prisma.Workflows.Agreements;
using Prisma.Workflows.Consents;
using Prisma.Workflows.Contributions;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Privacy;
using Prisma.Workflows.Stories;
using Prisma.Workflows.Tensions;

namespace Prisma.Workflows.Tests.Privacy;

/// <summary>What somebody takes along is all that is kept of them, and nothing of anybody else (domain.md §19).</summary>
public sealed class OwnDataTests
{
    const string Amina = "amina@example.org", Bruno = "bruno@example.org";

    [Theory, Databases]
    public async Task Each_takes_along_what_they_signed_gave_chose_brought_and_were_sent_and_what_the_story_tells_of_them(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        foreach (var (email, name) in new[] { (Amina, "Amina"), (Bruno, "Bruno") })
            await FurnishAsync(scenario, await scenario.ApplyAsync(email, name), name);

        foreach (var (email, name) in new[] { (Amina, "Amina"), (Bruno, "Bruno") })
        {
            var data = await TakeAsync(scenario, email);

            Assert.Equal($"{name}'s agreement", Only(data, "signatures")["agreement"]!.ToString());
            Assert.Equal($"{name} cooked.", Only(data, "contributions")["what"]!.ToString());
            Assert.Equal($"{name} Reed", Only(data, "choices")["by"]!.ToString());
            Assert.Equal($"{name[..1]}. knew the spring.", Only(data, "story")["text"]!.ToString());
            Assert.Equal($"{name} is tired.", Only(data, "tensions")["what"]!.ToString());
            Assert.Equal("E99-sent", Assert.Single(data["mails"]!.AsArray(), mail => mail!["mail"]!.ToString().StartsWith("E99", StringComparison.Ordinal))!["mail"]!.ToString());
            var steps = Only(data, "passages")["steps"]!.AsArray();
            Assert.Contains(steps, step => step!["draft"]?["why"]?.ToString() == $"{name} began this.");
            Assert.DoesNotContain(name == "Amina" ? "Bruno" : "Amina", data.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Theory, Databases]
    public async Task In_a_passage_of_others_only_what_they_were_asked_themselves_is_theirs(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.SubmitApplicationAsync(enrolment);
        await scenario.ApplyAsync(Bruno, "Bruno");
        var reader = await scenario.Product.ReadAsync(db => db.People.FirstAsync(person => db.Steps.Any(step => step.ActorId == person.Id && step.Kind == StepKind.Reading), Cancellation));

        var steps = Only(await TakeAsync(scenario, reader.Email), "passages")["steps"]!.AsArray();

        Assert.Equal(
            await scenario.Product.ReadAsync(db => db.Steps.Where(step => step.ActorId == reader.Id).Select(step => step.Title).OrderBy(title => title).ToListAsync(Cancellation)),
            steps.Select(step => step!["title"]!.ToString()).Order());
        Assert.NotEmpty(steps);
        await scenario.Product.ChangeAsync(db => db.Steps.RemoveRange(db.Steps.Where(step => db.People.Any(person => person.Id == step.ActorId && person.Email == Bruno))));
        Assert.Empty(Only(await TakeAsync(scenario, Bruno), "passages")["steps"]!.AsArray());
    }

    static JsonNode Only(JsonObject data, string kind) => Assert.Single(data[kind]!.AsArray())!;

    static async Task<JsonObject> TakeAsync(Scenario scenario, string email)
    {
        var id = await scenario.PersonIdAsync(email);
        return await scenario.Product.RunAsync<ReadOwnData, JsonObject>(read => read.ExecuteAsync(id, Cancellation));
    }

    /// <summary>One of each kind that is kept of somebody, and a mail that was never sent.</summary>
    static async Task FurnishAsync(Scenario scenario, Guid enrolment, string name)
    {
        var (person, at) = ((await scenario.EnrolmentAsync(enrolment)).PersonId, Product.Beginning);
        await scenario.Product.ChangeAsync(db =>
        {
            db.Steps.Single(step => step.EnrolmentId == enrolment && step.Key == "PAR-1.2").Draft = $$"""{"why":"{{name}} began this."}""";
            var agreement = new Agreement
            {
                EnrolmentId = enrolment,
                StepKey = "PAR-2.5",
                Round = 1,
                TemplateId = "A-06",
                Version = 1,
                Title = $"{name}'s agreement",
                Text = "We agree.",
                Hash = AgreementText.Hash("We agree."),
                Summary = [],
                Also = [],
                OpenedAt = at,
                ExpiresAt = at,
                BookmarkId = "",
            };
            agreement.Signatures.Add(new Signature { AgreementId = agreement.Id, Order = 1, PersonId = person, Party = "stakeholder", SignedAt = at, TypedName = $"{name} Reed" });
            db.Agreements.Add(agreement);
            db.Contributions.Add(new Contribution { EventId = scenario.EventId, EnrolmentId = enrolment, PersonId = person, Kind = "care", What = $"{name} cooked.", Context = "Intensive", At = at });
            db.ConsentChoices.Add(new ConsentChoice { EnrolmentId = enrolment, Key = "picture", Value = "public", FormVersion = 1, At = at, By = $"{name} Reed" });
            db.Excerpts.Add(new Excerpt { EventId = scenario.EventId, EnrolmentId = enrolment, Text = "{name} knew the spring.", ShownAs = $"{name[..1]}.", WrittenBy = "Wren Alder", WrittenAt = at });
            db.Tensions.Add(new Tension { EventId = scenario.EventId, PersonId = person, EnrolmentId = enrolment, Circle = "hub", What = $"{name} is tired.", Effect = "It is late.", Wish = "Before supper.", IsByName = true, At = at, DueAt = at, AnswererId = person, AnsweredAt = at });
            foreach (var (template, sent) in new[] { ("E99-sent", (DateTimeOffset?)at), ("E99-waits", null) })
                db.Outbox.Add(new OutboxMessage { Key = $"{name}-{template}", PersonId = person, Template = template, Facts = "{}", State = sent is null ? OutboxState.Cancelled : OutboxState.Sent, SentAt = sent, CreatedAt = at, DueAt = at, MessageId = $"<{name}-{template}@orrin.example>" });
        });
    }
}
