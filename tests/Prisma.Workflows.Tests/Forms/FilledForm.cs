using System.Text.Json;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Rehearsals.Invention;

namespace Prisma.Workflows.Tests.Forms;

/// <summary>A shipped form filled in so that it is accepted, in which a test changes what it is about.</summary>
static class FilledForm
{
    public static readonly FormLibrary Library = new(Path.Combine(Repository.Root, "workflows", "forms"));

    static readonly Person _person = new() { FirstName = "Amina", LastName = "Reed", Email = "amina@example.org" };

    static readonly Event _event = new()
    {
        Name = "The Orrin Waters",
        Slug = "orrin-waters",
        Place = "Vale of Orrin",
        StartsOn = new DateOnly(2027, 9, 6),
        EndsOn = new DateOnly(2027, 9, 15),
        CallClosesOn = new DateOnly(2027, 5, 28),
        TimeZone = "Europe/Lisbon",
        Capacity = 40,
        Profile = Profile.Standard,
    };

    public static readonly FormContext Context = FormContext.None with
    {
        Fixed = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [FormContext.Today] = "2027-03-10",
            [FormContext.FirstDay] = "2027-09-06",
            [FormContext.LastDay] = "2027-09-15",
            [FormContext.Called] = "2027-03-01",
            [FormContext.Author] = "amina@example.org",
        },
    };

    /// <summary>What is wrong with the form by field, after each change of an input ("team.1.role", "days.from"); an empty value takes the answer away.</summary>
    public static CheckedForm With(string formId, params (string Input, string Value)[] changes)
    {
        var form = Library.Find(formId)!;
        var draft = JsonSerializer.Deserialize<Dictionary<string, string[]>>(FormValues.FromAnswers(form, new InventedAnswers(Library).For(formId, _person, _event)).ToDraft())!;
        foreach (var (input, value) in changes)
        {
            draft[input] = [value];
        }

        return FormCheck.Check(form, Library.TextOf(formId, "en"), FormValues.FromDraft(JsonSerializer.Serialize(draft)), Context);
    }
}
