using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Prisma.Workflows.Mail.Sending;

namespace Prisma.Workflows.Web.Tests.Walks;

/// <summary>The product with a postman who brings every mail at once.</summary>
sealed class WalkedProduct() : WebProduct(("Logging:LogLevel:Default", "Error"), ("Logging:LogLevel:Microsoft.AspNetCore", "Error")), IMailSender
{
    readonly Queue<Letter> _letters = new();

    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Letter? letter) => _letters.TryDequeue(out letter);

    public Task<SendAnswer> SendAsync(MimeMessage message, CancellationToken cancellation)
    {
        _letters.Enqueue(Letter.Of(message, Time.GetUtcNow()));
        return Task.FromResult<SendAnswer>(new SendAnswer.Accepted("Brought."));
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<IMailSender>(this));
    }
}
