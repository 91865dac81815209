using Microsoft.Extensions.Options;
using Prisma.Workflows.Mail.Templates;

namespace Prisma.Workflows.Tests.Mail;

public sealed class TemplateCheckTests
{
    static readonly JsonObject Sample = new()
    {
        ["person"] = new JsonObject { ["called"] = "Ida" },
        ["review"] = new JsonObject { ["questions"] = new JsonArray(new JsonObject { ["text"] = "Why?", ["capability"] = "listen" }) },
        ["tags"] = new JsonArray("a", "b"),
        ["action"] = new JsonObject { ["label"] = "Open", ["url"] = "https://somewhere.example/l/1" },
    };

    [Theory]
    [InlineData("{{ person.called }} {{ review.questions | array.size }} {{ review.questions.size }} {{ tags | array.join ', ' }}")]
    [InlineData("{{ for q in review.questions }}{{ for.index }} {{ q.text | string.upcase }}{{ end }}")]
    [InlineData("{{ for q in review.questions | array.limit 2 }}{{ q.text }}{{ end }}")]
    [InlineData("{{ first = review.questions[0] }}{{ first.text }} {{ review.questions[0].capability }}")]
    [InlineData("{{ button action.label action.url }} {{ if person.called == 'x' }}x{{ end }}")]
    public async Task A_template_that_names_what_its_sample_has_is_in_order(string body)
    {
        await using var folder = new TemplateFolder().Mail("E02", "For {{ person.called }}", body, Sample);

        Assert.Empty(folder.Problems());
    }

    [Theory]
    [InlineData("{{ nobody }}", "e02/en/body.md, line 1: nobody is not among the facts of this mail.")]
    [InlineData("{{ person.typo }}", "e02/en/body.md, line 1: person.typo is not among the facts of this mail.")]
    [InlineData("{{ if person.typo }}x{{ end }}", "e02/en/body.md, line 1: person.typo is not among the facts of this mail.")]
    [InlineData("{{ for q in review.questions }}{{ q.typo }}{{ end }}", "e02/en/body.md, line 1: review.questions[].typo is not among the facts of this mail.")]
    [InlineData("{{ first = review.questions[0] }}{{ first.typo }}", "e02/en/body.md, line 1: review.questions[].typo is not among the facts of this mail.")]
    [InlineData("{{ if false }}{{ shout 'x' }}{{ end }}", "e02/en/body.md, line 1: shout is not among the facts of this mail.")]
    [InlineData("{{ if false }}{{ string.shout 'x' }}{{ end }}", "e02/en/body.md, line 1: there is no function string.shout.")]
    [InlineData("{{ if false }}{{ date.now }}{{ end }}", "e02/en/body.md, line 1: there is no function date.now.")]
    public async Task An_unknown_name_is_found_even_where_it_is_not_reached(string body, string problem)
    {
        await using var folder = new TemplateFolder().Mail("E02", "Hello", body, Sample);

        Assert.Contains(problem, folder.Problems());
    }

    [Theory]
    [InlineData("{{ tags | array.limit }}", "array.limit takes 2 values and is given 1.")]
    [InlineData("{{ tags | array.size 3 4 }}", "a function is given more than it takes.")]
    [InlineData("{{ 'a' | string.slice 'b' }}", "a text stands where a number is needed.")]
    [InlineData("{{ 5 | array.join ',' }}", "a number stands where a list is needed.")]
    [InlineData("{{ 'a' - 1 }}", "“-” cannot be used between these.")]
    [InlineData("{{ tags > 1 }}", "“>” cannot be used between these.")]
    [InlineData("{{ for i in 5 }}x{{ end }}", "what is gone through is no list.")]
    [InlineData("{{ for i in 1..100000 }}x{{ end }}", "it goes round more than 1000 times.")]
    [InlineData("{{ func f; f; end; f }}", "it calls itself without an end.")]
    [InlineData("{{ person.called 1 2 }}", "a fact is used like a function.")]
    [InlineData("{{ tags | tags }}", "a fact is used like a function.")]
    [InlineData("{{ review.questions[9].text }}", "review.questions[9].text asks for a part of something that is not there.")]
    public async Task What_cannot_be_worked_out_is_said_in_plain_words_with_its_line(string body, string problem)
    {
        await using var folder = new TemplateFolder().Mail("E02", "Hello", $"Hello\n\n{body}", Sample);

        Assert.Contains($"Mail template E02: e02/en/body.md, line 3: {problem}", folder.Problems());
    }

    [Theory]
    [InlineData("{{ if person.called", "{{ if }} is never closed; write {{ end }} where it ends.")]
    [InlineData("a{{ end }}", "there is an {{ end }} too many.")]
    [InlineData("{{ for tags }}a{{ end }}", "write {{ for one in many }}, with what is gone through behind “in”.")]
    [InlineData("{{ person.called | }}", "something is missing before “}}”.")]
    [InlineData("{{ (1 + 2 }}", "“)” is missing before “}}”.")]
    [InlineData("{{ [1, 2 }}", "“]” is missing before “}}”.")]
    [InlineData("{{ person.called }", "“}” does not belong here.")]
    [InlineData("{{ person. }}", "a name is missing behind the dot.")]
    [InlineData("Hello {{ person.called there", "“{{” is never closed; write “}}” where it ends.")]
    [InlineData("{{ person.called }} and {{ person.called", "“{{” is never closed; write “}}” where it ends.")]
    public async Task What_cannot_be_read_is_said_in_plain_words_with_its_line(string body, string problem)
    {
        await using var folder = new TemplateFolder().Mail("E02", "Hello", $"Hello\n\n{body}", Sample);

        Assert.Contains($"e02/en/body.md, line 3: {problem}", folder.Problems());
    }

    [Fact]
    public async Task Every_language_and_the_layout_are_checked()
    {
        await using var folder = new TemplateFolder()
            .Mail("E02", "Hello", "Hello", Sample)
            .Mail("E02", "Hola {{ persona }}", "Hola", Sample, language: "es")
            .Layout("{{ content }}{{ org.name }}", "{{ content }}");

        Assert.Contains("es/subject.txt, line 1: persona is not among the facts of this mail.", folder.Problems().Select(problem => problem.Replace("e02/", "", StringComparison.Ordinal)));
        Assert.Contains("layout/en/html.html, line 1: org.name is not among the facts of this mail. (with the sample of E02)", folder.Problems());
    }

    [Fact]
    public async Task What_a_layout_asks_about_must_be_in_the_sample_of_some_mail()
    {
        await using var folder = new TemplateFolder()
            .Mail("E02", "Hello", "Hello", Sample)
            .Mail("E03", "Hello", "Hello")
            .Layout("{{ content }}{{ if person && person.called }}{{ person.called }}{{ end }}{{ if hub.name }}{{ hub.name }}{{ end }}", "{{ content }}");

        Assert.Equal(["layout/en/html.html, line 1: hub.name is in no mail's sample."], folder.Problems());
    }

    [Fact]
    public async Task A_broken_folder_is_told_and_keeps_no_other_mail_back()
    {
        await using var folder = new TemplateFolder().Mail("E02", "Hello", "Hello", Sample).Mail("E03", "Hello", "{{ if }}", Sample).Mail("E04", "Hello", "Hello", Sample, language: "es");
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Path, "templates", "mails", "zz")).FullName, "mail.json"), "{", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.Combine(folder.Path, "templates", "mails", "yy"));

        var problems = folder.Problems();

        Assert.Contains(problems, problem => problem.StartsWith("zz: ", StringComparison.Ordinal));
        Assert.Contains("yy: mail.json is missing.", problems);
        Assert.Contains(problems, problem => problem.StartsWith("e03/en/body.md", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("E04: there are no words in English", StringComparison.Ordinal));
        Assert.Equal("Hello", folder.Render("E02", []).Subject);
    }

    [Fact]
    public void Every_shipped_mail_is_in_order()
    {
        var options = Options.Create(new PrismaOptions { ContentFolder = Repository.Root });
        var library = new TemplateLibrary(options);

        Assert.NotEmpty(library.All);
        Assert.Equal("", string.Join('\n', new TemplateCheck(library, new MailRenderer(library, options), options).Problems()));
    }
}
