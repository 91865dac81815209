using System.IO.Compression;
using System.Net.Mime;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Prisma.Workflows.Web.Studio;

/// <summary>Elsa Studio as its package brings it: files that are already compressed, under an address that changes with the version, so that browsers keep them for good.</summary>
sealed class StudioFiles
{
    /// <summary>Where the build puts the package, and publishing too, beside the program or above it.</summary>
    public const string Package = "studio/node_modules/@elsa-workflows/elsa-studio-wasm";

    static readonly (string Encoding, string Extension)[] Encodings = [("br", ".br"), ("gzip", ".gz")];

    static readonly FileExtensionContentTypeProvider Types = new() { Mappings = { [".dat"] = MediaTypeNames.Application.Octet } };

    readonly IFileProvider _files;

    /// <param name="files">The package's files; none where the build could not fetch it.</param>
    public StudioFiles(IFileProvider files)
    {
        _files = files;
        if (files.GetFileInfo("package.json") is { Exists: true } package)
        {
            using var stream = package.CreateReadStream();
            Base = $"/studio/{JsonNode.Parse(stream)!["version"]}/";
        }
    }

    /// <summary>The address all of it lies under; null where there is no Studio.</summary>
    public string? Base { get; }

    public IResult Serve(string version, string path, HttpContext context)
    {
        if (Base != $"/studio/{version}/")
            return Results.NotFound();
        var type = Types.TryGetContentType(path, out var known) ? known : MediaTypeNames.Application.Octet;
        var accepted = context.Request.GetTypedHeaders().AcceptEncoding;
        foreach (var (encoding, extension) in Encodings.Where(one => accepted.Any(value => value.Value == one.Encoding && value.Quality is not 0)))
        {
            if (_files.GetFileInfo(path + extension) is { Exists: true } compressed)
            {
                context.Response.Headers.ContentEncoding = encoding;
                return Kept(context, Results.File(compressed.PhysicalPath!, type));
            }
        }

        return _files.GetFileInfo(path) is { Exists: true } plain ? Kept(context, Results.File(plain.PhysicalPath!, type))
            : _files.GetFileInfo(path + ".gz") is { Exists: true } packed ? Kept(context, Results.Stream(new GZipStream(packed.CreateReadStream(), CompressionMode.Decompress), type))
            : Results.NotFound();
    }

    static IResult Kept(HttpContext context, IResult file)
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        return file;
    }
}
