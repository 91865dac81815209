using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Runtime.Calls;

/// <summary>Whom workflows may call, and how long they wait; the section "Http:Outgoing".</summary>
public sealed class CallOptions
{
    public const string Section = "Http:Outgoing";

    /// <summary>
    /// Nobody unless named: hosts such as "api.example.org", "*.example.org" or "api.example.org:8443".
    /// An address of a private network is reached only where it is named itself, such as "10.0.4.7" or "10.0.4.0/24".
    /// </summary>
    public List<string> AllowedHosts { get; } = [];

    /// <summary>How long one attempt may take, redirects included.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>How much of an answer is taken; a longer one counts as none.</summary>
    [Range(1, 16 * 1024 * 1024)]
    public int MaxResponseBytes { get; set; } = 1024 * 1024;

    /// <summary>How often a call is tried that was not taken.</summary>
    [Range(1, 10)]
    public int Attempts { get; set; } = 4;
}

/// <summary>Refuses to start with limits that make no sense.</summary>
[OptionsValidator]
sealed partial class CallOptionsValidator : IValidateOptions<CallOptions>;

/// <summary>Refuses a list of hosts with an entry that names none.</summary>
sealed class AllowedHostsValidator : IValidateOptions<CallOptions>
{
    public ValidateOptionsResult Validate(string? name, CallOptions options)
    {
        var wrong = options.AllowedHosts.Where(entry => !AllowedHosts.IsEntry(entry)).ToList();
        return wrong.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{CallOptions.Section}:AllowedHosts has “{string.Join("”, “", wrong)}”. Write a host such as api.example.org, *.example.org, 10.0.4.7 or 10.0.4.0/24, without https:// and without a path.");
    }
}
