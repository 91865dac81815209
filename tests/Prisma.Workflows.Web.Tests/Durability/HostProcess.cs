using System.Diagnostics;
using System.Globalization;
using System.Text;
using MimeKit;

namespace Prisma.Workflows.Web.Tests.Durability;

/// <summary>The real host as a process of its own on loopback, so that it can be killed as a power cut would.</summary>
sealed class HostProcess : IDisposable
{
    readonly Process _process;

    HostProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Answers when the host says that it is running.</summary>
    public static async Task<HostProcess> StartAsync(string dataFolder, int smtpPort, CancellationToken cancellation, params string[] more)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}"));
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = dataFolder };
        string[] arguments =
        [
            Repository.Host,
            "--DataFolder", dataFolder,
            "--Urls", address.OriginalString,
            "--Mail:Smtp:Host", "127.0.0.1",
            "--Mail:Smtp:Port", smtpPort.ToString(CultureInfo.InvariantCulture),
            "--Mail:Smtp:Security", "None",
            "--Logging:LogLevel:Default", "Error",
            .. more,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // In the seconds that it lives, compiling again what runs often costs a seventh of its processor's time and gains nothing.
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "7D0";
        var process = Process.Start(start) ?? throw new InvalidOperationException("The host did not start.");
        var host = new HostProcess(process, address);
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            if (line.StartsWith("Prisma is running at", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return host;
            }
        }

        host.Dispose();
        throw new InvalidOperationException("The host ended before it was running.");
    }

    /// <summary>Which mail it was that arrived at the server.</summary>
    public static string IdOf(string mail)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(mail));
        return MimeMessage.Load(stream, CancellationToken.None).MessageId ?? "";
    }

    /// <summary>SIGKILL: nothing in the process can run any more.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGTERM, as a service manager stops it.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(cancellation);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.WaitForExit();
        _process.Dispose();
    }
}
