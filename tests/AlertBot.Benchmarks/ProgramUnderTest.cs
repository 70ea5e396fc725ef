using System.Diagnostics;
using System.Globalization;
using AlertBot.Testing;

namespace AlertBot.Benchmarks;

/// <summary>What a process has used so far, as the kernel counts it.</summary>
/// <param name="Cpu">Of all its threads, in user and kernel.</param>
/// <param name="PeakMegabytes">The most memory that was resident at any time.</param>
/// <param name="Megabytes">Resident now.</param>
/// <param name="OwnMegabytes">Of these, what is no mapped file.</param>
internal sealed record ProcessUse(TimeSpan Cpu, double PeakMegabytes, double Megabytes, double OwnMegabytes)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"resident {Megabytes:0} MB (own {OwnMegabytes:0}), peak {PeakMegabytes:0} MB");
}

/// <summary>The program as a process of its own.</summary>
internal sealed class ProgramUnderTest : IDisposable
{
    private readonly Process _process;

    private ProgramUnderTest(Process process, long started) => (_process, Started) = (process, started);

    /// <summary>The timestamp just before it was started.</summary>
    public long Started { get; }

    /// <summary>Whether it runs no more.</summary>
    public bool HasEnded => _process.HasExited;

    public StreamWriter Input => _process.StandardInput;

    public StreamReader Output => _process.StandardOutput;

    /// <summary>The program that is named, else one published as the Dockerfile does, into a folder that
    /// stays.</summary>
    public static async Task<string> FindAsync(string? path) => path is not null
        ? Path.GetFullPath(path)
        : await PublishAsync(
            Path.Combine("src", "AlertBot"), Path.Combine(Path.GetTempPath(), "alertbot-benchmarks"), "alertbot");

    /// <summary>Publishes a project of the checkout as the Dockerfile publishes the program.</summary>
    /// <param name="project">Its folder, from the root of the checkout.</param>
    /// <param name="folder">Where it goes; it stays there.</param>
    /// <param name="name">Of its program.</param>
    public static async Task<string> PublishAsync(string project, string folder, string name)
    {
        var root = SharedData.RepositoryRoot ?? throw new InvalidOperationException("Run this in a checkout.");
        using var publishing = Process.Start(
            "dotnet",
            [
                "publish", Path.Combine(root, project), "-c", "Release", "-r", "linux-x64",
                "--self-contained", "false", "-p:PublishReadyToRun=true", "-o", folder, "-v", "quiet", "-nologo",
            ]);
        await publishing.WaitForExitAsync();
        return publishing.ExitCode == 0
            ? Path.Combine(folder, name)
            : throw new InvalidOperationException($"{project} cannot be published.");
    }

    /// <summary>Starts it; a path that ends in <c>.dll</c> is run by <c>dotnet</c>. Errors go to ours.</summary>
    public static ProgramUnderTest Start(
        string path, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var isLibrary = path.EndsWith(".dll", StringComparison.Ordinal);
        var info = new ProcessStartInfo(isLibrary ? "dotnet" : path)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        if (isLibrary) info.ArgumentList.Add(path);
        foreach (var argument in arguments) info.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) info.Environment[name] = value;
        var started = TimeProvider.System.GetTimestamp();
        return new ProgramUnderTest(
            Process.Start(info) ?? throw new InvalidOperationException("The program does not start."), started);
    }

    /// <summary>What it has used until now. It must still run.</summary>
    public ProcessUse Use()
    {
        if (_process.HasExited)
            throw new InvalidOperationException($"The program ended with exit code {_process.ExitCode}.");
        _process.Refresh();
        var status = File.ReadLines($"/proc/{_process.Id}/status").Select(line => line.Split(':', 2))
            .Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.Ordinal);
        return new ProcessUse(
            _process.TotalProcessorTime, Megabytes("VmHWM"), Megabytes("VmRSS"), Megabytes("RssAnon"));

        double Megabytes(string name) =>
            double.Parse(status[name].Split(' ')[0], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>Asks it to stop and waits for its end. Returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Reads what it says to the end and counts the lines.</summary>
    public async Task<int> DrainAsync()
    {
        var lines = 0;
        while (await Output.ReadLineAsync() is not null) lines++;
        return lines;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
