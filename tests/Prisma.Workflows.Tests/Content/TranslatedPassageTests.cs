using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Forms;

namespace Prisma.Workflows.Tests.Content;

/// <summary>A translation is files beside the English ones and nothing else: whoever reads that language is asked, written to and signs in it.</summary>
public sealed class TranslatedPassageTests : IAsyncDisposable
{
    const string Amina = "amina@reed.example", Tomas = "tomas@fern.example";

    readonly TemporaryFolder _folder = TemporaryFolder.WithContent("translated");

    public TranslatedPassageTests()
    {
        Translate("workflows/forms/F-12/{0}.json", "\"title\": \"", "\"title\": \"Tu solicitud: ");
        Translate("templates/agreements/A-06/{0}/texts.json", "\"title\": \"", "\"title\": \"Acuerdo: ");
        Translate("templates/agreements/A-06/{0}/text.md", "# ", "# ");
        Translate("templates/mails/step-open/{0}/subject.txt", "{{", "Te toca: {{");
        Translate("templates/mails/step-open/{0}/body.md", "{{", "{{");
    }

    [Theory, Databases]
    public async Task Who_reads_spanish_gets_the_spanish_mail_form_and_agreement_and_english_where_none_is_written(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, change: services => services.PostConfigure<PrismaOptions>(options => options.ContentFolder = _folder.Path));
        await scenario.Product.ChangeAsync(db => db.People.Add(new People.Person { FirstName = "Amina", LastName = "Reed", Email = Amina, Language = "es", TimeZone = "Europe/Lisbon", CreatedAt = scenario.Product.Time.GetUtcNow() }));
        var spanish = await scenario.UpToTheOfferAsync(Amina);
        await scenario.UpToTheOfferAsync(Tomas, "Tomas");
        await scenario.SubmitAsync(spanish, "PAR-2.4o", new() { ["answer"] = "accept" });

        Assert.Contains(scenario.Product.Mail.To(Amina), mail => mail.Subject!.StartsWith("Te toca: ", StringComparison.Ordinal));
        Assert.DoesNotContain(scenario.Product.Mail.To(Tomas), mail => mail.Subject!.StartsWith("Te toca: ", StringComparison.Ordinal));
        Assert.StartsWith("Tu solicitud: ", scenario.Product.Services.GetRequiredService<FormLibrary>().TextOf("F-12", "es").Title, StringComparison.Ordinal);
        Assert.StartsWith("Acuerdo: ", await scenario.Product.ReadAsync(db => db.Agreements.Where(one => one.EnrolmentId == spanish).Select(one => one.Title).SingleAsync()), StringComparison.Ordinal);
    }

    /// <summary>As somebody would who copies the English file and writes over it.</summary>
    void Translate(string file, string what, string into) => _folder.Write(
        file.Replace("{0}", "es", StringComparison.Ordinal),
        File.ReadAllText(Path.Combine(Repository.Root, file.Replace("{0}", "en", StringComparison.Ordinal))).Replace(what, into, StringComparison.Ordinal));

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
