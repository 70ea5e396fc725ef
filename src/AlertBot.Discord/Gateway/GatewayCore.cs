using System.Text.Json;
using AlertBot.Discord.Wire;

namespace AlertBot.Discord.Gateway;

/// <summary>
/// The rules of Gateway v10 for one shard. Pure: no clock, no socket; <c>jitter</c> is 0 to 1 wherever it is asked for.
/// </summary>
internal static class GatewayCore
{
    /// <summary>Operations of the gateway.</summary>
    private const int Dispatch = 0, Heartbeat = 1, ReconnectNow = 7, InvalidSession = 9, Hello = 10, HeartbeatAck = 11;

    // A session that could not be taken up so often in a row is given up: its gateway may be gone.
    private const int MaxResumeFailures = 4;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    // Discord asks for 1 to 5 seconds, at random, before a new session takes the place of one that it refused.
    private static readonly TimeSpan LeastRefusedPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RefusedSpread = TimeSpan.FromSeconds(4);

    // Who sent too much (4008) must send less: the count is of the last minute.
    private static readonly TimeSpan TooFastPause = TimeSpan.FromSeconds(10);

    /// <summary>A connection that is about to be made.</summary>
    public static GatewayState Open(GatewayState before) => before with
    {
        Phase = GatewayPhase.Opening,
        IsAckOwed = false,
        WasReady = false,
        Pause = TimeSpan.Zero,
        Sequence = before.Session?.Sequence,
    };

    /// <summary>What comes of one thing that happened.</summary>
    public static GatewayStep Step(GatewayState state, GatewayInput input, double jitter) => input switch
    {
        GatewayInput.Ended ended => End(state, ended.Code, jitter),
        _ when state.Phase == GatewayPhase.Closing => new GatewayStep(state, []),
        GatewayInput.Heard heard => Hear(state, heard.Payload, jitter),
        GatewayInput.BeatDue => Beat(state),
        GatewayInput.MayIdentify when state.Phase == GatewayPhase.Identifying =>
            new GatewayStep(state, [new GatewayEffect.Identify()]),
        _ => new GatewayStep(state, []),
    };

    private static GatewayStep Hear(GatewayState state, GatewayPayload payload, double jitter) => payload.Op switch
    {
        Dispatch => HearEvent(Counted(state, payload), payload),
        Heartbeat => new GatewayStep(state with { IsAckOwed = true }, [new GatewayEffect.Beat(state.Sequence)]),
        ReconnectNow => Hang(state, "Discord asked for a new connection"),
        InvalidSession => Refused(state, mayResume: payload.D.ValueKind == JsonValueKind.True, jitter),
        Hello => Greet(state, payload.D),
        HeartbeatAck => new GatewayStep(state with { IsAckOwed = false }, []),
        // What a later gateway may say is none of ours.
        _ => new GatewayStep(state, []),
    };

    private static GatewayState Counted(GatewayState state, GatewayPayload payload) => payload.S is not { } sequence
        ? state
        : state with { Sequence = sequence, Session = state.Session is null ? null : state.Session with { Sequence = sequence } };

    private static GatewayStep Greet(GatewayState state, JsonElement hello)
    {
        if (hello.ValueKind != JsonValueKind.Object || !hello.TryGetProperty("heartbeat_interval", out var interval)
            || interval.ValueKind != JsonValueKind.Number || !interval.TryGetInt64(out var milliseconds) || milliseconds is < 1 or > 86_400_000)
            return Hang(state, "the gateway's hello has no heartbeat interval");
        var beating = new GatewayEffect.StartBeating(TimeSpan.FromMilliseconds(milliseconds));
        return state.Session is { } session
            ? new GatewayStep(
                state with { Phase = GatewayPhase.Resuming }, [beating, new GatewayEffect.Resume(session)])
            : new GatewayStep(
                state with { Phase = GatewayPhase.Identifying }, [beating, new GatewayEffect.AskToIdentify()]);
    }

    private static GatewayStep HearEvent(GatewayState state, GatewayPayload payload)
    {
        if (payload.T is not { } name) return new GatewayStep(state, []);
        if (name == "READY") return Begin(state, payload);
        // What somebody did is not told again to a process that starts anew: it would be answered twice.
        if (name == "INTERACTION_CREATE")
            return new GatewayStep(
                state, [new GatewayEffect.Tell(name, payload.D), new GatewayEffect.Keep(state.Session)]);
        if (name != "RESUMED") return new GatewayStep(state, [new GatewayEffect.Tell(name, payload.D)]);
        return new GatewayStep(
            state with { Phase = GatewayPhase.Ready, WasReady = true, Failures = 0 },
            [new GatewayEffect.Keep(state.Session), new GatewayEffect.Tell(name, payload.D)]);
    }

    private static GatewayStep Begin(GatewayState state, GatewayPayload payload)
    {
        ReadyBody? ready;
        try
        {
            ready = payload.D.Deserialize(DiscordJson.Default.ReadyBody);
        }
        catch (JsonException)
        {
            ready = null;
        }
        if (ready is not { SessionId: not null, ResumeGatewayUrl: not null, Application: not null }) return Hang(state, "the gateway's ready cannot be read");
        var session = new GatewaySession(
            ready.SessionId, ready.ResumeGatewayUrl, ready.Application.Id, state.Sequence ?? 0);
        return new GatewayStep(
            state with { Phase = GatewayPhase.Ready, Session = session, WasReady = true, Failures = 0 },
            [new GatewayEffect.Keep(session), new GatewayEffect.Tell("READY", payload.D)]);
    }

    // No answer to the last heartbeat: the connection is dead though nobody closed it.
    private static GatewayStep Beat(GatewayState state) => state.IsAckOwed
        ? Hang(state, "the last heartbeat was never answered")
        : new GatewayStep(state with { IsAckOwed = true }, [new GatewayEffect.Beat(state.Sequence)]);

    private static GatewayStep Refused(GatewayState state, bool mayResume, double jitter)
    {
        if (mayResume && state.Session is not null) return Hang(state, "the session is to be taken up again");
        var pause = LeastRefusedPause + (RefusedSpread * jitter);
        var lost = state with { Session = null, Sequence = null, Phase = GatewayPhase.Closing, Pause = pause };
        return new GatewayStep(
            lost, [new GatewayEffect.Keep(null), new GatewayEffect.Hang("the session is over")]);
    }

    private static GatewayStep Hang(GatewayState state, string why) =>
        new(state with { Phase = GatewayPhase.Closing }, [new GatewayEffect.Hang(why)]);

    private static GatewayStep End(GatewayState state, int? code, double jitter)
    {
        var meaning = CloseCodes.MeaningOf(code);
        if (meaning == CloseMeaning.Fatal)
            return new GatewayStep(
                state with { Session = null },
                [new GatewayEffect.Keep(null), new GatewayEffect.Stop(CloseCodes.AdviceOf(code!.Value))]);
        var effects = new List<GatewayEffect>();
        var failures = state.WasReady ? 0 : state.Failures + 1;
        var next = state with { Failures = failures };
        if (next.Session is not null
            && (meaning is CloseMeaning.NewSession or CloseMeaning.Reshard || failures >= MaxResumeFailures))
        {
            next = next with { Session = null, Sequence = null };
            effects.Add(new GatewayEffect.Keep(null));
        }
        if (meaning == CloseMeaning.Reshard) return new GatewayStep(next, [.. effects, new GatewayEffect.Reshard()]);
        effects.Add(new GatewayEffect.Reconnect(PauseOf(next, code, jitter)));
        return new GatewayStep(next, effects);
    }

    // A connection that was good is made again at once; one that never was, after a wait that doubles.
    private static TimeSpan PauseOf(GatewayState state, int? code, double jitter)
    {
        var pause = state.Failures == 0 ? TimeSpan.Zero
            : FirstPause * Math.Pow(2, Math.Min(state.Failures - 1, 10)) * (0.8 + (0.4 * jitter));
        if (pause > LongestPause) pause = LongestPause;
        if (code == 4008 && pause < TooFastPause) pause = TooFastPause;
        return pause > state.Pause ? pause : state.Pause;
    }
}
