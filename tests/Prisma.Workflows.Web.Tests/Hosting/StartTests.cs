using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Prisma.Workflows.Web.CommandLine;
using Prisma.Workflows.Web.Hosting;
using Prisma.Workflows.Web.Tests.Harness;

namespace Prisma.Workflows.Web.Tests.Hosting;

public sealed class StartTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080")]
    [InlineData("http://0.0.0.0:80/;http://[::]:81", "http://127.0.0.1:80")]
    [InlineData("http://*:8080", "http://127.0.0.1:8080")]
    [InlineData("https://prisma.example/", "https://prisma.example")]
    public void The_address_printed_is_one_that_can_be_opened(string urls, string address) => Assert.Equal(address, Defaults.Reachable(urls));

    [Fact]
    public void Content_is_found_by_walking_up_and_both_folders_must_be_there()
    {
        var folder = Directory.CreateTempSubdirectory("prisma-content-");
        try
        {
            var deep = folder.CreateSubdirectory("a/b/c").FullName;
            folder.CreateSubdirectory("workflows");
            Assert.NotEqual(folder.FullName, Folders.FindContent(deep));
            folder.CreateSubdirectory("templates");
            Assert.Equal(folder.FullName, Folders.FindContent(deep));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_data_folder_that_cannot_be_written_is_one_sentence_that_names_it()
    {
        var file = Path.GetTempFileName();
        using var product = new WebProduct(("DataFolder", Path.Combine(file, "data")));

        // Starting the host runs the program, which answers with an exit code instead of a host.
        Assert.ThrowsAny<Exception>(() => product.Services);
        File.Delete(file);
    }

    [Fact]
    public void The_usual_reasons_are_explained_and_the_others_keep_their_trace()
    {
        Assert.Contains("taken by another program", StartFailure.Explain(new IOException("Failed to bind to address http://127.0.0.1:5080: address already in use.", new AddressInUseException("x"))), StringComparison.Ordinal);
        Assert.Contains("rights of their own", StartFailure.Explain(new SocketException((int)SocketError.AccessDenied)), StringComparison.Ordinal);
        Assert.Equal("No.", StartFailure.Explain(new StartFailedException("No.")));
        Assert.Null(StartFailure.Explain(new InvalidOperationException("surprise")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(true, "--Urls", "http://127.0.0.1:5081")]
    [InlineData(false, "rehearse", "pathway-participant")]
    [InlineData(false, "run")]
    [InlineData(false, "dance")]
    [InlineData(false, "help")]
    [InlineData(false, "-h")]
    [InlineData(false, "--demo", "--help")]
    public void Without_a_word_the_program_serves(bool serves, params string[] line) => Assert.Equal(serves, Verbs.Find(line) is null);

    [Fact]
    public async Task An_unknown_word_is_answered_with_those_that_are_known() => Assert.Equal(Verb.Misused, await Verbs.Find(["dance"])!.RunAsync([]));

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    public async Task Whoever_asks_for_help_is_told_every_word_and_it_is_no_mistake(string asked)
    {
        Assert.Equal(0, await Verbs.Find([asked])!.RunAsync([]));
        Assert.All(["bundle", "describe", "help", "rehearse", "run"], word => Assert.Contains(Verbs.Help(), line => line.StartsWith($"  {word} ", StringComparison.Ordinal)));
    }
}
