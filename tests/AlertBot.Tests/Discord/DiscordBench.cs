using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Discord;
using AlertBot.Discord.Places;
using AlertBot.Discord.Rest;
using AlertBot.Testing;
using AlertBot.Testing.Discord;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Tests.Discord;

/// <summary>A client of ours against a stand-in.</summary>
internal sealed class DiscordBench : IAsyncDisposable
{
    private DiscordBench(DiscordStandIn standIn, TimeProvider time, DiscordOptions options)
    {
        (StandIn, Time, Options) = (standIn, time, Microsoft.Extensions.Options.Options.Create(options));
        Rest = new DiscordRest(Options, time, new Random(1), Logs.For<DiscordRest>());
        Platform = NewPlatform();
    }

    public DiscordStandIn StandIn { get; }

    public TimeProvider Time { get; }

    public IOptions<DiscordOptions> Options { get; }

    public TestLogs Logs { get; } = new();

    public DiscordRest Rest { get; }

    public DiscordPlatform Platform { get; }

    /// <summary>What outlives a process.</summary>
    public MemoryPlatformState State { get; } = new();

    /// <summary>The platform of a process that starts anew: it remembers nothing by itself.</summary>
    public DiscordPlatform NewPlatform(DiscordRest? rest = null)
    {
        var parts = new DiscordParts(
            rest ?? Rest, new ChannelFacts(rest ?? Rest, Time), State, AlertLabels.All, Time, Options, Logs.For<Publisher>());
        return new DiscordPlatform(parts, Options);
    }

    /// <summary>Starts both on one clock.</summary>
    public static async Task<DiscordBench> StartAsync(TimeProvider? time = null, Action<DiscordOptions>? set = null)
    {
        var clock = time ?? new FakeTime();
        var standIn = await DiscordStandIn.StartAsync(clock);
        var options = new DiscordOptions { Token = DiscordStandIn.Token, ApiBaseUrl = standIn.ApiBaseUrl };
        set?.Invoke(options);
        return new DiscordBench(standIn, clock, options);
    }

    /// <summary>A text channel in a server.</summary>
    public ChannelRef NewChannel(int kind = 0) => RefOf(StandIn.AddChannel(7_000_000_000_000_000, kind));

    public static ChannelRef RefOf(StandInChannel channel) =>
        new("discord", $"{channel.Guild}", $"{channel.Id}", null);

    /// <summary>A delivery of one line.</summary>
    public static ChatDelivery Delivery(ChannelRef channel, string key = "key-1", string text = "Rockets hit Taji.") =>
        new(key, channel, Message.Line(text), null, null, false, null);

    /// <summary>A delivery of a whole message.</summary>
    public static ChatDelivery Delivery(string key, ChannelRef channel, Message message) =>
        new(key, channel, message, null, null, false, null);

    public async ValueTask DisposeAsync()
    {
        Rest.Dispose();
        await StandIn.DisposeAsync();
    }
}

/// <summary>What was logged, without a place to write it to.</summary>
internal sealed class TestLogs
{
    private readonly Lock _turn = new();
    private readonly List<(LogLevel Level, int Id, string Text)> _lines = [];

    public IReadOnlyList<(LogLevel Level, int Id, string Text)> Lines
    {
        get
        {
            lock (_turn) return [.. _lines];
        }
    }

    public ILogger<T> For<T>() => new Logger<T>(this);

    private void Add(LogLevel level, int id, string text)
    {
        lock (_turn) _lines.Add((level, id, text));
    }

    private sealed class Logger<T>(TestLogs logs) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => logs.Add(logLevel, eventId.Id, formatter(state, exception));
    }
}
