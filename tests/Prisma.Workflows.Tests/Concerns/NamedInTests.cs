using Prisma.Workflows.Concerns;

namespace Prisma.Workflows.Tests.Concerns;

/// <summary>Whoever might be named in what was told does not read it: rather once too often than once too seldom.</summary>
public sealed class NamedInTests
{
    [Theory]
    [InlineData("It was Tomás.")]
    [InlineData("TOMAS did it")]
    [InlineData("(tomás), I think")]
    [InlineData("somebody called Hale")]
    [InlineData("they say Tommy to him")]
    [InlineData("You can ask Spring@Orrin.example about it.")]
    public void Somebody_is_named_by_any_of_their_names_or_by_their_address_however_it_is_typed(string told) => Assert.True(NamedIn.Text(told, Tomas()));

    [Theory]
    [InlineData("It was Thomasina.")]
    [InlineData("Whalehale Street")]
    [InlineData("They would not let it go.")]
    [InlineData("")]
    public void A_part_of_another_word_and_a_small_word_that_is_also_a_short_name_are_no_names(string told)
    {
        var tomas = Tomas();
        tomas.Called = "Go";

        Assert.False(NamedIn.Text(told, tomas));
    }

    [Theory]
    [InlineData("On Tuesday Bo shouted at me.", "")]
    [InlineData("BO did it", "")]
    [InlineData("Somebody shouted at me.", "bo")]
    public void A_name_of_two_letters_is_one_where_it_is_written_as_a_name_or_where_the_form_asks_for_names(string what, string who)
    {
        var bo = Some.Person("second@orrin.example", "Bo");
        bo.LastName = "Marsh";

        Assert.True(NamedIn.Report(new JsonObject { ["what"] = what, ["who"] = who }, bo));
    }

    [Fact]
    public void A_small_word_within_a_name_is_no_name()
    {
        var rita = Some.Person("third@orrin.example", "Rita");
        rita.LastName = "de Almada";

        Assert.False(NamedIn.Report(new JsonObject { ["what"] = "De manhã.", ["who"] = "Maria de Lima" }, rita));
    }

    static Person Tomas()
    {
        var tomas = Some.Person("spring@orrin.example", "Tomás");
        (tomas.LastName, tomas.Called) = ("Hale", "Tommy");
        return tomas;
    }
}
