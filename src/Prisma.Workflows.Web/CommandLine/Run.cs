namespace Prisma.Workflows.Web.CommandLine;

/// <summary>Runs one workflow definition from a file.</summary>
static class Run
{
    public static async Task<int> RunAsync(string[] args)
    {
        await Console.Error.WriteLineAsync("This version cannot do that yet.");
        return Verb.Misused;
    }
}
