using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Mail.Templates;

namespace Prisma.Workflows.Tests.Content;

/// <summary>What holds for every mail that is shipped: complete in each language, short, and with one thing to ask.</summary>
public sealed partial class ShippedMailsTests
{
    /// <summary>Without these no event can be held; the last ones exist once for each kind of stakeholder.</summary>
    static readonly string[] _core =
    [
        "E01", "E02", "E03", "E04", "E05", "E06", "E08", "E09", "E11", "E12", "E13", "E14", "E16", "E17", "E18", "E20", "E21", "E22", "E23", "E24", "E25", "E27", "E29",
        "E31", "E32", "E33", "E36", "E41", "E42", "E44", "E45", "E46", "E47", "E48", "E49", "E50", "E51", "E52", "E54", "E55", "E56", "E57", "E60", "E61", "E62", "E63", "E68",
        "E28h", "E28n", "E28p", "E59", "E59h", "E59n", "E59p",
    ];

    static readonly IOptions<PrismaOptions> _options = Options.Create(new PrismaOptions { ContentFolder = Repository.Root });

    static readonly TemplateLibrary _library = new(_options);

    static readonly string _folder = Path.Combine(Repository.Root, "templates", "mails");

    /// <summary>A language is published when the frame around all mails speaks it.</summary>
    public static TheoryData<string> Languages => [.. Directory.EnumerateDirectories(Path.Combine(_folder, "layout")).Select(folder => Path.GetFileName(folder))];

    public static TheoryData<string, string> Words => [.. _library.All.SelectMany(mail => mail.Languages.Select(language => (mail.Id, language)))];

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_published_language_has_every_mail_of_the_core(string language)
    {
        Assert.Equal(49, _core.Select(id => id is "E28n" or "E28p" ? "E28h" : id.StartsWith("E59", StringComparison.Ordinal) ? "E59" : id).Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(_core, id => _library.Find(id)?.Languages.Contains(language, StringComparer.Ordinal) != true);
    }

    [Theory]
    [InlineData("E20", "gathering", "Day and hour are still being found. A mail tells you, and they stand behind the link.")]
    [InlineData("E21", "gathering", "is near, and its day and hour are still being found. You hear of them by mail as soon as they are.")]
    [InlineData("E41", "needs", "Tomas Reyle can tell you what is still needed.")]
    [InlineData("E47", "slots", "Please propose two times that suit you, behind the link.")]
    public void What_is_not_known_yet_is_said_and_never_spoken_of_as_if_it_stood_there(string id, string fact, string said)
    {
        var mail = _library.Find(id)!;
        var check = new TemplateCheck(_library, new MailRenderer(_library, _options), _options);
        var facts = check.SampleOf(mail);
        facts[fact] = facts[fact] is JsonArray ? new JsonArray() : new JsonObject();

        Assert.Contains(said, check.Preview(mail, "en", facts).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Tuesday 8 June 2027, 18:00", "You are invited to “Your application”, on Tuesday 8 June 2027, 18:00, your time. We don't know yet whether you come. Please say so by Friday 4 June 2027")]
    [InlineData("", "You are invited to “Your application”, whose day and hour are still being found.")]
    public void Whoever_is_reminded_of_an_invitation_does_not_read_that_the_gathering_ends_when_they_are_to_answer(string when, string said)
    {
        var mail = _library.Find("E03")!;
        var check = new TemplateCheck(_library, new MailRenderer(_library, _options), _options);
        var facts = check.SampleOf(mail);
        facts["gathering"] = new JsonObject { ["id"] = "GA-11", ["when"] = when };

        var text = check.Preview(mail, "en", facts).Text;

        Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.DoesNotContain("is still open for you", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Friday 9 July 2027", "Please say there by Friday 9 July 2027 whether you come.")]
    [InlineData("", "Please say there whether you come.")]
    public void Whoever_is_invited_to_a_gathering_reads_until_when_to_say_whether_they_come(string due, string said)
    {
        var mail = _library.Find("E20")!;
        var check = new TemplateCheck(_library, new MailRenderer(_library, _options), _options);
        var facts = check.SampleOf(mail);
        facts["step"]!["due"] = due;

        Assert.Contains(said, check.Preview(mail, "en", facts).Text, StringComparison.Ordinal);
        facts["of_the_team"] = true;
        Assert.DoesNotContain("whether you come", check.Preview(mail, "en", facts).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_ones_own_way_has_one_name_on_the_buttons_of_all_mails()
    {
        var check = new TemplateCheck(_library, new MailRenderer(_library, _options), _options);
        var labels = _library.All.Select(mail => check.SampleOf(mail)["action"]?["label"]?.ToString()).OfType<string>().Where(label => label.StartsWith("See where I", StringComparison.Ordinal) || label.StartsWith("See where you", StringComparison.Ordinal));

        Assert.Equal(["See where I am"], labels.Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("partner", false)]
    [InlineData("network", false)]
    public void Only_for_the_seat_of_a_participant_does_somebody_wait(string kind, bool isSaid)
    {
        var mail = _library.Find("E55")!;
        var check = new TemplateCheck(_library, new MailRenderer(_library, _options), _options);
        var facts = check.SampleOf(mail);
        facts["organisation"]!["kind"] = kind;

        Assert.Equal(isSaid, check.Preview(mail, "en", facts).Text.Contains("somebody who is waiting gets the place", StringComparison.Ordinal));
    }

    [Fact]
    public void The_link_that_the_hub_passes_on_is_the_events_own_and_opens_nobodys_page()
    {
        var mail = _library.Find("E30")!;
        var check = new TemplateCheck(_library, new MailRenderer(_library, _options), _options);

        var text = check.Preview(mail, "en", check.SampleOf(mail)).Text;

        Assert.Contains("/orrin-waters\n\nSend this link", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "See the agreement: ")]
    [InlineData(true, "See the event's page: ")]
    public void Who_has_no_copy_of_the_hosting_agreement_is_led_to_none(bool ofTheTeam, string button)
    {
        var mail = _library.Find("E29")!;
        var check = new TemplateCheck(_library, new MailRenderer(_library, _options), _options);
        var facts = check.SampleOf(mail);
        facts["of_the_team"] = ofTheTeam;

        var text = check.Preview(mail, "en", facts).Text;

        Assert.Contains(button, text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void What_is_quoted_stands_between_the_same_marks_in_every_mail(string id, string language)
    {
        var mail = _library.Find(id)!;
        var check = new TemplateCheck(_library, new MailRenderer(_library, _options), _options);

        var rendered = check.Preview(mail, language, check.SampleOf(mail));

        Assert.DoesNotContain('"', rendered.Subject + rendered.Text);
    }

    [Fact]
    public void Questions_nobody_asked_are_not_announced()
    {
        var mail = _library.Find("E09")!;
        var check = new TemplateCheck(_library, new MailRenderer(_library, _options), _options);
        var facts = check.SampleOf(mail);
        facts["review"]!["strengths"] = "";
        facts["review"]!["questions"] = new JsonArray();
        facts["review"]!["objections"] = new JsonArray();

        var text = check.Preview(mail, "en", facts).Text;

        Assert.DoesNotContain(":\n", text.Replace("https://", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Tomas Reyle can tell you what the readers wondered about.\n\nYour answers", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("E11", "“Shall we offer a place?” (about Kaia Juniper) is ready")]
    [InlineData("E12", "reading. Kaia Juniper can't go on")]
    [InlineData("E14", "“Shall we offer a place?” (about Kaia Juniper) has been decided")]
    [InlineData("E68", "A first call (about Kaia Juniper)\n")]
    public void Who_reads_or_helps_is_told_whom_it_is_about(string id, string said)
    {
        var mail = _library.Find(id)!;
        var check = new TemplateCheck(_library, new MailRenderer(_library, _options), _options);
        var facts = check.SampleOf(mail);
        facts["subject"] = new JsonObject { ["title"] = "Shall we offer a place?", ["who"] = "Kaia Juniper", ["about"] = "Kaia Juniper" };
        (facts["step"] as JsonObject)?["title"] = "A first call";
        (facts["review"] as JsonObject)?["waiting"] = 1;

        Assert.Contains(said, check.Preview(mail, "en", facts).Text, StringComparison.Ordinal);

        facts["subject"]!["about"] = "";
        Assert.DoesNotContain("(about", check.Preview(mail, "en", facts).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("E02", "A first call (Kaia Juniper) – The Orrin Waters")]
    [InlineData("E11", "Your voice: Shall we offer a place? (Kaia Juniper)")]
    [InlineData("E68", "A first call (Kaia Juniper) – The Orrin Waters")]
    public void Whoever_of_the_team_has_the_same_to_do_for_several_tells_the_mails_apart_by_their_subjects(string id, string subject)
    {
        var mail = _library.Find(id)!;
        var check = new TemplateCheck(_library, new MailRenderer(_library, _options), _options);
        var facts = check.SampleOf(mail);
        facts["subject"] = new JsonObject { ["title"] = "Shall we offer a place?", ["who"] = "Kaia Juniper", ["about"] = "Kaia Juniper" };
        (facts["step"] as JsonObject)?["title"] = "A first call";
        Assert.Equal(subject, check.Preview(mail, "en", facts).Subject);

        facts["subject"]!["about"] = "";
        Assert.DoesNotContain("(", check.Preview(mail, "en", facts).Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "Signed: Community covenant – The Orrin Waters", "You have signed “Community covenant” (version 1). It is in force from today.")]
    [InlineData(2, "Signed by all: Community covenant – The Orrin Waters", "Everybody has signed “Community covenant” (version 1). It is in force from today.")]
    public void Who_signs_alone_is_not_told_that_everybody_has_signed(int signers, string subject, string said)
    {
        var mail = _library.Find("E18")!;
        var check = new TemplateCheck(_library, new MailRenderer(_library, _options), _options);
        var facts = check.SampleOf(mail);
        facts["agreement"]!["title"] = "Community covenant";
        facts["agreement"]!["version"] = 1;
        facts["agreement"]!["signed_before"] = signers == 1 ? new JsonArray("Ida Marlow") : new JsonArray("Ida Marlow", "Tomas Reyle");

        var written = check.Preview(mail, "en", facts);

        Assert.Equal(subject, written.Subject);
        Assert.Contains(said, written.Text, StringComparison.Ordinal);
        Assert.Equal(signers > 1, written.Text.Contains("Signed by Ida Marlow, Tomas Reyle.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("E16", "To read and sign: Participation agreement{0}")]
    [InlineData("E17", "Still open: Participation agreement{0}")]
    [InlineData("E18", "Signed by all: Participation agreement{0}")]
    public void Whoever_signs_with_several_people_reads_in_the_subject_with_whom(string id, string subject)
    {
        var mail = _library.Find(id)!;
        var check = new TemplateCheck(_library, new MailRenderer(_library, _options), _options);
        foreach (var (about, with) in new[] { ("Amina Reed", " with Amina Reed"), ("", "") })
        {
            var facts = check.SampleOf(mail);
            facts["subject"]!["about"] = about;

            var written = check.Preview(mail, "en", facts);

            Assert.Equal(subject.Replace("{0}", with, StringComparison.Ordinal), written.Subject.Split(" – ")[0]);
            Assert.Contains($"“Participation agreement”{with}", written.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_asked_once_more_says_so()
    {
        var mail = _library.Find("E02")!;
        var check = new TemplateCheck(_library, new MailRenderer(_library, _options), _options);
        var facts = check.SampleOf(mail);
        facts["step"]!["round"] = 2;

        var written = check.Preview(mail, "en", facts);

        Assert.StartsWith("Once more: Your application", written.Subject, StringComparison.Ordinal);
        Assert.Contains("“Your application” is open for you once more, because", written.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_sent_back_is_not_told_as_decided()
    {
        var mail = _library.Find("E14")!;
        var check = new TemplateCheck(_library, new MailRenderer(_library, _options), _options);
        var facts = check.SampleOf(mail);
        facts["review"]!["undecided"] = true;
        facts["review"]!["round"] = 2;

        var written = check.Preview(mail, "en", facts);

        Assert.StartsWith("Not decided yet: ", written.Subject, StringComparison.Ordinal);
        Assert.Contains("is not decided yet, in a second round. How it stands: ", written.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_holds_a_gathering_is_told_its_time_and_only_who_is_asked_to_call_is_told_to_call()
    {
        const string call = "Please call instead of writing.";
        var mail = _library.Find("E68")!;
        var check = new TemplateCheck(_library, new MailRenderer(_library, _options), _options);
        var facts = check.SampleOf(mail);
        facts.Remove("quiet");

        var held = check.Preview(mail, "en", facts).Text;
        Assert.Contains("It is on Tuesday 8 June 2027, 18:00, your time, here: Mill Hall, or by phone.\n\n", held, StringComparison.Ordinal);
        Assert.DoesNotContain(call, held, StringComparison.Ordinal);

        facts["gathering"] = new JsonObject { ["id"] = "GA-23" };
        Assert.DoesNotContain("It is on", check.Preview(mail, "en", facts).Text, StringComparison.Ordinal);

        facts.Remove("gathering");
        Assert.DoesNotContain(call, check.Preview(mail, "en", facts).Text, StringComparison.Ordinal);
        facts["quiet"] = true;
        Assert.Contains(call, check.Preview(mail, "en", facts).Text, StringComparison.Ordinal);

        facts.Remove("quiet");
        facts["step"]!["due"] = "";
        var told = check.Preview(mail, "en", facts).Text;
        Assert.StartsWith("Hello Ida,\n\nYou should know this of The Orrin Waters:\n\nCall about an application", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Please look at it by", told, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void A_mail_without_choices_has_no_empty_line_at_its_foot(string id, string language)
    {
        var check = new TemplateCheck(_library, new MailRenderer(_library, _options), _options);
        var facts = check.SampleOf(_library.Find(id)!);
        facts["prefs"] = new JsonObject { ["url"] = "" };
        facts["has_ended"] = true;

        var html = check.Preview(_library.Find(id)!, language, facts).Html;

        Assert.DoesNotMatch("<p[^>]*>\\s*</p>", html);
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void A_mail_is_short_and_asks_for_one_thing(string id, string language)
    {
        var mail = _library.Find(id)!;
        var body = File.ReadAllText(BodyOf(id, language));
        var subject = new TemplateCheck(_library, new MailRenderer(_library, _options), _options).Preview(mail, language).Subject;

        Assert.InRange(Placeholder().Replace(body, "x").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, 15, 180);
        Assert.InRange(subject.Length, 5, 60);
        Assert.True(Button().Count(body) <= 1, $"{id} asks for more than one thing.");
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void A_mail_speaks_neither_of_blame_nor_of_haste(string id, string language)
    {
        var said = File.ReadAllText(BodyOf(id, language)) + File.ReadAllText(BodyOf(id, language).Replace("body.md", "subject.txt", StringComparison.Ordinal));
        string[] unwelcome = language == "en" ? ["last chance", "final reminder", "hurry", "urgent", "you failed", "you forgot", "as soon as possible", "!", "click here", "dear "] : ["!!"];

        Assert.DoesNotContain(unwelcome, word => Placeholder().Replace(said, "").Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    static string BodyOf(string id, string language) => Directory.EnumerateDirectories(_folder)
        .Where(folder => File.Exists(Path.Combine(folder, "mail.json")) && File.ReadAllText(Path.Combine(folder, "mail.json")).Contains($"\"id\": \"{id}\"", StringComparison.Ordinal))
        .Select(folder => Path.Combine(folder, language, "body.md")).Single();

    [GeneratedRegex(@"\{\{.*?\}\}", RegexOptions.Singleline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\{\{-?~?\s*button\s", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Button();
}
