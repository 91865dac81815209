using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Prisma.Workflows.Web.Studio;

namespace Prisma.Workflows.Web.Tests.Studio;

public sealed class StudioFilesTests : IAsyncLifetime
{
    readonly string _folder = Directory.CreateTempSubdirectory("prisma-studio-").FullName;
    WebApplication _host = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "package.json"), """{ "version": "9.8.7" }""", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(_folder, "app.wasm.br"), "as brotli", Cancellation);
        await using (var packed = new GZipStream(File.Create(Path.Combine(_folder, "app.wasm.gz")), CompressionMode.Compress))
        {
            await packed.WriteAsync("as it is"u8.ToArray(), Cancellation);
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, "letters.woff2"), "letters", Cancellation);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton(new StudioFiles(new PhysicalFileProvider(_folder)));
        builder.Services.AddAuthorization();
        _host = builder.Build();
        _host.MapStudioFiles();
        await _host.StartAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br", "as brotli")]
    [InlineData("gzip, br;q=0", "gzip", "as it is")]
    [InlineData("identity", "", "as it is")]
    public async Task A_file_is_sent_as_it_was_compressed_or_unpacked_for_who_cannot_read_that(string accepted, string encoding, string body)
    {
        using var answer = await GetAsync("/studio/9.8.7/app.wasm", accepted);

        Assert.Equal((HttpStatusCode.OK, encoding, "application/wasm"), (answer.StatusCode, string.Join(',', answer.Content.Headers.ContentEncoding), answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("Accept-Encoding", string.Join(',', answer.Headers.Vary));
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var sent = await answer.Content.ReadAsStreamAsync(Cancellation);
        using var reader = new StreamReader(encoding == "gzip" ? new GZipStream(sent, CompressionMode.Decompress) : sent);
        Assert.Equal(body, await reader.ReadToEndAsync(Cancellation));
    }

    [Theory]
    [InlineData("/studio/9.8.7/letters.woff2", HttpStatusCode.OK)]
    [InlineData("/studio/9.8.6/letters.woff2", HttpStatusCode.NotFound)]
    [InlineData("/studio/9.8.7/", HttpStatusCode.NotFound)]
    [InlineData("/studio/9.8.7/nothing", HttpStatusCode.NotFound)]
    [InlineData("/studio/9.8.7/..%2f..%2fetc/passwd", HttpStatusCode.NotFound)]
    [InlineData("/studio/9.8.7/%2fetc/passwd", HttpStatusCode.NotFound)]
    public async Task Only_what_the_package_of_this_version_holds_is_there(string address, HttpStatusCode expected)
    {
        using var answer = await GetAsync(address, "br");

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public void Without_the_package_there_is_no_studio() => Assert.Null(new StudioFiles(new NullFileProvider()).Base);

    async Task<HttpResponseMessage> GetAsync(string address, string accepted)
    {
        using var client = _host.GetTestClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", accepted);
        return await client.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
    }
}
