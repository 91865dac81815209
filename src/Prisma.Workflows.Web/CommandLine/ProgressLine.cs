namespace Prisma.Workflows.Web.CommandLine;

/// <summary>Says on the error stream where a long rehearsal stands: one line that is written over, or a line a month where nobody looks at a terminal.</summary>
sealed class ProgressLine : IProgress<DateOnly>
{
    int _month;

    public void Report(DateOnly value)
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\rPlaying {value:yyyy-MM-dd} … "));
        }
        else if (value.Month != _month)
        {
            _month = value.Month;
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Playing {value:yyyy-MM} …"));
        }
    }
}
