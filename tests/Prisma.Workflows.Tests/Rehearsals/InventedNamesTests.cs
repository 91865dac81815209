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

    [Fact]
    public void Whoever_was_invented_themselves_names_others_and_not_their_own_name_again()
    {
        var emil = Some.Person("2.maren@brook.example", "Emil");
        emil.LastName = "Tarn";

        var names = _answers.For("F-05e", emil, Some.Event())["operators"]!.AsArray().Select(row => row!["name"]!.ToString()).ToList();

        Assert.Equal("Emil Tarn", names[0]);
        Assert.Equal(names.Distinct(), names);
    }
}
