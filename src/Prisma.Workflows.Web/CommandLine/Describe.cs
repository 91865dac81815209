using Microsoft.Extensions.Options;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Gatherings;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.Pathways.Description;
using Prisma.Workflows.Web.Hosting;

namespace Prisma.Workflows.Web.CommandLine;

/// <summary>Prints the whole onboarding as the shipped definitions have it, in Markdown: docs/onboarding.md.</summary>
static class Describe
{
    internal const string Usage = "Write it like this: describe > docs/onboarding.md";

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Length > 0)
            return await Verb.MisusedAsync(Usage);
        if (Folders.FindContent(AppContext.BaseDirectory) is not { } content)
            return await Verb.MisusedAsync(Folders.NoContent);
        await Console.Out.WriteAsync(Onboarding(content));
        return 0;
    }

    internal static string Onboarding(string contentFolder)
    {
        var options = Options.Create(new PrismaOptions { ContentFolder = contentFolder });
        var sentences = new StepSentences(new FormLibrary(options), new GateLibrary(options), new GatheringLibrary(options), new AgreementLibrary(options), new TemplateLibrary(options));
        return new Onboarding(sentences).Describe(ImportShipped.Files(contentFolder).Select(file => DefinitionJson.Read(File.ReadAllText(file))));
    }
}
