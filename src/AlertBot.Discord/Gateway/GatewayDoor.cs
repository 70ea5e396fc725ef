using System.Text.Json;
using AlertBot.Chat;
using AlertBot.Discord.Rest;
using AlertBot.Discord.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Discord.Gateway;

/// <summary>
/// What all shards share: where the gateway is, how often sessions may be begun, and what outlives the process.
/// </summary>
internal sealed partial class GatewayDoor(
    DiscordRest rest, IPlatformState state, IOptions<DiscordOptions> options, TimeProvider time,
    ILogger<GatewayDoor> logger)
{
    /// <summary>
    /// Servers, their channels and roles come and go; who leaves a server is told so. Commands come without any intent,
    /// and none of these is privileged.
    /// </summary>
    public const int Intents = 1 << 0;

    private const string Platform = DiscordPlatform.PlatformName;
    private const string LedgerKey = "identify";
    private static readonly TimeSpan BeforeAskingAgain = TimeSpan.FromSeconds(5);

    private string? _url;

    /// <summary>Asks Discord where the gateway is; waits until it answers. Null when it refuses the token.</summary>
    public async Task<GatewayInfo?> AskAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = await rest.CallAsync(RestRoute.Gateway, null, DiscordRest.ShortPatience, cancellationToken);
            if (answer is RestAnswer.Done done && done.Read(DiscordJson.Default.GatewayInfo) is { } info)
            {
                _url = info.Url;
                return info;
            }
            if (rest.IsTokenBad) return null;
            var wait = answer is RestAnswer.Limited limited && limited.After > BeforeAskingAgain ? limited.After : BeforeAskingAgain;
            LogNoGateway(answer switch
            {
                RestAnswer.Failed failed => failed.Reason,
                RestAnswer.Refused refused => $"{refused.Status} {refused.Message}",
                _ => "rate limited",
            }, wait.TotalSeconds);
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    /// <summary>Connects where the session is, else where Discord said.</summary>
    public async Task<GatewaySocket> ConnectAsync(GatewaySession? session, CancellationToken cancellationToken)
    {
        var url = session?.ResumeUrl ?? _url ?? (await AskAsync(cancellationToken))?.Url
            ?? throw new IOException("Discord refuses the token");
        return await GatewaySocket.ConnectAsync(url, options.Value.Compress, cancellationToken);
    }

    /// <summary>Waits until a new session may be begun, and counts it.</summary>
    public async Task WaitToIdentifyAsync(GatewayShard shard, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await AskAsync(cancellationToken) is not { } info)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
                return;
            }
            var stored = await state.ReadAsync(Platform, LedgerKey, cancellationToken);
            var ledger = Read(stored, DiscordJson.Default.IdentifyLedger) ?? new IdentifyLedger();
            var nowUtc = time.GetUtcNow();
            switch (IdentifyRules.Ask(ledger, shard.Index, info.SessionStartLimit, nowUtc))
            {
                case IdentifyVerdict.Granted granted:
                    var bytes = JsonSerializer.SerializeToUtf8Bytes(
                        granted.Ledger, DiscordJson.Default.IdentifyLedger);
                    if (await state.TryWriteAsync(Platform, LedgerKey, bytes, stored.Version, cancellationToken)) return;
                    break;
                case IdentifyVerdict.Wait wait:
                    if (wait.IsSpent) LogSpent(shard, wait.UntilUtc);
                    await Pause.UntilAsync(wait.UntilUtc, time, cancellationToken);
                    break;
            }
        }
    }

    /// <summary>The session that an earlier life left; null when there is none.</summary>
    public async Task<GatewaySession?> ReadSessionAsync(GatewayShard shard, CancellationToken cancellationToken) =>
        Read(await state.ReadAsync(Platform, SessionKey(shard), cancellationToken), DiscordJson.Default.GatewaySession);

    /// <summary>Remembers a session, or that there is none.</summary>
    public async Task KeepSessionAsync(GatewayShard shard, GatewaySession? session, CancellationToken cancellationToken)
    {
        var stored = await state.ReadAsync(Platform, SessionKey(shard), cancellationToken);
        var bytes = session is null ? [] : JsonSerializer.SerializeToUtf8Bytes(
            session, DiscordJson.Default.GatewaySession);
        if (stored.Value is { } known && known.Span.SequenceEqual(bytes)) return;
        // Who lost the race lost the shard too.
        await state.TryWriteAsync(Platform, SessionKey(shard), bytes, stored.Version, cancellationToken);
    }

    /// <summary>What is sent for an effect.</summary>
    public byte[] Payload(GatewayEffect effect, GatewayShard shard) => effect switch
    {
        GatewayEffect.Beat beat => JsonSerializer.SerializeToUtf8Bytes(
            new HeartbeatPayload(beat.Sequence), DiscordJson.Default.HeartbeatPayload),
        GatewayEffect.Resume resume => JsonSerializer.SerializeToUtf8Bytes(
            new ResumePayload(new ResumeBody(options.Value.Token!, resume.Session.Id, resume.Session.Sequence)),
            DiscordJson.Default.ResumePayload),
        GatewayEffect.Identify => JsonSerializer.SerializeToUtf8Bytes(
            new IdentifyPayload(new IdentifyBody(
                options.Value.Token!, Intents,
                new IdentifyProperties(SystemName, "alertbot", "alertbot"), [shard.Index, shard.Count])),
            DiscordJson.Default.IdentifyPayload),
        _ => throw new InvalidOperationException($"No payload for {effect.GetType().Name}."),
    };

    private static string SystemName { get; } =
        OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "macos" : "windows";

    private static string SessionKey(GatewayShard shard) => $"session-{shard.Index}-{shard.Count}";

    private static T? Read<T>(PlatformValue stored, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return stored.Value is { IsEmpty: false } bytes ? JsonSerializer.Deserialize(bytes.Span, type) : null;
        }
        catch (JsonException)
        {
            // Written by a version that knew more or less: begun anew.
            return null;
        }
    }

    [LoggerMessage(9020, LogLevel.Warning, "Discord does not say where its gateway is ({Reason}); asked again in {Seconds:0.#} s.")]
    private partial void LogNoGateway(string reason, double seconds);

    [LoggerMessage(9021, LogLevel.Error,
        "The day's sessions are nearly used up: shard {Shard} begins none before {UntilUtc:u}, or Discord would reset "
        + "the token. Something makes the program start over and over.")]
    private partial void LogSpent(GatewayShard shard, DateTimeOffset untilUtc);
}
