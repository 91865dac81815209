using System.Text.Encodings.Web;
using System.Text.Json;
using Prisma.Workflows.Privacy;
using Prisma.Workflows.Web.Portal;

namespace Prisma.Workflows.Web.Privacy;

/// <summary>The file somebody takes along of themselves: by a link from a mail all of it, and what belongs to the passage by the one they got when they applied, for whoever knows an address can apply with it.</summary>
static class OwnDataEndpoint
{
    static readonly JsonSerializerOptions _readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void MapOwnData(this IEndpointRouteBuilder app) => app.MapGet("/where/{id:guid}/data.json", ReadAsync).AllowAnonymous();

    static async Task<IResult> ReadAsync(Guid id, Whoever whoever, Operations operations, CancellationToken cancellation)
    {
        if (await whoever.AtEnrolmentAsync(id, cancellation) is not { MayAct: true } visitor)
            return Results.NotFound();
        var data = await operations.ReadAsync<ReadOwnData, JsonObject>(read => visitor.IsKnown ? read.ExecuteAsync(visitor.PersonId, cancellation) : read.OfPassageAsync(id, visitor.PersonId, cancellation));
        return Results.File(JsonSerializer.SerializeToUtf8Bytes(data, _readable), "application/json", "my-data.json");
    }
}
