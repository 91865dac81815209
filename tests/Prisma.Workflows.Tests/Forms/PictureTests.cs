using System.Text;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Forms.Uploads;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.Metadata.Profiles.Iptc;
using SixLabors.ImageSharp.Metadata.Profiles.Xmp;
using SixLabors.ImageSharp.PixelFormats;

namespace Prisma.Workflows.Tests.Forms;

/// <summary>Somebody sends a picture as their telephone took it; others see it, some of them everybody.</summary>
public sealed class PictureTests : IAsyncDisposable
{
    internal const string Camera = "Heron 7";

    static readonly Guid _step = Guid.CreateVersion7();

    readonly TemporaryFolder _folder = TemporaryFolder.Create("pictures");

    UploadFolder Uploads => new(Options.Create(new PrismaOptions { DataFolder = _folder.Path }));

    [Fact]
    public async Task Where_and_when_it_was_taken_and_by_what_is_not_kept()
    {
        var sent = AsItCame();
        Assert.Contains(Camera, Encoding.Latin1.GetString(sent), StringComparison.Ordinal);

        var kept = await KeptAsync(sent);

        Assert.DoesNotContain(Camera, Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
        using var picture = Image.Load(kept);
        Assert.Equal((null, null, null), (picture.Metadata.ExifProfile, picture.Metadata.XmpProfile, picture.Metadata.IptcProfile));
    }

    [Fact]
    public async Task Words_that_a_program_wrote_into_it_are_not_kept_either()
    {
        using var drawn = Taken(40, 20);
        drawn.Metadata.GetPngMetadata().TextData.Add(new PngTextData("Author", Camera, "", ""));

        var kept = await KeptAsync(Written(drawn, new PngEncoder { TextCompressionThreshold = 1000 }));

        Assert.DoesNotContain(Camera, Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
        using var picture = Image.Load(kept, out var format);
        Assert.Equal(("PNG", 0), (format.Name, picture.Metadata.GetPngMetadata().TextData.Count));
    }

    [Fact]
    public async Task It_stands_upright_without_what_said_how_it_was_held()
    {
        using var held = Taken(40, 20);
        held.Metadata.ExifProfile.SetValue(ExifTag.Orientation, (ushort)6);

        using var picture = Image.Load(await KeptAsync(Written(held, new JpegEncoder())));

        Assert.Equal((20, 40), (picture.Width, picture.Height));
    }

    [Theory]
    [InlineData(3000, 1500, 2000, 1000)]
    [InlineData(1000, 4000, 500, 2000)]
    [InlineData(2000, 1, 2000, 1)]
    public async Task It_is_no_larger_than_a_page_shows(int width, int height, int keptWidth, int keptHeight)
    {
        using var picture = Image.Load(await KeptAsync(Written(new Image<Rgb24>(width, height), new JpegEncoder())));

        Assert.Equal((keptWidth, keptHeight), (picture.Width, picture.Height));
    }

    [Fact]
    public async Task What_is_seen_through_stays_so()
    {
        using var drawn = new Image<Rgba32>(8, 8, new Rgba32(10, 20, 30, 40));

        using var picture = Image.Load<Rgba32>(await KeptAsync(Written(drawn, new PngEncoder())));

        Assert.Equal(new Rgba32(10, 20, 30, 40), picture[3, 3]);
    }

    [Fact]
    public async Task One_that_cannot_be_opened_is_not_taken()
    {
        var whole = Written(new Image<Rgb24>(400, 400, Color.CornflowerBlue), new PngEncoder());

        Assert.Null(await KeepAsync(whole[..16]));
        Assert.Null(await KeepAsync([.. whole[..40], .. "<script>"u8]));
        Assert.Null(await KeepAsync([0xFF, 0xD8, 0xFF, 0xE0]));
    }

    [Fact]
    public async Task One_that_fills_the_memory_is_not_taken()
    {
        var vast = Written(new Image<L8>(8000, 8000), new PngEncoder { ColorType = PngColorType.Grayscale, BitDepth = PngBitDepth.Bit1 });

        Assert.InRange(vast.Length, 1, 100_000);
        Assert.Null(await KeepAsync(vast));
    }

    [Fact]
    public async Task What_was_kept_as_it_came_becomes_as_others_are_kept()
    {
        var (asItCame, torn) = (await KeptBeforeAsync(AsItCame()), await KeptBeforeAsync([0xFF, 0xD8, 0xFF, 0xE0]));
        var clean = (await KeepAsync(Written(new Image<Rgb24>(30, 30), new JpegEncoder())))!;
        var written = File.GetLastWriteTimeUtc(PathOf(clean));

        await Uploads.CleanAsync(_step, Cancellation);

        var now = Uploads.Of(_step);
        Assert.DoesNotContain(Camera, Encoding.Latin1.GetString(await ReadAsync(now[asItCame.Id])), StringComparison.Ordinal);
        Assert.Equal((await ReadAsync(now[asItCame.Id])).Length, now[asItCame.Id].Size);
        Assert.Equal((torn, clean), (now[torn.Id], now[clean.Id]));
        Assert.Equal(written, File.GetLastWriteTimeUtc(PathOf(clean)));
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    /// <summary>A small picture (JPEG) with all that a telephone wrote into it.</summary>
    internal static byte[] AsItCame() => Written(Taken(40, 20), new JpegEncoder());

    static Image<Rgb24> Taken(int width, int height)
    {
        var (place, words) = (new ExifProfile(), new IptcProfile());
        place.SetValue(ExifTag.Model, Camera);
        place.SetValue(ExifTag.GPSLatitude, [new Rational(57), new Rational(31), new Rational(12)]);
        words.SetValue(IptcTag.Byline, Camera);
        var picture = new Image<Rgb24>(width, height);
        (picture.Metadata.ExifProfile, picture.Metadata.IptcProfile) = (place, words);
        picture.Metadata.XmpProfile = new XmpProfile(Encoding.UTF8.GetBytes($"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">{Camera}</x:xmpmeta>"));
        return picture;
    }

    static byte[] Written(Image picture, IImageEncoder encoder)
    {
        using var content = new MemoryStream();
        picture.Save(content, encoder);
        return content.ToArray();
    }

    async Task<byte[]> KeptAsync(byte[] content) => await ReadAsync((await KeepAsync(content))!);

    Task<byte[]> ReadAsync(StoredFile file) => File.ReadAllBytesAsync(PathOf(file), Cancellation);

    string PathOf(StoredFile file) => Directory.GetFiles(_folder.Path, file.Id, SearchOption.AllDirectories).Single();

    /// <summary>Byte by byte.</summary>
    async Task<StoredFile> KeptBeforeAsync(byte[] content)
    {
        var kept = (await KeepAsync(Convert.FromHexString(Dot)))! with { Type = "image/jpeg", Size = content.Length };
        await File.WriteAllBytesAsync(PathOf(kept), content, Cancellation);
        await File.WriteAllTextAsync($"{PathOf(kept)}.json", System.Text.Json.JsonSerializer.Serialize(kept), Cancellation);
        return kept;
    }

    async Task<StoredFile?> KeepAsync(byte[] content)
    {
        using var stream = new MemoryStream(content);
        return await Uploads.KeepAsync(_step, "spring.jpg", stream, Cancellation);
    }
}
