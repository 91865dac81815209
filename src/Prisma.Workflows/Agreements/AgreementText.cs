using System.Security.Cryptography;
using System.Text;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Agreements;

/// <summary>Writes the exact text that is put before the parties, annexes included, and names it by its hash.</summary>
public sealed class AgreementText(AgreementLibrary library)
{
    /// <summary>The form in which comments on an agreement are answered.</summary>
    const string Answering = "F-30b";

    /// <param name="template">Which agreement.</param>
    /// <param name="also">Agreements that are part of the same text.</param>
    /// <param name="passage">Whose passage.</param>
    /// <param name="holder">Whom it is about, where that is not whose passage it is.</param>
    /// <exception cref="MissingVariableException">A variable of the text is not known: nothing with a hole in it may be signed.</exception>
    public string Write(AgreementTemplate template, IEnumerable<string> also, Passage passage, Person? holder = null)
    {
        var model = Model(passage, template, holder);
        var text = new StringBuilder(PlainText.Render(template.Text, model, passage.Home));
        foreach (var id in also)
        {
            var annex = library.Find(id, (holder ?? passage.Person).Language);
            text.Append("\n\n---\n\n").Append(PlainText.Render(annex.Text, Model(passage, annex, holder), passage.Home));
        }

        return Tidy(text.ToString());
    }

    /// <summary>Puts the text as it is now in the place of one that nobody has signed; who read the one before reads again.</summary>
    public void FreezeAnew(Agreement agreement, Passage passage)
    {
        var holder = agreement.Signatures.Find(one => one.Party == Step.RoleHolder) is { } own ? passage.PersonOf(own.PersonId) : null;
        var template = library.Find(agreement.TemplateId, (holder ?? passage.Person).Language);
        agreement.Text = Write(template, agreement.Also, passage, holder);
        (agreement.Hash, agreement.Version, agreement.Title, agreement.Summary, agreement.NoticeDays) = (Hash(agreement.Text), template.Version, template.Title, [.. template.Summary], template.NoticeDays);
        agreement.Signatures.ForEach(one => one.ViewedAt = null);
    }

    internal static string Tidy(string text) => text.ReplaceLineEndings("\n").Trim() + "\n";

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    static JsonObject Model(Passage passage, AgreementTemplate template, Person? holder)
    {
        var person = holder ?? passage.Person;
        var facts = MailFacts.Of(passage, person);
        facts["person"]!["name"] = person.Name;
        facts["person"]!["last_name"] = person.LastName;
        facts["hub"]!["name"] = passage.Enrolment.Pathway == Pathway.Hub ? passage.Name : passage.Event.Host;
        facts["hub"]!["lead"] = passage.ActorOf("hub-lead")?.Name ?? "the hub's lead";
        facts["org"]!["name"] = $"{passage.Event.Name}, {passage.Event.Place}";
        facts["lead"] = new JsonObject { ["name"] = passage.Lead?.Name ?? "the lead facilitator" };
        facts["today"] = MailFacts.Day(passage.Now, person);
        facts["agreement"] = new JsonObject { ["id"] = template.Id, ["version"] = template.Version, ["terms"] = Terms(passage) };
        if (template.NoticeDays > 0)
            facts["agreement"]!["notice_days"] = template.NoticeDays;
        return facts;
    }

    /// <summary>What the lead last answered on comments is set off line by line, so that it makes no clause of its own.</summary>
    static string Terms(Passage passage) =>
        passage.Enrolment.Steps.Where(step => step.FormId == Answering && step.Answers.Length > 0).MaxBy(step => step.ClosedAt) is { } answered && JsonNode.Parse(answered.Answers)?["terms"]?.ToString() is { } terms
            ? string.Join("\n>\n", terms.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => $"> {line}"))
            : "";
}
