using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Forms.Editing;
using Prisma.Workflows.Forms.Uploads;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Forms;

static class FormsRegistration
{
    public static void AddForms(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new FormLibrary(provider.GetRequiredService<IOptions<PrismaOptions>>()));
        services.TryAddSingleton<UploadFolder>();
        services.AddSingleton<IWordingKind, FormWordingKind>();
    }
}
