using System.Diagnostics;
using System.Globalization;
using System.Text;
using AlertBot.Testing;

namespace AlertBot.EndToEnd.Tests;

/// <summary>What a finished run of the program left.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors)
{
    public IReadOnlyList<string> OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public IReadOnlyList<string> ErrorLines => Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>The program as a process of its own, as a person or a container starts it.</summary>
internal sealed class ProgramRun : IAsyncDisposable
{
    // No test measures time by it: it only keeps a hung program from holding up the suite.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly List<(Func<string, bool> Wanted, TaskCompletionSource Seen)> _waiting = [];

    private ProgramRun(Process process) => _process = process;

    /// <summary>Number of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Everything on standard error so far.</summary>
    public string Errors
    {
        get
        {
            lock (_errors) return _errors.ToString();
        }
    }

    /// <summary>Most memory that it held at a time so far, in mebibytes; null where the system does not tell.</summary>
    public int? PeakMebibytes
    {
        get
        {
            var status = $"/proc/{_process.Id}/status";
            if (!File.Exists(status)) return null;
            var line = File.ReadLines(status).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            var number = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
            return number is null ? null : int.Parse(number, CultureInfo.InvariantCulture) / 1024;
        }
    }

    private const string Script = "/usr/bin/script";

    /// <summary>Whether this system has what gives a program a terminal.</summary>
    public static bool CanType => File.Exists(Script);

    /// <summary>Starts the program with arguments and environment.</summary>
    public static ProgramRun Start(IEnumerable<string> arguments, params (string Name, string Value)[] environment) =>
        Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "alertbot.dll"), .. arguments], environment);

    /// <summary>Starts the program in a terminal of its own, for lines to be typed into.</summary>
    public static ProgramRun StartTyping(
        IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var line = string.Join(' ', arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "alertbot.dll")).Prepend("dotnet")
            .Select(argument => $"'{argument}'"));
        return Start(
            Script, ["--quiet", "--flush", "--return", "--command", line, "/dev/null"], [("TERM", "xterm"), .. environment]);
    }

    private static ProgramRun Start(
        string program, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var run = new ProgramRun(new Process { StartInfo = start });
        run._process.OutputDataReceived += (_, e) => run.Take(run._output, e.Data);
        run._process.ErrorDataReceived += (_, e) => run.Take(run._errors, e.Data);
        run._process.Start();
        run._process.BeginOutputReadLine();
        run._process.BeginErrorReadLine();
        return run;
    }

    /// <summary>Types keys; \r is Enter.</summary>
    public async Task TypeAsync(string keys)
    {
        await _process.StandardInput.WriteAsync(keys);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Runs the program to its end, with what is given on standard input.</summary>
    public static async Task<ProgramResult> ToEndAsync(
        IEnumerable<string> arguments, string? input = null, params (string Name, string Value)[] environment)
    {
        await using var run = Start(arguments, environment);
        if (input is not null) await run._process.StandardInput.WriteAsync(input);
        run._process.StandardInput.Close();
        return await run.EndAsync();
    }

    /// <summary>Waits until a line that is wanted was written to either stream; lines written before count. A program
    /// that ends without it fails the test at once, with what it said.</summary>
    public async Task SeesAsync(Func<string, bool> wanted)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_errors)
        {
            if ((_output.ToString() + _errors).Split('\n').Any(wanted)) return;
            _waiting.Add((wanted, seen));
        }
        using var patience = new CancellationTokenSource(Patience);
        // Its streams are read to their end before it counts as ended.
        await Task.WhenAny(seen.Task, _process.WaitForExitAsync(patience.Token));
        if (seen.Task.IsCompleted) return;
        lock (_errors)
            throw new InvalidOperationException(
                $"{(_process.HasExited ? $"It ended with {_process.ExitCode}" : "It never came")}:\n{_output}{_errors}");
    }

    /// <summary>Waits until something is so that it does not say itself. Fails at once when it ends without.</summary>
    public async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!isSo())
        {
            if (_process.HasExited && !isSo()) throw new InvalidOperationException($"It ended too early:\n{Errors}");
            await Task.Delay(Look, TimeProvider.System, patience.Token);
        }
    }

    /// <summary>Sends SIGTERM or SIGINT.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<ProgramResult> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        lock (_errors) return new ProgramResult(_process.ExitCode, _output.ToString(), _errors.ToString());
    }

    /// <summary>Kills it when it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private void Take(StringBuilder text, string? line)
    {
        if (line is null) return;
        lock (_errors)
        {
            text.Append(line).Append('\n');
            foreach (var (_, seen) in _waiting.Where(w => w.Wanted(line))) seen.TrySetResult();
        }
    }
}

/// <summary>A folder that is gone when the test is over.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("alertbot-test-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <summary>Copies the repository's configuration, so that a test can change it.</summary>
    public string CopyConfig()
    {
        var from = System.IO.Path.Combine(SharedData.RepositoryRoot!, "config");
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = this[System.IO.Path.Combine("config", System.IO.Path.GetRelativePath(from, file))];
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
        return this["config"];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
