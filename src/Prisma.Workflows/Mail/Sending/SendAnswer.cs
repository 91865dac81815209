namespace Prisma.Workflows.Mail.Sending;

/// <summary>What became of one attempt to hand a mail over.</summary>
public abstract record SendAnswer(string Text)
{
    /// <summary>It was taken.</summary>
    public sealed record Accepted(string Text) : SendAnswer(Text);

    /// <summary>It was refused for good; asking again would not help.</summary>
    public sealed record Refused(string Text) : SendAnswer(Text);

    /// <summary>It was not taken, this time.</summary>
    /// <param name="Text">The answer.</param>
    /// <param name="NobodyThere">No session came about at all: it is not this mail's doing, and it is held until there is a way again.</param>
    public sealed record TryLater(string Text, bool NobodyThere = false) : SendAnswer(Text)
    {
        /// <summary>The session broke over this mail, which may be its doing: it counts as a try, and the mails behind it need not try now.</summary>
        public bool SessionBroke { get; init; }
    }

    /// <summary>The line broke after the mail was handed over and before the answer came.</summary>
    public sealed record Unknown(string Text) : SendAnswer(Text);
}
