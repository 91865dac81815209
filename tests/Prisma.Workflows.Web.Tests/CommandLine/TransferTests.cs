using Prisma.Workflows.Web.CommandLine;

namespace Prisma.Workflows.Web.Tests.CommandLine;

public sealed class TransferTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--DataFolder ./data")]
    [InlineData("nonsense")]
    [InlineData("Database=prisma")]
    public async Task A_line_that_names_no_database_is_answered_with_how_to_write_it(string line)
    {
        await using var folder = TemporaryFolder.Create("transfer");

        Assert.Equal(Verb.Misused, await TransferAsync([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)], folder));
    }

    [Theory]
    [InlineData("transfer", "Host=127.0.0.1;Database=prisma")]
    [InlineData("bundle", "export", "orrin", "orrin.zip")]
    [InlineData("bundle", "import", "orrin.zip")]
    public async Task A_folder_that_holds_no_installation_is_refused_and_none_is_made_there(string word, params string[] line)
    {
        await using var folder = TemporaryFolder.Create("transfer");
        var mistyped = Path.Combine(folder.Path, "mistyped");

        Assert.Equal(Verb.Misused, await Verbs.Find([word])!.RunAsync([.. line, "--DataFolder", mistyped, "--ContentFolder", Repository.Root]));
        Assert.False(Directory.Exists(mistyped));
    }

    [Fact]
    public async Task What_was_carried_over_is_not_carried_over_it_once_more()
    {
        Assert.SkipWhen(PostgreSqlCluster.ReasonToSkip is not null, PostgreSqlCluster.ReasonToSkip ?? "");
        await using var to = await Database.CreateEmptyAsync(DatabaseProvider.PostgreSql);
        await using var folder = TemporaryFolder.Create("transfer");

        Assert.Equal(Verb.Misused, await TransferAsync([to.ConnectionString], folder));
        await using (var database = await Database.CreateAsync(DatabaseProvider.Sqlite))
        {
            await using var db = database.Open();
            db.People.Add(new() { FirstName = "Amina", Email = "amina@example.org" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            string[] line = [to.ConnectionString, "--Database:ConnectionString", database.ConnectionString];
            Assert.Equal(0, await TransferAsync(line, folder));
            Assert.Equal(Verb.Misused, await TransferAsync(line, folder));
        }

        await using var there = to.Open();
        Assert.Equal("Amina", Assert.Single(there.People).FirstName);
    }

    [Theory]
    [InlineData("PostgreSQL cannot be reached: refused. Check Database:ConnectionString.", "PostgreSQL cannot be reached: refused. Check the connection string behind “transfer”.")]
    [InlineData("Database:ConnectionString is not understood.", "The connection string behind “transfer” is not understood.")]
    public void What_is_wrong_with_the_database_to_carry_over_to_is_said_of_the_argument_and_of_no_setting(string ofTheSetting, string ofTheArgument) =>
        Assert.Equal(ofTheArgument, Transfer.OfTheTarget(ofTheSetting));

    static Task<int> TransferAsync(string[] line, TemporaryFolder folder) =>
        Verbs.Find(["transfer"])!.RunAsync([.. line, "--DataFolder", folder.Path, "--ContentFolder", Repository.Root]);
}
