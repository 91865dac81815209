using Microsoft.Extensions.Options;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Forms.Uploads;

namespace Prisma.Workflows.Tests.Forms;

public sealed class UploadFolderTests : IAsyncDisposable
{
    static readonly byte[] _png = Convert.FromHexString(Dot);
    static readonly byte[] _pdf = [.. "%PDF-1.7 A map of the weir"u8];

    static readonly Guid _step = Guid.CreateVersion7();

    readonly TemporaryFolder _folder = TemporaryFolder.Create("uploads");

    UploadFolder Uploads => new(Options.Create(new PrismaOptions { DataFolder = _folder.Path }));

    [Theory]
    [InlineData(Dot, "image/png", "image")]
    [InlineData("255044462D312E37", "application/pdf", "pdf")]
    [InlineData("4F676753", "audio/ogg", "audio")]
    [InlineData("494433", "audio/mpeg", "audio")]
    [InlineData("0000001C667479704D344120", "audio/mp4", "audio")]
    [InlineData("3C68746D6C3E", null, null)]
    [InlineData("4D5A9000", null, null)]
    [InlineData("3C7376672078", null, null)]
    [InlineData("", null, null)]
    public async Task A_file_is_taken_for_what_its_first_bytes_say(string head, string? type, string? kind)
    {
        var kept = await KeepAsync(Convert.FromHexString(head), "photo.png");

        Assert.Equal(type, kept?.Type);
        Assert.Equal(kind, kept?.Kind);
    }

    [Theory]
    [InlineData("a", "png", 80)]
    [InlineData("🌊", "png", 80)]
    [InlineData("a", "with no ending at all, but a long sentence after a dot", 80)]
    public async Task A_long_name_is_cut_before_its_ending_and_through_no_letter(string letter, string ending, int longest)
    {
        var kept = (await KeepAsync(_png, $"x{string.Concat(Enumerable.Repeat(letter, 100))}.{ending}"))!;

        Assert.InRange(kept.Name.Length, longest - 2, longest);
        Assert.Equal(ending.Length < 6, kept.Name.EndsWith($"{letter}.{ending}", StringComparison.Ordinal));
        Assert.Equal(kept.Name, Uploads.Of(_step).Values.Single().Name);
    }

    [Fact]
    public async Task A_file_whose_keeping_was_cut_off_hides_no_other_and_is_shared_anew()
    {
        var (kept, again) = ((await KeepAsync(_png, "river.png"))!, Guid.CreateVersion7());
        Uploads.Share(_step, again, _ => true);
        var torn = Directory.GetFiles(_folder.Path, $"{kept.Id}.json", SearchOption.AllDirectories).Single(file => file.Contains(again.ToString("N"), StringComparison.Ordinal));
        await File.WriteAllTextAsync(torn, "{\"id\":", TestContext.Current.CancellationToken);
        Assert.Empty(Uploads.Of(again));

        Uploads.Share(_step, again, _ => true);

        Assert.Equal(kept, Assert.Single(Uploads.Of(again)).Value);
    }

    [Fact]
    public async Task What_is_named_no_longer_goes_and_so_does_what_was_cut_off()
    {
        var (named, unnamed, torn) = ((await KeepAsync(_png, "river.png"))!, (await KeepAsync(_png, "mill.png"))!, (await KeepAsync(_png, "weir.png"))!);
        File.Delete(Directory.GetFiles(_folder.Path, $"{torn.Id}.json", SearchOption.AllDirectories).Single());

        Uploads.Forget(_step, DateTimeOffset.MinValue, _ => false);
        Assert.Equal(5, Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Length);
        Uploads.Forget(_step, DateTimeOffset.MaxValue, file => file.Id == named.Id);
        Assert.Equal([named.Id, $"{named.Id}.json"], Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(unnamed.Id, Uploads.Of(_step).Keys);
        Uploads.Forget(_step, DateTimeOffset.MaxValue, _ => false);
        Assert.Empty(Uploads.Steps);
    }

    [Fact]
    public async Task What_was_kept_comes_back_and_its_name_is_never_a_path()
    {
        var kept = (await KeepAsync(_pdf, "..\\..\\etc/river\u0007 \u202Ebank.pdf"))!;
        await using var content = Uploads.Open(_step, Uploads.Of(_step)[kept.Id]);
        var read = new MemoryStream();
        await content.CopyToAsync(read, TestContext.Current.CancellationToken);

        Assert.Equal("river bank.pdf", kept.Name);
        Assert.Equal(_pdf, read.ToArray());
        Assert.All(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories), file => Assert.DoesNotContain("river", file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_too_heavy_is_kept()
    {
        var heavy = new byte[UploadFolder.Heaviest + 1];
        _pdf.CopyTo(heavy, 0);

        Assert.Null(await KeepAsync(heavy, "map.pdf"));
        Assert.NotNull(await KeepAsync(heavy[..(int)UploadFolder.Heaviest], "map.pdf"));
    }

    [Fact]
    public async Task Nobody_fills_the_disk_through_one_step()
    {
        for (var number = 0; number < UploadFolder.Most; number++)
        {
            Assert.NotNull(await KeepAsync(_png, "photo.png"));
        }

        Assert.Null(await KeepAsync(_png, "photo.png"));
    }

    [Fact]
    public async Task What_nobody_names_is_forgotten_after_its_time_and_not_before()
    {
        var named = (await KeepAsync(_png, "a.png"))!;
        var unnamed = (await KeepAsync(_png, "b.png"))!;

        Uploads.Forget(_step, DateTimeOffset.UnixEpoch, file => file.Id == named.Id);
        Assert.Equal(2, Uploads.Of(_step).Count);

        Uploads.Forget(_step, DateTimeOffset.MaxValue, file => file.Id == named.Id);
        Assert.Equal(named.Id, Assert.Single(Uploads.Of(_step)).Key);
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories), file => file.Contains(unnamed.Id, StringComparison.Ordinal));

        Uploads.Forget(_step, DateTimeOffset.MaxValue, _ => false);
        Assert.Empty(Uploads.Steps);
    }

    [Fact]
    public void A_question_may_be_answered_by_voice_alone_or_with_a_few_words()
    {
        var context = FilledForm.Context with { Files = Files(new StoredFile("v1", "voice.m4a", "audio/mp4", 9)) };

        var spoken = Check("F-15a", context, ("self", ""), ("self.voice", "v1"));
        var both = Check("F-15a", context, ("self", "Short."), ("self.voice", "v1"));
        var neither = Check("F-15a", context, ("self", "Short."), ("self.voice", "somebody-elses"));

        Assert.Equal("""{"text":"","voice":{"id":"v1","name":"voice.m4a","type":"audio/mp4","size":9}}""", spoken.Answers["self"]!.ToJsonString());
        Assert.Equal("Short.", both.Answers["self"]!["text"]!.ToString());
        Assert.NotNull(neither.Problems["self"]);
        Assert.Equal("v1", FormValues.FromAnswers(FilledForm.Library.Find("F-15a")!, both.Answers).Text("self.voice"));
    }

    [Fact]
    public void What_somebody_of_the_place_told_may_be_spoken_in_its_row()
    {
        var context = FilledForm.Context with { Files = Files(new("v1", "ferryman.ogg", "audio/ogg", 9), new("p1", "a.png", "image/png", 9)) };

        var spoken = Check("F-14b", context, ("conversations.1.story", ""), ("conversations.1.story.voice", "v1"));
        var pictured = Check("F-14b", context, ("conversations.1.story.voice", "p1"));
        var alone = Check("F-14b", context, ("conversations.2.story.voice", "v1"));

        Assert.True(spoken.IsAccepted);
        Assert.Equal("v1", spoken.Answers["conversations"]![1]!["story"]!["voice"]!["id"]!.ToString());
        Assert.Equal("v1", FormValues.FromAnswers(FilledForm.Library.Find("F-14b")!, spoken.Answers).Text("conversations.1.story.voice"));
        Assert.Contains("a recording", pictured.Problems["conversations.1.story"], StringComparison.Ordinal);
        Assert.NotNull(alone.Problems["conversations.2.who_role"]);
    }

    [Fact]
    public void Files_are_taken_in_the_kinds_and_the_number_that_are_asked_for()
    {
        var context = FilledForm.Context with
        {
            Files = Files([new("p1", "a.png", "image/png", 9), new("p2", "b.png", "image/png", 9), new("p3", "c.png", "image/png", 9), new("p4", "d.png", "image/png", 9), new("d1", "e.pdf", "application/pdf", 9)]),
        };

        Assert.Equal(3, Check("F-14a", context, ("picture", "p1,p2,p3")).Answers["picture"]!.AsArray().Count);
        Assert.Contains("at most 3 files", Check("F-14a", context, ("picture", "p1,p2,p3,p4")).Problems["picture"], StringComparison.Ordinal);
        Assert.Contains("a picture", Check("F-14a", context, ("picture", "d1")).Problems["picture"], StringComparison.Ordinal);
        Assert.False(Check("F-14a", context, ("picture", "unknown")).Answers.ContainsKey("picture"));
    }

    [Theory]
    [InlineData(2 * 1024 * 1024, true)]
    [InlineData((2 * 1024 * 1024) + 1, false)]
    public void What_everybody_sees_is_light(long size, bool isTaken)
    {
        var context = FilledForm.Context with { Files = Files(new StoredFile("p1", "a.png", "image/png", size)) };

        var problem = Check("F-06b", context, ("picture", "p1"), ("picture_alt", "The spring in May")).Problems["picture"];

        Assert.Equal(isTaken ? null : "Please untick what is heavier than 2 MB, and add a smaller one.", problem);
    }

    static CheckedForm Check(string id, FormContext context, params (string Input, string Value)[] changes)
    {
        var form = FilledForm.Library.Find(id)!;
        var values = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string[]>>(FormValues.FromAnswers(form, FilledForm.With(id).Answers).ToDraft())!;
        foreach (var (input, value) in changes)
        {
            values[input] = value.Split(',');
        }

        return FormCheck.Check(form, FilledForm.Library.TextOf(id, "en"), FormValues.FromDraft(System.Text.Json.JsonSerializer.Serialize(values)), context);
    }

    static Dictionary<string, StoredFile> Files(params StoredFile[] files) => files.ToDictionary(file => file.Id, StringComparer.Ordinal);

    async Task<StoredFile?> KeepAsync(byte[] content, string name)
    {
        using var stream = new MemoryStream(content);
        return await Uploads.KeepAsync(_step, name, stream, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
