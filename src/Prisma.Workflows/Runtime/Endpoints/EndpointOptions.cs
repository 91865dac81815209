using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Runtime.Endpoints;

/// <summary>Whether workflows answer HTTP requests, where, and within what limits; the section "Http:Endpoints".</summary>
public sealed class EndpointOptions
{
    public const string Section = "Http:Endpoints";

    /// <summary>Off unless somebody says so: whoever knows a path may start a workflow.</summary>
    public bool Enabled { get; set; }

    /// <summary>What stands before the paths that definitions name.</summary>
    [RegularExpression("^(/[A-Za-z0-9._~-]+)+$", ErrorMessage = "Http:Endpoints:BasePath is written like /workflows: a slash, and no slash at the end.")]
    public string BasePath { get; set; } = "/workflows";

    /// <summary>How long a request may take; an endpoint may ask for less.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>How much of a request is read; an endpoint may ask for less.</summary>
    [Range(1, 16 * 1024 * 1024)]
    public int MaxRequestBytes { get; set; } = 1024 * 1024;
}

/// <summary>Refuses to start with limits that make no sense.</summary>
[OptionsValidator]
sealed partial class EndpointOptionsValidator : IValidateOptions<EndpointOptions>;
