using Prisma.Workflows.People.Reading;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Tests.Harness;

/// <summary>Stewards at work on words: Rosa writes and publishes, Ash reads.</summary>
static class Words
{
    public static readonly Actor Rosa = new(Guid.CreateVersion7(), "Rosa Fen");

    public static Task<Outcome<Wording>> SaveWordsAsync(this Product product, string kind, string name, string content, string language = "en") =>
        product.RunAsync<WordingBook, Outcome<Wording>>(book => book.SaveAsync(new NewWording(kind, name, language, content), Rosa, Cancellation));

    /// <summary>Has another steward read it.</summary>
    public static async Task<Outcome<ConsentLine>> ReadByAshAsync(this Product product, Wording wording)
    {
        var ash = await product.RunAsync<PrismaDbContext, Actor>(async db =>
        {
            var person = await db.People.SingleOrDefaultAsync(one => one.FirstName == "Ash", Cancellation);
            if (person is null)
            {
                person = Some.Person("ash@example.org", "Ash");
                db.AddRange(person, new RoleGrant { PersonId = person.Id, Role = Role.Steward });
            }

            return Actor.Of(person);
        });
        return await product.RunAsync<WordingBook, Outcome<ConsentLine>>(book => book.ConsentAsync(wording.Id, ash, Cancellation));
    }

    public static Task<Outcome<Wording>> PublishWordsAsync(this Product product, Wording wording, string sentence = "So that it is plainer.") =>
        product.RunAsync<WordingBook, Outcome<Wording>>(book => book.PublishAsync(wording.Id, sentence, Rosa, Cancellation));

    /// <summary>Written, read, published, and heard of here.</summary>
    public static async Task<Wording> PutWordsAsync(this Product product, string kind, string name, string content, string language = "en")
    {
        var saved = await product.SaveWordsAsync(kind, name, content, language);
        Assert.Empty(saved.Problems);
        await product.ReadByAshAsync(saved.Value!);
        var published = await product.PublishWordsAsync(saved.Value!);
        Assert.Empty(published.Problems);
        await product.HearWordsAsync();
        return published.Value!;
    }

    /// <summary>As the recurring job does on every node.</summary>
    public static Task<int> HearWordsAsync(this Product product) => product.Operations.ReadAsync<PublishedWords, int>(words => words.ListenAsync(Cancellation));
}
