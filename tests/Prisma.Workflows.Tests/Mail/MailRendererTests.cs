using Prisma.Workflows.Mail.Templates;

namespace Prisma.Workflows.Tests.Mail;

public sealed class MailRendererTests
{
    [Fact]
    public async Task One_source_is_read_as_text_and_as_HTML()
    {
        await using var folder = new TemplateFolder().Mail("E02", "{{ step.title }} – {{ event.name }}", "Hello {{ person.called }},\n\n**Read** this.\n\n{{ button action.label action.url }}\n\n{{ link 'More time' action.url }}\n");

        var mail = folder.Render("E02", Model("Amina"));

        Assert.Equal("Your application – The Orrin Waters", mail.Subject);
        Assert.Equal("Hello Amina,\n\n**Read** this.\n\nOpen the step: https://prisma.example/l/abc?x=1&y=2\n\nMore time: https://prisma.example/l/abc?x=1&y=2\n", mail.Text);
        Assert.Equal(
            "<p>Hello Amina,</p>\n<p><strong>Read</strong> this.</p>\n<p><a href=\"https://prisma.example/l/abc?x=1&amp;y=2\" class=\"button\">Open the step</a></p>\n<p><a href=\"https://prisma.example/l/abc?x=1&amp;y=2\">More time</a></p>",
            mail.Html);
    }

    [Theory]
    [InlineData("Are you coming?", "Are you coming? https")]
    [InlineData("Come (if you can)", "Come (if you can): https")]
    public async Task A_title_that_ends_as_a_sentence_needs_no_colon_in_plain_text(string title, string begins)
    {
        await using var folder = new TemplateFolder().Mail("E02", "Hello", "{{ link person.called action.url }}");

        Assert.StartsWith(begins, folder.Render("E02", Model(title)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "<p>Hello &lt;script&gt;alert(1)&lt;/script&gt;!</p>")]
    [InlineData("**bold** _and_ `code`", "<p>Hello **bold** _and_ `code`!</p>")]
    [InlineData("[click](https://evil.example)", "<p>Hello [click](https://evil.example)!</p>")]
    [InlineData("![x](https://evil.example/p.png)", "<p>Hello ![x](https://evil.example/p.png)!</p>")]
    [InlineData("<https://evil.example>", "<p>Hello &lt;https://evil.example&gt;!</p>")]
    [InlineData("a\n\n# Heading\n\n    code\n1. one\n- two\n===", "<p>Hello a<br />\n# Heading<br />\ncode<br />\n1. one<br />\n- two<br />\n===!</p>")]
    [InlineData("&lt;b&gt; \"quoted\" & more", "<p>Hello &amp;lt;b&amp;gt; &quot;quoted&quot; &amp; more!</p>")]
    [InlineData("back\\slash \\", "<p>Hello back\\slash \\!</p>")]
    [InlineData("{{ step.title }}", "<p>Hello {{ step.title }}!</p>")]
    public async Task What_somebody_typed_never_becomes_markup(string typed, string html)
    {
        await using var folder = new TemplateFolder().Mail("E02", "Hello", "Hello {{ person.called }}!");

        Assert.Equal(html, folder.Render("E02", Model(typed)).Html);
    }

    [Fact]
    public async Task What_somebody_typed_is_escaped_inside_a_button_and_in_the_layout()
    {
        await using var folder = new TemplateFolder()
            .Mail("E02", "For {{ person.called }}", "{{ button person.called action.url }}")
            .Layout("<title>{{ subject }}</title><i title=\"{{ person.called }}\">{{ content }}</i>", "{{ content }}\n-- \n{{ person.called }}");

        var mail = folder.Render("E02", Model("\"><b>](x)"));

        Assert.Equal(
            "<title>For &quot;&gt;&lt;b&gt;](x)</title><i title=\"&quot;&gt;&lt;b&gt;](x)\"><p><a href=\"https://prisma.example/l/abc?x=1&amp;y=2\" class=\"button\">&quot;&gt;&lt;b&gt;](x)</a></p></i>",
            mail.Html);
        Assert.Equal("\"><b>](x): https://prisma.example/l/abc?x=1&y=2\n--\n\"><b>](x)\n", mail.Text);
    }

    [Fact]
    public async Task A_subject_is_one_line_of_at_most_200_characters()
    {
        await using var folder = new TemplateFolder().Mail("E02", "About {{ person.called }}\n", "Hello");

        Assert.Equal("About x Bcc: everybody@example.org", folder.Render("E02", Model("x\r\nBcc: everybody@example.org\0\u0007\u202E")).Subject);
        Assert.Equal(200, folder.Render("E02", Model(new string('a', 5000))).Subject.Length);
    }

    [Theory]
    [InlineData("A short one – {{ event.name }}", "A short one – The Orrin Waters")]
    [InlineData("Signed by all: the agreement of everybody here – {{ event.name }}", "Signed by all: the agreement of everybody here")]
    [InlineData("{{ event.name }} and a good many words that come after its name here", "The Orrin Waters and a good many words that come after its name here")]
    public async Task A_subject_that_a_phone_would_cut_leaves_the_event_to_the_letter(string subject, string read)
    {
        await using var folder = new TemplateFolder().Mail("E02", subject, "Hello");

        Assert.Equal(read, folder.Render("E02", Model("Amina")).Subject);
    }

    [Fact]
    public async Task Control_characters_do_not_reach_the_text()
    {
        await using var folder = new TemplateFolder().Mail("E02", "Hello", "{{ person.called }}");

        Assert.Equal("ab\nc[31m\n", folder.Render("E02", Model("a\0b\r\nc\u001b[31m")).Text);
    }

    [Fact]
    public async Task A_language_without_words_falls_back_to_English()
    {
        await using var folder = new TemplateFolder()
            .Mail("E02", "Hello", "{{ step.due | date.to_string '%A %d %B' }}", language: "en")
            .Mail("E02", "Hola", "{{ step.due | date.to_string '%A %d %B' }}", language: "es");

        var spanish = folder.Render("E02", Model("Amina"), "es");
        var fallback = folder.Render("E02", Model("Amina"), "pt");

        Assert.Equal(("Hola", "viernes 04 junio\n", "es"), (spanish.Subject, spanish.Text, spanish.Language));
        Assert.Equal(("Hello", "Friday 04 June\n", "en"), (fallback.Subject, fallback.Text, fallback.Language));
    }

    [Fact]
    public async Task An_instant_is_read_in_the_recipients_zone_and_a_day_as_that_day()
    {
        await using var folder = new TemplateFolder().Mail("E02", "Hello", "{{ step.until | date.to_string '%d %H:%M' }} {{ step.due | date.to_string '%d' }}");

        Assert.Equal("05 01:30 04\n", folder.Render("E02", Model("Amina")).Text);
    }

    [Theory]
    [InlineData("{{ nobody }}", "nobody")]
    [InlineData("{{ person.typo }}", "person.typo")]
    [InlineData("{{ person.nothing }}", "person.nothing")]
    [InlineData("{{ for item in items }}{{ item.typo }}{{ end }}", "items[].typo")]
    [InlineData("{{ if review.note }}{{ end }}{{ review.other }}", "review.other")]
    [InlineData("{{ if person.called == 'x' || person.typo == '' }}{{ end }}", "person.typo")]
    public async Task A_name_without_a_value_is_an_error_and_never_an_empty_hole(string body, string name)
    {
        await using var folder = new TemplateFolder().Mail("E02", "Hello", body);

        var exception = Assert.Throws<MailTemplateException>(() => folder.Render("E02", Model("Amina")));

        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ if person.phone }}{{ person.phone }}{{ else }}none{{ end }}")]
    [InlineData("{{ if !person.nothing }}none{{ end }}")]
    [InlineData("{{ if person.phone && person.phone != '' }}{{ person.phone }}{{ else }}none{{ end }}")]
    [InlineData("{{ person.phone ?? 'none' }}")]
    [InlineData("{{ if review.note.text }}{{ review.note.text }}{{ else }}none{{ end }}")]
    [InlineData("{{ if review && review.note && review.note != '' }}{{ review.note }}{{ else }}none{{ end }}")]
    [InlineData("{{ if review }}{{ review }}{{ else }}none{{ end }}")]
    [InlineData("{{ for item in items }}{{ if item.url }}{{ item.url }}{{ end }}{{ end }}none")]
    public async Task What_an_if_asks_about_may_be_absent(string body)
    {
        await using var folder = new TemplateFolder().Mail("E02", "Hello", body);

        Assert.Equal("none\n", folder.Render("E02", Model("Amina")).Text);
    }

    [Theory]
    [InlineData("https://evil.example/l/abc")]
    [InlineData("https://prisma.example.evil.example/")]
    [InlineData("https://prisma.example@evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("//evil.example")]
    [InlineData("")]
    public async Task A_link_leads_nowhere_but_home(string url)
    {
        await using var folder = new TemplateFolder().Mail("E02", "Hello", "{{ link 'Open' person.called }}");

        Assert.Throws<MailTemplateException>(() => folder.Render("E02", Model(url)));
    }

    [Theory]
    [InlineData("{{ while true }}x{{ end }}")]
    [InlineData("{{ for a in 1..1000 }}{{ for b in 1..1000 }}x{{ end }}{{ end }}")]
    [InlineData("{{ func f; f; end; f }}")]
    [InlineData("{{ for a in 1..900 }}{{ string.pad_left 'x' 1000 }}{{ end }}")]
    [InlineData("{{ 'x' * 500000000 }}")]
    [InlineData("{{ include 'other' }}")]
    [InlineData("{{ object.eval '1' }}")]
    [InlineData("{{ date.now }}")]
    [InlineData("{{ math.uuid }}")]
    [InlineData("{{ regex.replace 'a' 'a' 'b' }}")]
    [InlineData("![pixel](https://evil.example/p.png)")]
    [InlineData("[x](javascript:alert)")]
    [InlineData("<javascript:alert(1)>")]
    public async Task A_template_can_neither_run_away_nor_reach_out(string body)
    {
        await using var folder = new TemplateFolder().Mail("E02", "Hello", body);

        Assert.Throws<MailTemplateException>(() => folder.Render("E02", Model("Amina")));
    }

    [Fact]
    public async Task Raw_HTML_in_a_template_stays_text()
    {
        await using var folder = new TemplateFolder().Mail("E02", "Hello", "<b>x</b>");

        Assert.Equal("<p>&lt;b&gt;x&lt;/b&gt;</p>", folder.Render("E02", Model("Amina")).Html);
    }

    [Fact]
    public async Task Many_threads_render_one_cached_template()
    {
        await using var folder = new TemplateFolder().Mail("E02", "Hello {{ person.called }}", "{{ for item in items }}- {{ item.text }}\n{{ end }}{{ person.called }}");
        var library = folder.Library();
        var renderer = new MailRenderer(library, Microsoft.Extensions.Options.Options.Create(new PrismaOptions { PublicUrl = TemplateFolder.Home }));
        var template = library.Find("test.E02")!;

        await Parallel.ForAsync(0, 500, TestContext.Current.CancellationToken, (number, _) =>
        {
            var mail = renderer.Render(template, "en", Model($"n{number}"));
            Assert.Equal($"Hello n{number}", mail.Subject);
            Assert.EndsWith($"n{number}\n", mail.Text, StringComparison.Ordinal);
            return ValueTask.CompletedTask;
        });
    }

    static JsonObject Model(string called) => new()
    {
        ["person"] = new JsonObject { ["called"] = called, ["tz"] = "Europe/Berlin", ["nothing"] = null },
        ["event"] = new JsonObject { ["name"] = "The Orrin Waters" },
        ["step"] = new JsonObject { ["title"] = "Your application", ["due"] = "2027-06-04", ["until"] = "2027-06-04T23:30:00Z" },
        ["items"] = new JsonArray(new JsonObject { ["text"] = "one" }, new JsonObject { ["text"] = "two" }),
        ["action"] = new JsonObject { ["label"] = "Open the step", ["url"] = "https://prisma.example/l/abc?x=1&y=2" },
    };
}
