using System.Globalization;

namespace Prisma.Workflows.Web.Ui;

/// <summary>Which page of a list an address asks for; the first where it says none.</summary>
static class ListPage
{
    const int Last = 10_000;

    public static int Of(string? asked) => int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, Last) : 0;
}
