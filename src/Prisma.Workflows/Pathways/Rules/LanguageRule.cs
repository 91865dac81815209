using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Mail.Templates;

namespace Prisma.Workflows.Pathways.Rules;

/// <summary>What one mail or form of a pathway says in a language, the others say in it too; otherwise somebody reads half of it in English.</summary>
sealed class LanguageRule(FormLibrary forms, TemplateLibrary mails) : IDefinitionRule
{
    const int Shown = 3;

    public IEnumerable<Problem> ProblemsOf(WorkflowDefinition definition)
    {
        List<(ActivityNode Node, string Kind, string Name, string[] Languages)> used =
        [
            .. from node in definition.OfPathways()
               from form in node.LiteralStrings("form")
               where forms.Find(form) is not null
               select (node, "form", form, forms.LanguagesOf(form).ToArray()),
            .. from node in definition.OfPathways()
               from mail in node.LiteralStrings("mail")
               where mails.Find(mail) is not null
               select (node, "mail", mail, mails.Find(mail)!.Languages.ToArray()),
        ];
        var named = used.DistinctBy(one => (one.Kind, one.Name)).ToList();
        return from language in named.SelectMany(one => one.Languages).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
               let lacking = named.Where(one => !one.Languages.Contains(language, StringComparer.Ordinal)).ToList()
               where lacking.Count > 0
               let spoken = CultureInfo.GetCultureInfo(language).EnglishName
               let first = string.Join(", ", lacking.Take(Shown).Select(one => $"the {one.Kind} {one.Name} in “{one.Node.Title}”"))
               let more = lacking.Count > Shown ? $" and {lacking.Count - Shown} more" : ""
               select Problem.Warning("MissingLanguage", lacking[0].Node.Id, $"{lacking.Count} of {named.Count} forms and mails of this pathway {(lacking.Count == 1 ? "is" : "are")} not written in {spoken} as others are: {first}{more}. Whoever reads {spoken} gets {(lacking.Count == 1 ? "it" : "these")} in the hub's language, or else in English; add what is missing, or leave the others out.");
    }
}
