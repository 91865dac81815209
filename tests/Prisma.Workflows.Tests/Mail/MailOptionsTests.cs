using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Mail;

namespace Prisma.Workflows.Tests.Mail;

public sealed class MailOptionsTests
{
    [Theory]
    [InlineData("Mail:From", "nobody at all <", "Mail:From must be one address,")]
    [InlineData("Mail:From", "nobody", "Mail:From must be one address,")]
    [InlineData("Mail:From", "", "Mail:From must be one address,")]
    [InlineData("Mail:Smtp:Port", "0", "Port: ")]
    [InlineData("Mail:Smtp:TimeoutSeconds", "3600", "TimeoutSeconds: ")]
    public async Task Settings_no_mail_could_be_sent_with_are_refused(string key, string value, string sentence)
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite, settings: new Dictionary<string, string?> { [key] = value });

        var refused = Assert.Throws<OptionsValidationException>(() => product.Services.GetRequiredService<IOptions<MailOptions>>().Value);
        Assert.StartsWith(sentence, Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_settings_mails_stay_here()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);

        var options = product.Services.GetRequiredService<IOptions<MailOptions>>().Value;

        Assert.True(options.IsLocal);
        Assert.Equal("Prisma <prisma@localhost>", options.From);
    }

    [Theory]
    [InlineData("smtp.vale.example", "Prisma <prisma@localhost>", "http://127.0.0.1:5080", "Set Mail:From and PublicUrl to")]
    [InlineData("smtp.vale.example", "Vale <hello@vale.example>", "http://localhost:5080", "Set PublicUrl to")]
    [InlineData("smtp.vale.example", "Prisma <prisma@localhost>", "https://prisma.vale.example", "Set Mail:From to")]
    [InlineData("smtp.vale.example", "Vale <hello@vale.example>", "https://prisma.vale.example", null)]
    [InlineData("127.0.0.1", "Prisma <prisma@localhost>", "http://127.0.0.1:5080", null)]
    [InlineData("", "Prisma <prisma@localhost>", "http://127.0.0.1:5080", null)]
    public void Who_sends_over_another_machine_is_told_what_only_this_one_knows(string host, string from, string publicUrl, string? told)
    {
        var said = new MailOptions { From = from, Smtp = new() { Host = host } }.Forgotten(publicUrl);

        Assert.Equal(told is not null, said?.Contains(told ?? "", StringComparison.Ordinal) == true);
    }
}
