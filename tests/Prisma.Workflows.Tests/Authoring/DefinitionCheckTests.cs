using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Agreements.Wordings;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Execution;
using Prisma.Workflows.Tests.Authoring.Outline;
using Prisma.Workflows.Tests.Content;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Tests.Authoring;

/// <summary>What is found wrong with a definition beside the rules of pathways: what it names, and how much what the engine says weighs.</summary>
public sealed class DefinitionCheckTests : IAsyncLifetime
{
    Product _product = null!;

    public async ValueTask InitializeAsync() => _product = await Product.StartAsync(DatabaseProvider.Sqlite);

    public async ValueTask DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public void A_name_that_leads_nowhere_is_an_error_that_says_what_there_is()
    {
        var problem = Assert.Single(Naming("drum"));

        Assert.Equal((Severity.Error, "not-found", "a"), (problem.Severity, problem.Code, problem.ActivityId));
        Assert.Equal("“Step a” names the instrument “drum”, which is not here. Add it, or choose one of: bell, flute.", problem.Message);
    }

    [Theory]
    [MemberData(nameof(NamedContentTests.Pathways), MemberType = typeof(NamedContentTests))]
    public void Nothing_that_a_shipped_pathway_asks_stays_beside_a_join_that_goes_on(string file) =>
        Assert.DoesNotContain(
            _product.Services.GetRequiredService<DefinitionCheck>().Check(DefinitionJson.Read(File.ReadAllText(Path.Combine(Repository.Root, "workflows", file)))), problem => problem.Code == "StaysBeside");

    [Fact]
    public void A_thing_that_is_named_and_broken_is_an_error_that_says_why()
    {
        var problem = Assert.Single(Naming("flute"));

        Assert.Equal((Severity.Error, "broken", "a"), (problem.Severity, problem.Code, problem.ActivityId));
        Assert.Equal("“Step a” names the instrument “flute”, which cannot be used: It has a crack.", problem.Message);
        Assert.Empty(Naming("bell"));
    }

    [Fact]
    public void An_agreement_that_nobody_could_sign_is_found_before_somebody_should()
    {
        var document = (JsonObject)JsonNode.Parse(Sketch.Of(["a:Prisma.Sign"]))!;
        document["root"]!["activities"]![0]!["agreement"] = Literal("A-06");
        Assert.Empty(Broken());

        var words = new AgreementWords("Forest words", ["You come, and you may leave."], "# We\n\nFor {{ person.shoe_size }}.");
        _product.Services.GetRequiredService<AgreementLibrary>().Speak(1, [new Wording { Kind = "agreement", Name = "A-06", Language = "en", Content = words.Content, Hash = "", SavedBy = "Ash Thorn", SavedAt = default, Number = 2, PublishedAs = 1 }]);

        Assert.Equal(
            "“Step a” names the agreement “A-06”, which cannot be used: en/text: The text, line 3: person.shoe_size is not known when this is signed. Choose a fact from the list, or write it out.",
            Assert.Single(Broken()).Message);

        IEnumerable<Problem> Broken() => _product.Services.GetRequiredService<DefinitionCheck>().Check(DefinitionJson.Read(document)).Where(problem => problem.Code == "broken");
    }

    [Theory]
    [InlineData("Prisma.Stage", Severity.Error)]
    [InlineData("Elsa.WriteLine", Severity.Warning)]
    public void A_join_that_never_completes_is_an_error_where_people_walk_and_a_doubt_elsewhere(string first, Severity severity)
    {
        var document = (JsonObject)JsonNode.Parse(Sketch.Of([$"s:{first}", "d:Elsa.FlowDecision", "x:Elsa.WriteLine", "j:Elsa.FlowJoin"], "s>d", "d.True>j", "d.False>x", "x>j"))!;
        document["root"]!["activities"]![3]!["mode"] = Literal("WaitAll");

        Assert.Equal(severity, _product.Services.GetRequiredService<DefinitionCheck>().Check(DefinitionJson.Read(document)).Single(problem => problem.Code == "JoinNeverCompletes").Severity);
    }

    /// <summary>What is wrong with a definition of one step that names an instrument.</summary>
    IReadOnlyList<Problem> Naming(string instrument)
    {
        var document = (JsonObject)JsonNode.Parse(Sketch.Of(["a:Elsa.Start"]))!;
        document["root"]!["activities"]![0]!["instrument"] = Literal(instrument);
        return new DefinitionCheck(_product.Services.GetRequiredService<DefinitionValidator>(), [new Instruments()], []).Check(DefinitionJson.Read(document));
    }

    static JsonObject Literal(string value) => new() { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };

    sealed class Instruments : INamedThings
    {
        public string Kind => "instrument";

        public IReadOnlyCollection<string> All => ["flute", "bell"];

        public IEnumerable<string> NamesIn(ActivityNode node) => node.LiteralStrings("instrument");

        public IEnumerable<string> ProblemsOf(string name) => name == "flute" ? ["It has a crack."] : [];
    }
}
