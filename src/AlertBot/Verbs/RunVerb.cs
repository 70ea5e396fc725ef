using System.Reflection;
using AlertBot.Chat;
using AlertBot.Configuration;
using AlertBot.Hosting;
using AlertBot.Storage;
using AlertBot.Terminal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AlertBot.Verbs;

/// <summary>The worker, until it is stopped.</summary>
internal static class RunVerb
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(ConfigFolder folder)
    {
        using var signals = new Signals();
        var config = BotConfig.Read(folder);
        Say.Problems(config.Problems.Select(p => p.ToString()));
        Say.Problems(SettingLines(folder));
        var screen = Say.Screen();
        IHost host;
        try
        {
            host = BotHost.Build(new HostPlan(
                folder, config, config.Feeds, TimeProvider.System, Tick, screen, new Dictionary<string, string?>()));
        }
        catch (Exception fault) when (fault is InvalidDataException or FormatException)
        {
            Say.Problem($"{folder.Short(folder.Settings)} cannot be read: {fault.InnerException?.Message ?? fault.Message} 'alertbot check' tells where.");
            return Exit.BadInput;
        }
        try
        {
            return await RunAsync(host, config, screen, signals.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return Exit.Done;
        }
        finally
        {
            await DisposeAsync(host);
        }
    }

    /// <summary>What is wrong with settings as such: names that mean nothing.</summary>
    public static IReadOnlyList<string> SettingLines(ConfigFolder folder)
    {
        var lines = new List<string>();
        if (File.Exists(folder.Settings))
            lines.AddRange(SettingsCheck.OfFile(folder.Short(folder.Settings), File.ReadAllBytes(folder.Settings))
                .Select(p => p.ToString()));
        lines.AddRange(SettingsCheck.OfEnvironment(
            Environment.GetEnvironmentVariables().Keys.Cast<string>()));
        return lines;
    }

    /// <summary>Gives everything back, the store's lock among the last: what was made first goes last.</summary>
    public static async Task DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        else host.Dispose();
    }

    private static async Task<int> RunAsync(
        IHost host, BotConfig config, TerminalScreen screen, CancellationToken cancellationToken)
    {
        if (await Opening.OpenAsync(host, config.Feeds, cancellationToken) is { Count: > 0 } faults)
        {
            Say.Problems(faults);
            return Exit.BadInput;
        }
        await host.StartAsync(cancellationToken);
        var data = host.Services.GetRequiredService<IOptions<StorageOptions>>().Value.DataDirectory;
        var topics = host.Services.GetRequiredService<WatchedLists>().Index.Watchlists.Count;
        var language = Say.Language(host.Services);
        var texts = host.Services.GetRequiredService<TextBook>().For(language);
        screen.WriteLine(texts.Of(
            "terminal.started", ("version", Version), ("feeds", texts.Count("terminal.started.feeds", config.Feeds.Count)),
            ("topics", texts.Count("terminal.started.topics", topics)), ("data", data)));
        await WaitAsync(host, screen, language, cancellationToken);
        screen.WriteLine(texts["terminal.stopping"]);
        await host.StopAsync(CancellationToken.None);
        return Exit.Done;
    }

    private static string Version =>
        Assembly.GetExecutingAssembly()
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    private static async Task WaitAsync(
        IHost host, TerminalScreen screen, string? language, CancellationToken cancellationToken)
    {
        try
        {
            // Somebody who sits at the terminal may ask while it runs; /quit stops it.
            if (screen.IsTerminal && !Console.IsInputRedirected)
                await new TerminalPrompt(
                    screen, () => Console.ReadKey(intercept: true), host.Services.GetRequiredService<ICommandHandler>(),
                    Environment.CurrentDirectory, language)
                    .RunAsync(cancellationToken);
            else
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop.
        }
    }
}
