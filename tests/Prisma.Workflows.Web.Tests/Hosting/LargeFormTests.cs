using Microsoft.Extensions.Options;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Persistence.Sqlite;
using Prisma.Workflows.Web.Portal.Steps;
using Prisma.Workflows.Web.Tests.Durability;

namespace Prisma.Workflows.Web.Tests.Hosting;

/// <summary>A step's form takes all the files it asks for, and whatever is larger is told that, and not that the form is old.</summary>
public sealed class LargeFormTests
{
    const int Heaviest = 10 * 1024 * 1024;

    const string Step = "/steps/0198a225-0000-7000-8000-000000000001";

    [Fact]
    public async Task What_a_form_asks_for_fits_and_what_does_not_is_told_so()
    {
        var folder = Directory.CreateTempSubdirectory("prisma-large-").FullName;
        using (var host = await HostProcess.StartAsync(folder, FreePort.Find(), WebProduct.Cancellation))
        {
            using var patient = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
            using var client = new HttpClient(patient) { BaseAddress = host.Address };

            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(client, Step, files: 3));

            // The form has no token, which is looked at once all of it was read.
            var link = await AskAsync(folder);
            using var opened = await client.GetAsync(new Uri(link, UriKind.Relative), WebProduct.Cancellation);
            Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(client, Step, files: 3));
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(client, Step, files: 11));
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(client, "/sign-in", files: 3));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void No_shipped_form_asks_for_more_than_is_taken()
    {
        var forms = new FormLibrary(Options.Create(new PrismaOptions { ContentFolder = Repository.Root }));

        Assert.All(forms.Ids, id => Assert.InRange(forms.Find(id)!.Fields.Sum(HeaviestOf), 0, StepFiles.MostAtOnce));

        static decimal HeaviestOf(Field field) => field.FileInputs.Count() * (field.Type == FieldType.File ? field.Max ?? 1 : 1) * (field.Megabytes * 1024 * 1024 ?? Heaviest);
    }

    /// <summary>The link to the step, as a mail would bring it.</summary>
    static async Task<string> AskAsync(string folder)
    {
        await using var db = new SqlitePrismaDbContext(new DbContextOptionsBuilder<SqlitePrismaDbContext>().UseSqlite($"Data Source={Path.Combine(folder, "prisma.db")};Foreign Keys=False;Pooling=False").Options);
        var (step, actor, token) = (Guid.Parse(Step[^36..]), Guid.CreateVersion7(), LinkToken.Create());
        db.Add(new Step { Id = step, EnrolmentId = Guid.CreateVersion7(), Key = "PAR-1.2", Round = 1, Kind = StepKind.Form, Title = "Your application", StageKey = "PAR-1", ActorId = actor, ActorPart = "stakeholder", OpenedAt = TimeProvider.System.GetUtcNow(), DueAt = TimeProvider.System.GetUtcNow().AddDays(9) });
        db.Add(new AccessLink { TokenHash = LinkToken.HashOf(token), PersonId = actor, Purpose = LinkPurpose.Step, StepId = step, CreatedAt = TimeProvider.System.GetUtcNow() });
        await db.SaveChangesAsync(WebProduct.Cancellation);
        return $"/l/{token}";
    }

    /// <summary>Asks whether it may, before it sends what is large.</summary>
    static async Task<HttpStatusCode> SendAsync(HttpClient client, string address, int files)
    {
        using var content = new MultipartFormDataContent();
        for (var index = 0; index < files; index++)
        {
            content.Add(new ByteArrayContent(new byte[Heaviest]), "media.file", "picture.png");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = content };
        request.Headers.ExpectContinue = true;
        using var answer = await client.SendAsync(request, WebProduct.Cancellation);
        return answer.StatusCode;
    }
}
