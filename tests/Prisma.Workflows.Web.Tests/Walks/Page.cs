using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Prisma.Workflows.Web.Tests.Walks;

/// <summary>A page as it was opened, and where it stands.</summary>
sealed partial record Page(string Address, Browser.Answer Answer)
{
    static readonly string[] _deeds = ["step", "held", "answer", "task", "read", "sign"];

    public string Title => Answer.Document.QuerySelector("h1")?.TextContent.Trim() ?? Address;

    public bool IsHtml => Answer.Headers.GetValueOrDefault("Content-Type")?.Contains("html", StringComparison.Ordinal) == true;

    /// <summary>The address of the step it is about; null for another page.</summary>
    public string? Step => Answer.Status == HttpStatusCode.OK && StepOf(Address) is { } step ? step : null;

    /// <summary>Whether something is asked here that can be done here.</summary>
    public bool IsToDo => Array.Exists(_deeds, Has);

    public bool Has(string form) => Answer.Form(form) is not null;

    public IElement Form(string name) => Answer.Form(name) ?? throw new InvalidOperationException($"“{Title}” has no form “{name}”.");

    /// <summary>The step an address leads to; null where it leads elsewhere.</summary>
    public static string? StepOf(string address) => address.Split('?', '#')[0] is var path && StepAddress().IsMatch(path) ? path : null;

    [GeneratedRegex("^/steps/[0-9a-f-]{36}$", RegexOptions.None, 5000)]
    private static partial Regex StepAddress();
}
