using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Tests.Harness;

namespace Prisma.Workflows.Tests.Mail;

public sealed class MailOptionsTests
{
    [Theory]
    [InlineData("Mail:From", "nobody at all <")]
    [InlineData("Mail:From", "nobody")]
    [InlineData("Mail:From", "")]
    [InlineData("Mail:Smtp:Port", "0")]
    [InlineData("Mail:Smtp:TimeoutSeconds", "3600")]
    public async Task Settings_no_mail_could_be_sent_with_are_refused(string key, string value)
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite, settings: new Dictionary<string, string?> { [key] = value });

        Assert.Throws<OptionsValidationException>(() => product.Services.GetRequiredService<IOptions<MailOptions>>().Value);
    }

    [Fact]
    public async Task Without_settings_mails_stay_here()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);

        var options = product.Services.GetRequiredService<IOptions<MailOptions>>().Value;

        Assert.True(options.IsLocal);
        Assert.Equal("Prisma <prisma@localhost>", options.From);
    }
}
