using System.Text.Json;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Agreements.Wordings;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Gatherings;
using Prisma.Workflows.Mail.Templates;

namespace Prisma.Workflows.Bundles;

/// <summary>Reads content as the next start would, so that what cannot be read never comes in.</summary>
public sealed class ContentTrial(ContentShelf shelf, IOptions<PrismaOptions> options)
{
    /// <param name="coming">Files that would lie over what is here.</param>
    public IReadOnlyList<string> ProblemsOf(IReadOnlyDictionary<string, byte[]> coming)
    {
        if (coming.Count == 0)
            return [];
        var folder = Directory.CreateTempSubdirectory("prisma-bundle-").FullName;
        try
        {
            shelf.CopyTo(folder, coming);
            return [.. ReadAll(Options.Create(new PrismaOptions { ContentFolder = folder, Language = options.Value.Language }), [.. coming.Keys]).Select(Without)];
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException or IOException or KeyNotFoundException or ArgumentException)
        {
            return [$"What comes along cannot be read here: {Without(exception.Message)}"];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        string Without(string problem) => problem.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }

    static IReadOnlyList<string> ReadAll(IOptions<PrismaOptions> content, IReadOnlyCollection<string> coming)
    {
        var (forms, gates, gatherings, structures, agreements) = (new FormLibrary(content), new GateLibrary(content), new GatheringLibrary(content), new StructureLibrary(content), new AgreementLibrary(content));
        foreach (var language in forms.Ids.SelectMany(forms.LanguagesOf).Distinct(StringComparer.Ordinal))
        {
            _ = agreements.Ids.Select(id => agreements.Find(id, language)).ToList();
            _ = gatherings.All.Select(one => gatherings.TextOf(one, language)).ToList();
            _ = structures.All.Select(one => structures.TextOf(one, language)).ToList();
            _ = gates.Ids.Select(id => gates.CriteriaInWords(gates.Find(id)!, language)).ToList();
        }

        _ = new LadderLibrary(content).Ids;
        var wordings = new AgreementWordingKind(agreements, content, Options.Create(new RetentionOptions()));
        return
        [
            .. new TemplateLibrary(content).Problems,
            .. from id in agreements.Ids
               where coming.Any(member => member.StartsWith($"templates/agreements/{id}/", StringComparison.Ordinal))
               from problem in wordings.ProblemsOf(id)
               select $"templates/agreements/{id}/{problem}",
        ];
    }
}
