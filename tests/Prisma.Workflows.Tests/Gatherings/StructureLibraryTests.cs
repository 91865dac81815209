using Microsoft.Extensions.Options;
using Prisma.Workflows.Gatherings;

namespace Prisma.Workflows.Tests.Gatherings;

public sealed class StructureLibraryTests
{
    static readonly StructureLibrary _library = new(Options.Create(new PrismaOptions { ContentFolder = Repository.Root }));

    [Fact]
    public void What_is_suggested_suits_the_purpose_the_people_and_the_time()
    {
        var found = _library.Suggest("alignment", 40, 70);

        Assert.NotEmpty(found);
        Assert.All(found, one =>
        {
            Assert.Contains("alignment", one.Suits);
            Assert.True(one.People.Holds(40));
            Assert.True(one.Minutes.From <= 70);
        });
        Assert.Equal("what-i-need-from-you", found.First(one => one.Minutes.To == 70 && one.People.From == 9).Id);
        Assert.DoesNotContain(found, one => one.Id == "integrated-autonomy");
    }

    [Fact]
    public void What_uses_the_time_best_comes_first()
    {
        var found = _library.Suggest(null, null, 30).ToList();

        Assert.True(found.FindIndex(one => one.Id == "troika-consulting") < found.FindIndex(one => one.Id == "1-2-4-all"));
        Assert.DoesNotContain(found, one => one.Id == "panarchy");
    }

    [Fact]
    public void Without_a_wish_there_are_all_thirty_three() => Assert.Equal(33, _library.Suggest(null, null, null).Count);

    [Fact]
    public void Whoever_names_them_can_say_whose_they_are() => Assert.Contains("CC BY-SA 4.0", _library.Attribution("es"), StringComparison.Ordinal);
}
