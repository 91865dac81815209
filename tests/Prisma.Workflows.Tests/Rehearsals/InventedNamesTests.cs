using Prisma.Workflows.Rehearsals.Invention;
using Prisma.Workflows.Tests.Forms;

namespace Prisma.Workflows.Tests.Rehearsals;

public sealed class InventedNamesTests
{
    static readonly InventedAnswers _answers = new(FilledForm.Library);

    [Fact]
    public void Whoever_is_named_to_welcome_somebody_has_a_name() =>
        Assert.Matches(@"^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$", _answers.For("F-15h", Some.Person(), Some.Event())["name"]!.ToString());

    [Theory]
    [InlineData("F-03", "team")]
    [InlineData("F-06", "people")]
    public void Whoever_speaks_for_an_organisation_names_themselves_first_and_then_others(string form, string list)
    {
        var names = _answers.For(form, Some.Person(firstName: "Ambrose"), Some.Event())[list]!.AsArray().Select(row => row!["name"]!.ToString()).ToList();

        Assert.Equal("Ambrose", names[0]);
        Assert.All(names[1..], name => Assert.Matches(@"^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$", name));
        Assert.Equal(names.Distinct(), names);
    }
}
