using Scriban.Functions;
using Scriban.Runtime;

namespace Prisma.Workflows.Mail.Templates;

/// <summary>The functions a template may call, and no other: four of Scriban's groups without what is random or reads a clock, and the two that make links.</summary>
static class TemplateFunctions
{
    public static readonly IReadOnlySet<string> Groups = new HashSet<string> { "string", "array", "date", "math" };

    public static readonly IReadOnlySet<string> OfLinks = new HashSet<string> { Button, Link };

    const string Button = "button";
    const string Link = "link";

    static readonly ScriptObject Shared = Scriban();

    public static bool Has(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0
            ? OfLinks.Contains(name)
            : Shared.TryGetValue(name[..dot], out var group) && group is ScriptObject functions && functions.Contains(name[(dot + 1)..]);
    }

    /// <summary>The functions for renderings of one kind: <paramref name="link"/> says how a link is written there.</summary>
    public static ScriptObject With(Func<string, string, bool, Verbatim> link)
    {
        var functions = new ScriptObject();
        foreach (var group in Groups)
            functions.SetValue(group, Shared[group], readOnly: true);
        functions.Import(Button, (string label, string url) => link(label, url, true));
        functions.Import(Link, (string label, string url) => link(label, url, false));
        functions.IsReadOnly = true;
        return functions;
    }

    static ScriptObject Scriban()
    {
        var dates = new DateTimeFunctions();
        dates.Remove("now");
        var math = new MathFunctions();
        math.Remove("random");
        math.Remove("uuid");
        var groups = new ScriptObject();
        foreach (var (name, functions) in new (string, ScriptObject)[] { ("string", new StringFunctions()), ("array", new ArrayFunctions()), ("date", dates), ("math", math) })
        {
            functions.IsReadOnly = true;
            groups.SetValue(name, functions, readOnly: true);
        }

        groups.IsReadOnly = true;
        return groups;
    }
}
