using Microsoft.Extensions.Options;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Gatherings;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.Pathways.Rules;
using Prisma.Workflows.Tests.Authoring.Outline;

namespace Prisma.Workflows.Tests.Content;

/// <summary>Another language is only more files: whoever reads gets their own, else the hub's, else English.</summary>
public sealed class LanguageTests : IAsyncDisposable
{
    readonly TemporaryFolder _folder = TemporaryFolder.Create("languages");

    readonly IOptions<PrismaOptions> _options;

    public LanguageTests()
    {
        _options = Options.Create(new PrismaOptions { ContentFolder = _folder.Path, Language = "pt", PublicUrl = "https://millrace.example" });
        Copy("workflows/forms/F-33");
        Copy("templates/agreements/A-01");
        Copy("templates/mails/step-open");
        foreach (var file in new[] { "gates", "structures" })
        {
            _folder.Write($"workflows/{file}.json", Shipped($"workflows/{file}.json"));
            _folder.Write($"workflows/{file}.en.json", Shipped($"workflows/{file}.en.json"));
        }
    }

    [Theory]
    [InlineData("es", "es")]
    [InlineData("fr", "pt")]
    public void Scenario_32_A_person_reads_their_own_language_or_else_the_hubs(string wanted, string read)
    {
        foreach (var language in new[] { "es", "pt" })
        {
            _folder.Write($"workflows/forms/F-33/{language}.json", Shipped("workflows/forms/F-33/en.json").Replace("\"title\": \"", $"\"title\": \"{language} ", StringComparison.Ordinal));
            _folder.Write($"templates/agreements/A-01/{language}/texts.json", Shipped("templates/agreements/A-01/en/texts.json").Replace("\"title\": \"", $"\"title\": \"{language} ", StringComparison.Ordinal));
            _folder.Write($"templates/agreements/A-01/{language}/text.md", "# …");
            _folder.Write($"templates/mails/step-open/{language}/subject.txt", $"{language} {{{{ step.title }}}}");
            _folder.Write($"templates/mails/step-open/{language}/body.md", "…");
            _folder.Write($"workflows/gates.{language}.json", Shipped("workflows/gates.en.json").Replace("Is 18 or older", $"{language} Is 18 or older", StringComparison.Ordinal));
            _folder.Write($"workflows/structures.{language}.json", Shipped("workflows/structures.en.json").Replace("\"Liberating Structures, by", $"\"{language} Liberating Structures, by", StringComparison.Ordinal));
        }

        Assert.All(Read(wanted), words => Assert.StartsWith($"{read} ", words, StringComparison.Ordinal));
    }

    [Fact]
    public void Scenario_32_Where_neither_is_written_they_read_english() =>
        Assert.All(Read("es"), words => Assert.DoesNotMatch("^(es|pt) ", words));

    [Theory]
    [InlineData("mails/step-open", "form", "1 of 2 forms and mails of this pathway is not written in Spanish as others are: the form F-33 in “Step form”.")]
    [InlineData("forms/F-33", "tell0", "1 of 2 forms and mails of this pathway is not written in Spanish as others are: the mail E02 in “Step tell0”.")]
    public void Scenario_32_What_a_pathway_says_in_a_language_only_here_and_there_is_a_doubt(string translated, string lacking, string doubt)
    {
        Assert.Empty(InOneLanguageOnly("E02"));

        Translate(translated);
        var problem = Assert.Single(InOneLanguageOnly("E02"));
        Assert.Equal((Severity.Warning, "MissingLanguage", lacking), (problem.Severity, problem.Code, problem.ActivityId));
        Assert.StartsWith(doubt, problem.Message, StringComparison.Ordinal);

        Translate(translated == "forms/F-33" ? "mails/step-open" : "forms/F-33");
        Assert.Empty(InOneLanguageOnly("E02"));
    }

    [Fact]
    public void Scenario_32_All_that_lacks_a_language_is_one_doubt_which_counts_and_names_the_first()
    {
        Translate("forms/F-33");
        foreach (var id in new[] { "E03", "E04", "E05", "E06" })
        {
            foreach (var file in new[] { "mail.json", "en/subject.txt", "en/body.md" })
            {
                _folder.Write($"templates/mails/{id}/{file}", Shipped($"templates/mails/step-open/{file}").Replace("E02", id, StringComparison.Ordinal));
            }
        }

        var problem = Assert.Single(InOneLanguageOnly("E02", "E03", "E04", "E02"));
        Assert.Equal((Severity.Warning, "MissingLanguage", "tell0"), (problem.Severity, problem.Code, problem.ActivityId));
        Assert.StartsWith("3 of 4 forms and mails of this pathway are not written in Spanish as others are: the mail E02 in “Step tell0”, the mail E03 in “Step tell1”, the mail E04 in “Step tell2”. Whoever", problem.Message, StringComparison.Ordinal);

        var more = Assert.Single(InOneLanguageOnly("E02", "E03", "E04", "E05", "E06")).Message;
        Assert.StartsWith("5 of 6 forms", more, StringComparison.Ordinal);
        Assert.Contains("the mail E04 in “Step tell2” and 2 more. Whoever", more, StringComparison.Ordinal);
    }

    IEnumerable<Problem> InOneLanguageOnly(params string[] mails)
    {
        var pathway = JsonNode.Parse(Sketch.Of(["form:Prisma.Form", .. mails.Select((_, index) => $"tell{index}:Prisma.Notify")]))!;
        Name(pathway, 0, "form", "F-33");
        for (var index = 0; index < mails.Length; index++)
        {
            Name(pathway, index + 1, "mail", mails[index]);
        }

        return new LanguageRule(new FormLibrary(_options), new TemplateLibrary(_options)).ProblemsOf(DefinitionJson.Read(pathway.ToJsonString()));
    }

    static void Name(JsonNode pathway, int step, string input, string name) => pathway["root"]!["activities"]![step]![input] = new JsonObject
    {
        ["typeName"] = "String",
        ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = name },
    };

    void Translate(string what)
    {
        if (what == "forms/F-33")
        {
            _folder.Write("workflows/forms/F-33/es.json", Shipped("workflows/forms/F-33/en.json"));
        }
        else
        {
            _folder.Write("templates/mails/step-open/es/subject.txt", "Te toca");
            _folder.Write("templates/mails/step-open/es/body.md", "…");
        }
    }

    string[] Read(string language)
    {
        var mails = new TemplateLibrary(_options);
        var mail = mails.Find("E02")!;
        var gates = new GateLibrary(_options);
        var structures = new StructureLibrary(_options);
        return
        [
            new FormLibrary(_options).TextOf("F-33", language).Title,
            new AgreementLibrary(_options).Find("A-01", language).Title,
            new MailRenderer(mails, _options).Render(mail, language, (JsonObject)mail.Sample.DeepClone()).Subject,
            gates.CriteriaInWords(gates.Find("C1")!, language)[0],
            structures.Attribution(language),
        ];
    }

    void Copy(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
        {
            _folder.Write(Path.GetRelativePath(Repository.Root, file), File.ReadAllText(file));
        }
    }

    static string Shipped(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
