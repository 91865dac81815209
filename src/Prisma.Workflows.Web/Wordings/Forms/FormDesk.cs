using Prisma.Workflows.Forms;

namespace Prisma.Workflows.Web.Wordings.Forms;

/// <summary>What every row of the form editor has to know: the form, in which language it is changed, what stands in its way, and which question is open.</summary>
public sealed record FormDesk(string Address, WrittenForm Form, string Language, Problems Problems)
{
    public string? Open { get; init; }

    public FormText Text => Form.Texts[Language];

    public string EditAddress(string path) => $"{Address}&open={Uri.EscapeDataString(path)}";
}
