using Microsoft.Extensions.Options;
using Prisma.Workflows.Mail.Templates;

namespace Prisma.Workflows.Tests.Mail;

/// <summary>A content folder with the mails a test writes into it.</summary>
public sealed class TemplateFolder : IAsyncDisposable
{
    public const string Home = "https://prisma.example";

    readonly TemporaryFolder _folder = TemporaryFolder.Create("content");

    public string Path => _folder.Path;

    public TemplateFolder Mail(string id, string subject, string body, JsonObject? sample = null, bool transactional = true, string language = "en")
    {
        var folder = System.IO.Path.Combine(Path, "templates", "mails", id.ToLowerInvariant());
        Write(System.IO.Path.Combine(folder, language, "subject.txt"), subject);
        Write(System.IO.Path.Combine(folder, language, "body.md"), body);
        var mail = new JsonObject { ["id"] = id, ["key"] = $"test.{id}", ["transactional"] = transactional, ["about"] = "step", ["sample"] = sample?.DeepClone() ?? new JsonObject() };
        Write(System.IO.Path.Combine(folder, "mail.json"), mail.ToJsonString());
        return this;
    }

    public TemplateFolder Layout(string html, string text)
    {
        var folder = System.IO.Path.Combine(Path, "templates", "mails", "layout", "en");
        Write(System.IO.Path.Combine(folder, "html.html"), html);
        Write(System.IO.Path.Combine(folder, "text.txt"), text);
        return this;
    }

    public TemplateLibrary Library() => new(Options());

    public RenderedMail Render(string id, JsonObject model, string language = "en")
    {
        var library = Library();
        return new MailRenderer(library, Options()).Render(library.Find(id)!, language, model);
    }

    public IReadOnlyList<string> Problems()
    {
        var library = Library();
        return new TemplateCheck(library, new MailRenderer(library, Options()), Options()).Problems();
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    IOptions<PrismaOptions> Options() => Microsoft.Extensions.Options.Options.Create(new PrismaOptions { ContentFolder = Path, PublicUrl = Home });

    static void Write(string path, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
