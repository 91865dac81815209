using Prisma.Workflows.Forms;

namespace Prisma.Workflows.Consents;

/// <summary>The choices that hold within one enrolment, by key. What is not there was never made, and is off.</summary>
public sealed class ReadConsents(PrismaDbContext db, FormLibrary forms)
{
    public async Task<IReadOnlyDictionary<string, string>> ExecuteAsync(Guid enrolmentId, CancellationToken cancellation)
    {
        var all = await db.ConsentChoices.AsNoTracking().Where(choice => choice.EnrolmentId == enrolmentId).OrderBy(choice => choice.At).ThenBy(choice => choice.Id).ToListAsync(cancellation);
        var choices = all.GroupBy(choice => choice.Key, StringComparer.Ordinal).ToDictionary(choices => choices.Key, choices => choices.Last().Value, StringComparer.Ordinal);
        choices.Remove(ConsentChoice.FutureCalls);
        if (await db.Enrolments.AnyAsync(one => one.Id == enrolmentId && one.Person!.WantsNews, cancellation))
            choices[ConsentChoice.FutureCalls] = ConsentChoice.On;
        if (await TellsNeedsAsync(enrolmentId, cancellation))
            choices[ConsentChoice.CareData] = ConsentChoice.On;
        return choices;
    }

    /// <summary>As answers of the form; what is off is not among them.</summary>
    public static JsonObject AsAnswers(IReadOnlyDictionary<string, string> choices) =>
        new(choices.Where(one => one.Value.Length > 0).Select(one => KeyValuePair.Create(one.Key, one.Value == ConsentChoice.On ? (JsonNode?)true : one.Value)));

    /// <summary>Whether something of what the stakeholder needs is kept.</summary>
    Task<bool> TellsNeedsAsync(Guid enrolmentId, CancellationToken cancellation)
    {
        var ids = forms.ReadBy(Form.OfCare);
        return db.Steps.AnyAsync(
            step => step.EnrolmentId == enrolmentId && ids.Contains(step.FormId) && step.Answers.Contains(SealedAnswers.Mark) && db.Enrolments.Any(one => one.Id == enrolmentId && one.PersonId == step.ActorId),
            cancellation);
    }
}
