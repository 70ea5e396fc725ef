using System.Text.Json;
using AlertBot.Discord.Wire;

namespace AlertBot.Discord.Gateway;

/// <summary>How far a connection has come.</summary>
internal enum GatewayPhase
{
    /// <summary>Until the gateway has said hello.</summary>
    Opening,

    /// <summary>A new session is asked for.</summary>
    Identifying,

    /// <summary>An earlier session is taken up, and what was missed is told.</summary>
    Resuming,

    /// <summary>Events come as they happen.</summary>
    Ready,

    /// <summary>Nothing is said any more: the socket is about to be closed.</summary>
    Closing,
}

/// <summary>What is known of one shard's connection.</summary>
internal sealed record GatewayState
{
    /// <summary>How far it has come.</summary>
    public GatewayPhase Phase { get; init; }

    /// <summary>What can be taken up again; null when a new session is needed.</summary>
    public GatewaySession? Session { get; init; }

    /// <summary>The number of the last event; null before the first. Told with every heartbeat.</summary>
    public long? Sequence { get; init; }

    /// <summary>Whether the last heartbeat has not been answered yet.</summary>
    public bool IsAckOwed { get; init; }

    /// <summary>Whether this connection was ready at any time.</summary>
    public bool WasReady { get; init; }

    /// <summary>Connections in a row that never became ready.</summary>
    public int Failures { get; init; }

    /// <summary>Least wait before the next connection, told by what ended this one.</summary>
    public TimeSpan Pause { get; init; }
}

/// <summary>What happens to a connection.</summary>
internal abstract record GatewayInput
{
    /// <summary>The gateway said something.</summary>
    public sealed record Heard(GatewayPayload Payload) : GatewayInput;

    /// <summary>It is time for a heartbeat.</summary>
    public sealed record BeatDue : GatewayInput;

    /// <summary>The budget allows a new session.</summary>
    public sealed record MayIdentify : GatewayInput;

    /// <summary>The connection ended, or never came about; null without a word why.</summary>
    public sealed record Ended(int? Code) : GatewayInput;
}

/// <summary>What is to be done.</summary>
internal abstract record GatewayEffect
{
    /// <summary>Heartbeats from now on; the first after a random part of the interval.</summary>
    public sealed record StartBeating(TimeSpan Interval) : GatewayEffect;

    /// <summary>One heartbeat at once.</summary>
    public sealed record Beat(long? Sequence) : GatewayEffect;

    /// <summary>Wait until the budget allows a new session.</summary>
    public sealed record AskToIdentify : GatewayEffect;

    /// <summary>Begin a new session.</summary>
    public sealed record Identify : GatewayEffect;

    /// <summary>Take the session up again.</summary>
    public sealed record Resume(GatewaySession Session) : GatewayEffect;

    /// <summary>Remember the session beyond this process.</summary>
    public sealed record Keep(GatewaySession? Session) : GatewayEffect;

    /// <summary>Somebody did something.</summary>
    public sealed record Tell(string Name, JsonElement Body) : GatewayEffect;

    /// <summary>End the connection with a code that leaves the session alive.</summary>
    public sealed record Hang(string Why) : GatewayEffect;

    /// <summary>Connect again after a wait.</summary>
    public sealed record Reconnect(TimeSpan After) : GatewayEffect;

    /// <summary>Never connect again: a person must act.</summary>
    public sealed record Stop(string Why) : GatewayEffect;

    /// <summary>The number of shards is wrong: ask for it anew.</summary>
    public sealed record Reshard : GatewayEffect;
}

/// <summary>What comes of one thing that happened.</summary>
internal sealed record GatewayStep(GatewayState State, IReadOnlyList<GatewayEffect> Effects);
