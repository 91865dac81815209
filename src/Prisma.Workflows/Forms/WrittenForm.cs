using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prisma.Workflows.Forms;

/// <summary>A form with its words in every language, as it is kept when stewards change it.</summary>
public sealed record WrittenForm(Form Form, IReadOnlyDictionary<string, FormText> Texts)
{
    static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    [JsonIgnore]
    public string Content => JsonSerializer.Serialize(this, _json);

    /// <summary>The words of the language all others fall back to.</summary>
    [JsonIgnore]
    public FormText Text => Texts[Languages.Fallback];

    public static WrittenForm Read(string content) => JsonSerializer.Deserialize<WrittenForm>(content, _json) ?? throw new InvalidDataException("The form is empty.");
}
