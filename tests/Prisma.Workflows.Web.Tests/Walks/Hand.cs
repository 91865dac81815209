using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Prisma.Workflows.Web.Tests.Walks;

/// <summary>Fills in a form as it stands on the page: what it asks for, within the limits it names, and nothing that it calls optional.</summary>
sealed partial class Hand(Walker who, DateOnly today, Event theEvent)
{
    static readonly string[] _others = ["Rowan Hollis", "Lena Farrow", "Tariq Wold", "Isla Garth", "Nadia Brae", "Otto Strand", "Freya Copse", "Samir Lea"];

    static readonly Dictionary<string, string[]> _samples = JsonSerializer.Deserialize<Dictionary<string, string[]>>(
        File.ReadAllText(Path.Combine(Repository.Root, "src", "Prisma.Workflows", "Forms", "Editing", "sample-answers.json")))!;

    /// <summary>Said though it is optional.</summary>
    static readonly string[] _alsoSaid = ["last_name", "organisation"];

    /// <summary>Where the first choice would not lead on.</summary>
    static readonly Dictionary<string, string> _chosen = new(StringComparer.Ordinal)
    {
        ["age_band"] = "25-34",
        ["choice"] = "propose",
        ["conflict_of_interest"] = "false",
        ["safety_flag"] = "false",
        ["heard_from"] = "person",
        ["powers"] = "false",
        ["currency"] = "EUR",
        ["essentials_covered"] = "100",
        ["others_covered"] = "85",
    };

    readonly List<(string Name, string Value)> _written = [];

    /// <summary>What somebody wants to say beside it, by the name of the input.</summary>
    public Dictionary<string, string> Wishes { get; init; } = [];

    public IReadOnlyList<(string Name, string Value)> Fill(IElement form)
    {
        foreach (var asked in form.QuerySelectorAll("input, select, textarea").Where(IsToFill).GroupBy(control => control.GetAttribute("name")!))
        {
            Answer(asked.Key, [.. asked]);
        }

        return [.. Browser.Hidden(form), .. _written];
    }

    static bool IsToFill(IElement control) =>
        control.GetAttribute("type") is not ("hidden" or "submit" or "file") && control.HasAttribute("name") && control.Closest(".hidden-field, .in-person, .voice") is null;

    void Answer(string name, IReadOnlyList<IElement> controls)
    {
        var key = KeyOf(name);
        if (!Applies(controls[0]) || (IsOptional(controls[0]) && !_alsoSaid.Contains(key) && !Wishes.ContainsKey(name)))
        {
            _written.AddRange(from control in controls.OfType<IHtmlInputElement>() where control.IsChecked select (name, control.Value));
            return;
        }

        switch (controls[0])
        {
            case IHtmlInputElement { Type: "radio" }:
                var radios = controls.Cast<IHtmlInputElement>().ToList();
                _written.Add((name, radios.Find(radio => radio.IsChecked)?.Value ?? Choose(name, [.. radios.Select(radio => radio.Value)])));
                break;
            case IHtmlInputElement { Type: "checkbox" } when controls.Count > 1:
                _written.AddRange(controls.Cast<IHtmlInputElement>().Take(2).Select(box => (name, box.Value)));
                break;
            case IHtmlInputElement { Type: "checkbox" } box:
                if (Wanted(name) != "false")
                {
                    _written.Add((name, box.Value));
                }

                break;
            case IHtmlSelectElement select:
                _written.Add((name, select.Value is { Length: > 0 } told ? told : Choose(name, [.. select.Options.Select(option => option.Value).Where(value => value.Length > 0)])));
                break;
            case IHtmlTextAreaElement area:
                _written.Add((name, area.Value.Trim() is { Length: > 0 } words ? words : Words(name, area)));
                break;
            case IHtmlInputElement input:
                _written.Add((name, input.Value is { Length: > 0 } known ? known : Write(name, input)));
                break;
        }
    }

    string? Wanted(string name) => Wishes.GetValueOrDefault(name) ?? _chosen.GetValueOrDefault(KeyOf(name));

    /// <summary>In rows the choices differ from row to row.</summary>
    string Choose(string name, IReadOnlyList<string> choices) =>
        Wanted(name) is { } wanted && choices.Contains(wanted) ? wanted
        : choices[0] == "true" ? "true"
        : choices[^1] == "5" || choices[^1] == "4" ? "3"
        : choices[RowOf(name) % choices.Count];

    string Write(string name, IHtmlInputElement input) => (input.Type, KeyOf(name)) switch
    {
        _ when Wanted(name) is { } wanted => wanted,
        ("email", "second_signatory") => _written.First(one => one.Name == "team.1.email").Value,
        ("email", "to") => who.First == "Amina" ? "bela@ashe.example" : "amina@reed.example",
        ("email", _) => RowOf(name) == 0 ? who.Email : string.Create(CultureInfo.InvariantCulture, $"{RowOf(name) + 1}.{who.Email}"),
        ("tel", _) => "+351 912 345 678",
        ("date", "when") => Day(today.AddDays(-1)),
        ("date", "arrive") => Day(theEvent.StartsOn),
        ("date", "leave") => Day(theEvent.EndsOn),
        ("date", var key) when key.EndsWith("until", StringComparison.Ordinal) => Day(theEvent.StartsOn.AddDays(-10)),
        ("date", _) when name.EndsWith(".to", StringComparison.Ordinal) => Day(theEvent.EndsOn),
        ("date", _) when name.EndsWith(".from", StringComparison.Ordinal) => Day(theEvent.StartsOn),
        ("date", _) => Day(today.AddDays(7 + RowOf(name))),
        _ when input.GetAttribute("inputmode") is "numeric" or "decimal" => Number(input),
        _ when input.GetAttribute("inputmode") is "url" => "https://example.org",
        (_, "first_name") => who.First,
        (_, "last_name") => who.Last,
        (_, "organisation") => who.Organisation,
        (_, "called") => "",
        (_, "name") when name == "name" => Another(0),
        (_, "name" or "who" or "owner") when name.Contains('.', StringComparison.Ordinal) && !name.StartsWith("aspects", StringComparison.Ordinal) => RowOf(name) == 0 ? who.Name : Another(RowOf(name)),
        (_, "host_name" or "contact_name" or "signatory_name" or "emergency_name") => Another(1),
        (_, var key) when key.EndsWith("_who", StringComparison.Ordinal) => Another(2),
        _ => Words(name, input),
    };

    string Words(string name, IElement control)
    {
        if (Wanted(name) is { } wanted)
        {
            return wanted;
        }

        var (least, most) = LimitsOf(control);
        var samples = _samples.GetValueOrDefault(RowNumber().Replace(name, "")) ?? _samples.GetValueOrDefault(KeyOf(name)) ?? _samples[""];
        var text = samples[RowOf(name) % samples.Length];
        for (var more = 0; text.Length < least; more++)
        {
            text += " " + _samples[""][more % _samples[""].Length];
        }

        return text.Length <= most ? text : text[..(text.LastIndexOf(' ', most) is > 0 and var space ? space : most)];
    }

    static string Number(IElement input) => FromTo().Match(HintOf(input)) is { Success: true } limits ? limits.Groups["least"].Value : "10";

    static (int Least, int Most) LimitsOf(IElement control) => Characters().Match(HintOf(control)) is { Success: true } limits
        ? (limits.Groups["least"].Success ? int.Parse(limits.Groups["least"].Value, CultureInfo.InvariantCulture) : 0, int.Parse(limits.Groups["most"].Value, CultureInfo.InvariantCulture))
        : (0, 120);

    static string HintOf(IElement control) => control.Closest(".question, .field")?.QuerySelector(".hint:not(.only-if)")?.TextContent ?? "";

    /// <summary>Whether the question is asked at all, by what was answered before.</summary>
    bool Applies(IElement control)
    {
        for (var question = control.Closest("[data-show-if]"); question is not null; question = question.ParentElement?.Closest("[data-show-if]"))
        {
            var (other, values) = (question.GetAttribute("data-show-if"), question.GetAttribute("data-show-is")!.Split(' '));
            if (control.Closest("form")!.QuerySelector($"[name='{other}']") is not null && !_written.Exists(one => one.Name == other && values.Contains(one.Value)))
            {
                return false;
            }
        }

        return true;
    }

    static bool IsOptional(IElement control)
    {
        for (var question = control.Closest(".question"); question is not null; question = question.ParentElement?.Closest(".question"))
        {
            if (question.Children.FirstOrDefault(child => child.LocalName is "label" or "legend")?.TextContent.Contains("(optional)", StringComparison.Ordinal) == true)
            {
                return true;
            }
        }

        return false;
    }

    static string KeyOf(string name) => name[(name.LastIndexOf('.') + 1)..];

    static int RowOf(string name) => RowNumber().Match(name) is { Success: true } row ? int.Parse(row.Value[1..], CultureInfo.InvariantCulture) : 0;

    string Another(int number) => _others[(who.Email.Sum(letter => letter) + number) % _others.Length];

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\.\d+", RegexOptions.None, 5000)]
    private static partial Regex RowNumber();

    [GeneratedRegex(@"((?<least>\d+) to |Up to )?(?<most>\d+) characters", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Characters();

    [GeneratedRegex(@"From (?<least>-?\d+) to -?\d+", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex FromTo();
}
