namespace Prisma.Workflows.Web.StudioApi;

/// <summary>The forms of answer that the Studio reads.</summary>
static class Answers
{
    /// <summary>Any other refusal is a red strip without words, or nothing at all.</summary>
    public static IResult Refused(params IEnumerable<string> sentences) =>
        Results.Json(new { errors = new { any = sentences } }, statusCode: StatusCodes.Status400BadRequest);

    public static IResult Refused(Problems problems) => Refused(problems.Select(problem => problem.Value));

    /// <summary>A list is never missing: without "items" the Studio's page breaks.</summary>
    public static IResult List(IEnumerable<JsonNode> items)
    {
        var array = new JsonArray([.. items]);
        return Results.Json(new JsonObject { ["items"] = array, ["count"] = array.Count });
    }

    public static IResult Page(IEnumerable<JsonNode> items, int total, params IEnumerable<string> links) =>
        Results.Json(new JsonObject { ["items"] = new JsonArray([.. items]), ["totalCount"] = total, ["links"] = Links(links) });

    /// <summary>Of a link only its name is read: it says what may be done.</summary>
    public static JsonArray Links(IEnumerable<string> names) =>
        [.. names.Select(name => (JsonNode)new JsonObject { ["href"] = "", ["rel"] = name, ["method"] = "POST" })];

    public static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
