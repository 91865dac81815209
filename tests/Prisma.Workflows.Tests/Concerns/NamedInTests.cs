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
    [InlineData("Go on, he said.")]
    [InlineData("")]
    public void A_part_of_another_word_and_a_name_of_two_letters_are_no_names(string told)
    {
        var tomas = Tomas();
        tomas.Called = "Go";

        Assert.False(NamedIn.Text(told, tomas));
    }

    static Person Tomas()
    {
        var tomas = Some.Person("spring@orrin.example", "Tomás");
        (tomas.LastName, tomas.Called) = ("Hale", "Tommy");
        return tomas;
    }
}
