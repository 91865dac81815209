using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Memory;
using SixLabors.ImageSharp.Processing;

namespace Prisma.Workflows.Forms.Uploads;

/// <summary>A picture as it is kept: upright, no larger than a page shows, and without what a camera or a program wrote into it, such as where, when and by what it was taken.</summary>
static class Picture
{
    /// <summary>In dots.</summary>
    const int LongestSide = 2000;

    /// <summary>Whole telephones' pictures are; a few kilobytes that become gigabytes are not.</summary>
    const long MostDots = 30_000_000;

    static readonly JpegEncoder _jpeg = new() { Quality = 85 };

    static readonly PngEncoder _png = new() { IgnoreMetadata = true, ChunkFilter = PngChunkFilter.ExcludeAll };

    static readonly Configuration _reading = new(new JpegConfigurationModule(), new PngConfigurationModule())
    {
        MemoryAllocator = MemoryAllocator.Create(new MemoryAllocatorOptions { MaximumPoolSizeMegabytes = 1 }),
    };

    /// <summary>One after another: each is held in memory dot by dot.</summary>
    static readonly SemaphoreSlim _room = new(1);

    /// <summary>Whether it is as pictures are kept, or cannot be told.</summary>
    public static bool IsClean(Stream kept)
    {
        try
        {
            return Image.Identify(_reading, kept) is not { } known
                || (Math.Max(known.Width, known.Height) <= LongestSide
                    && known.Metadata is { ExifProfile: null, XmpProfile: null, IptcProfile: null } all && all.GetPngMetadata().TextData.Count == 0);
        }
        catch (Exception exception) when (DoesNotOpen(exception))
        {
            return true;
        }
    }

    /// <summary>Null where it cannot be opened, or has more dots than are read here.</summary>
    public static async Task<MemoryStream?> CleanAsync(MemoryStream sent, CancellationToken cancellation)
    {
        await _room.WaitAsync(cancellation);
        try
        {
            return Clean(sent);
        }
        catch (Exception exception) when (DoesNotOpen(exception))
        {
            return null;
        }
        finally
        {
            _room.Release();
        }
    }

    static bool DoesNotOpen(Exception exception) => exception is ImageFormatException or InvalidMemoryOperationException or NotSupportedException;

    static MemoryStream? Clean(MemoryStream sent)
    {
        sent.Position = 0;
        if (Image.Identify(_reading, sent) is not { } known || (long)known.Width * known.Height > MostDots)
            return null;
        sent.Position = 0;
        using var picture = Image.Load(_reading, sent, out var format);
        picture.Mutate(it => it.AutoOrient());
        if (Math.Max(picture.Width, picture.Height) > LongestSide)
            picture.Mutate(it => it.Resize(new ResizeOptions { Mode = ResizeMode.Max, Size = new Size(LongestSide) }));
        (picture.Metadata.ExifProfile, picture.Metadata.XmpProfile, picture.Metadata.IptcProfile) = (null, null, null);
        var clean = new MemoryStream();
        picture.Save(clean, format is PngFormat ? _png : (IImageEncoder)_jpeg);
        return clean;
    }
}
