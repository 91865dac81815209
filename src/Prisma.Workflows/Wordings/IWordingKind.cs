namespace Prisma.Workflows.Wordings;

/// <summary>A kind of thing whose words stewards change: it knows what is shipped, what may be written, and speaks what was published.</summary>
public interface IWordingKind
{
    /// <summary>"mail", "agreement" or "form".</summary>
    string Kind { get; }

    /// <summary>Whether what cannot be published yet may be saved, because it is made in many small steps.</summary>
    bool KeepsUnfinished => false;

    /// <summary>Up to which published wording it speaks; 0 for what is shipped.</summary>
    int SpokenAs { get; }

    /// <summary>From now on it speaks these, of which later ones replace earlier ones, and everything else as shipped.</summary>
    void Speak(int upTo, IReadOnlyList<Wording> published);

    /// <summary>As shipped; null when there is no such thing.</summary>
    string? Shipped(string name, string language);

    /// <summary>The version of what is shipped.</summary>
    int ShippedVersion(string name);

    /// <summary>What would keep it from being published.</summary>
    Problems Check(string name, string language, string content);

    /// <summary>Line by line as people read it, for a comparison.</summary>
    IReadOnlyList<string> Lines(string content);
}
