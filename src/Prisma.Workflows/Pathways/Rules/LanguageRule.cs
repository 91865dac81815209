using System.Globalization;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Mail.Templates;

namespace Prisma.Workflows.Pathways.Rules;

/// <summary>What one mail or form of a pathway says in a language, the others say in it too; otherwise somebody reads half of it in English.</summary>
sealed class LanguageRule(FormLibrary forms, TemplateLibrary mails) : IDefinitionRule
{
    public IEnumerable<Problem> ProblemsOf(WorkflowDefinition definition)
    {
        List<(ActivityNode Node, string Kind, string Name, string[] Languages)> named =
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
        var spoken = named.SelectMany(one => one.Languages).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return from one in named
               let missing = spoken.Except(one.Languages, StringComparer.Ordinal).ToList()
               where missing.Count > 0
               select Problem.Warning("MissingLanguage", one.Node.Id, $"“{one.Node.Title}” uses the {one.Kind} {one.Name}, which is not written in {InWords(missing)} as others of this pathway are. Whoever reads {(missing.Count == 1 ? "it" : "these")} gets it in the hub's language, or else in English; add a translation, or leave the others out.");
    }

    static string InWords(List<string> languages) => string.Join(" and ", languages.Select(language => CultureInfo.GetCultureInfo(language).EnglishName).Order(StringComparer.Ordinal));
}
