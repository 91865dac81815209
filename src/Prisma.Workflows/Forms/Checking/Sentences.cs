namespace Prisma.Workflows.Forms.Checking;

/// <summary>What is said beside a field that needs another look.</summary>
static class Sentences
{
    public const string Missing = "Please answer this.";
    public const string ChooseOne = "Please choose one of these.";
    public const string NotOffered = "This is not one of the choices; please choose again.";
    public const string Control = "This holds characters that cannot be read. Please type it again.";
    public const string Agree = "We can only go on with your agreement to this.";
    public const string Email = "Please give an e-mail address, such as amina@example.org.";
    public const string Tel = "Please begin with + and the country's number, such as +351 912 345 678.";
    public const string Url = "Please give a web address, such as https://example.org.";
    public const string Whole = "Please give a whole number.";
    public const string Money = "Please give an amount, such as 120 or 79.50.";
    public const string Day = "Please give a day.";
    public const string Year = "Is the year right? Please give a day from 1900 to 2999.";
    public const string Backwards = "The second day cannot be before the first.";
    public const string Slot = "Please choose one of the times.";
    public const string SlotGone = "This time is no longer offered; please choose another one.";
    public const string NoFile = "Please add a file.";
    public const string Trap = "This form could not be taken. Please leave the field that says so empty.";

    public static string TooShort(int needed, int has) => $"Please write a little more: at least {Count(needed)} characters. It is {Count(has)} so far.";

    public static string TooLong(int allowed, int has) => $"Please write a little less: up to {Count(allowed)} characters. It is {Count(has)} now.";

    public static string OutOfRange(decimal? min, decimal? max) => (min, max) switch
    {
        ({ } low, { } high) => $"Please give a number from {Number(low)} to {Number(high)}.",
        ({ } low, null) => $"Please give a number of at least {Number(low)}.",
        (null, { } high) => $"Please give a number of at most {Number(high)}.",
        _ => Whole,
    };

    public static string TooFew(int needed) => needed == 1 ? "Please choose at least one." : $"Please choose at least {needed}.";

    public static string TooMany(int allowed) => $"Please choose at most {allowed}.";

    public static string TooFewRows(int needed) => needed == 1 ? "Please fill in at least one row." : $"Please fill in at least {needed} rows.";

    public static string OtherKind(IEnumerable<string> kinds) => $"Please add {string.Join(" or ", kinds.Select(Say))}.";

    public static string TooHeavy(int? megabytes) => $"Please untick what is heavier than {megabytes} MB, and add a smaller one.";

    public static string TooManyFiles(int most) => most == 1 ? "Please keep one file and untick the others." : $"Please keep at most {most} files and untick the others.";

    static string Say(string kind) => kind switch { "image" => "a picture (JPEG or PNG)", "audio" => "a recording (M4A, OGG or MP3)", _ => "a PDF" };

    static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
