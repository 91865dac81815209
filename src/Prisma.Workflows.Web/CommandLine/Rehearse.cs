namespace Prisma.Workflows.Web.CommandLine;

/// <summary>Plays a pathway with the real engine under a virtual clock.</summary>
static class Rehearse
{
    public static async Task<int> RunAsync(string[] args)
    {
        await Console.Error.WriteLineAsync("This version cannot do that yet.");
        return Verb.Misused;
    }
}
