using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Forms;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Consents;

/// <summary>Somebody says anew what may be done with what they told; it holds at once, also after their passage has ended.</summary>
public sealed class ChangeConsents(PrismaDbContext db, ReadConsents read, PassageCompanion passages, FormLibrary forms, IEnumerable<IConsentListener> listeners)
{
    static readonly string[] _off = ["false", "none"];

    /// <param name="answers">All choices as form F-17 has them.</param>
    public async Task ExecuteAsync(Guid enrolmentId, Actor by, JsonObject answers, CancellationToken cancellation)
    {
        var form = forms.Find(ConsentChoice.Form)!;
        var text = forms.TextOf(ConsentChoice.Form, Languages.Fallback);
        var passage = await passages.OfExistingAsync(enrolmentId, cancellation);
        var before = await read.ExecuteAsync(enrolmentId, cancellation);
        var changed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in form.Fields)
        {
            var value = ValueOf(answers[field.Key]);
            if (value == before.GetValueOrDefault(field.Key, ""))
                continue;
            changed[field.Key] = value;
            db.ConsentChoices.Add(new ConsentChoice { EnrolmentId = enrolmentId, Key = field.Key, Value = value, FormVersion = form.Version, At = passage.Now, By = by.Name });
            passage.Tell(by.Name, $"{by.Name} chose anew: “{text.Of(field).Label}” is {InWords(text.Of(field), value)} now.");
        }

        if (changed.TryGetValue(ConsentChoice.FutureCalls, out var calls))
            passage.Person.WantsNews = calls == ConsentChoice.On;
        foreach (var listener in changed.Count == 0 ? [] : listeners)
            await listener.HearAsync(passage, changed, cancellation);
    }

    static string ValueOf(JsonNode? answer) => answer?.ToString().ToLowerInvariant() is { } value && !_off.Contains(value, StringComparer.Ordinal) ? value : "";

    static string InWords(FieldText text, string value) => value switch
    {
        "" => "off",
        "true" => "on",
        _ => $"“{text.Option(value)}”",
    };
}
