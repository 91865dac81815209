using System.Collections.Frozen;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Mail.Templates;

namespace Prisma.Workflows.Pathways.Rules;

/// <summary>A mail names only what is known where its step stands: an offer has no agreement, a task no decision.</summary>
sealed class MailFactsRule(TemplateLibrary mails) : IDefinitionRule
{
    /// <summary>Groups of facts that only some kinds of step have; every other group comes with every mail.</summary>
    static readonly FrozenDictionary<string, string[]> _onlyFor = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["slots"] = ["Prisma.Form", "Prisma.Notify"],
        ["offer"] = ["Prisma.Form", "Prisma.Notify"],
        ["waitlist"] = ["Prisma.Form", "Prisma.Notify"],
        ["decision"] = ["Prisma.Form", "Prisma.Notify"],
        ["review"] = ["Prisma.Form", "Prisma.Notify", "Prisma.Review"],
        ["checklist"] = ["Prisma.Task"],
        ["agreement"] = ["Prisma.Sign"],
        ["code"] = [],
        ["attachment"] = [],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public IEnumerable<Problem> ProblemsOf(WorkflowDefinition definition) =>
        from node in definition.OfPathways()
        from name in node.LiteralStrings("mail")
        let mail = mails.Find(name)
        where mail is not null
        from about in Named(mail)
        where _onlyFor.TryGetValue(about, out var kinds) && !kinds.Contains(node.Type, StringComparer.Ordinal)
        select Problem.Error("UnknownVariable", node.Id, $"“{node.Title}” sends the mail {mail.Id}, which speaks of “{about}”. A step of this kind knows nothing of that; choose another mail.");

    /// <summary>What an "if" asks about may be missing.</summary>
    static IEnumerable<string> Named(MailTemplate mail) => mail.Words.Values
        .SelectMany(words => new[] { words.Subject.Names, words.Body.Names })
        .SelectMany(names => names.Named.Except(names.Tested, StringComparer.Ordinal))
        .Select(path => path.Split('.', '[')[0]).Distinct(StringComparer.Ordinal);
}
