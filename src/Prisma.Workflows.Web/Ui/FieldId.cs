namespace Prisma.Workflows.Web.Ui;

/// <summary>The id of a field's element, made from its name.</summary>
static class FieldId
{
    public static string Of(string name) => "f-" + name.Replace('.', '-');
}
