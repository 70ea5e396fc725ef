using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Testing.Discord;

/// <summary>The gateway of the stand-in: sessions that outlive their connections. Safe to use from several threads.</summary>
public sealed class StandInGateway
{
    private readonly DiscordStandIn _standIn;
    private readonly ConcurrentDictionary<string, StandInSession> _sessions = new();
    private readonly ConcurrentDictionary<StandInSocket, bool> _sockets = new();
    private readonly ConcurrentDictionary<int, DateTimeOffset> _lastIdentify = new();
    private readonly ConcurrentQueue<(StandInGatewayEvent What, DateTimeOffset AtUtc)> _log = new();
    private readonly Lock _turn = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _identifies;

    internal StandInGateway(DiscordStandIn standIn) => _standIn = standIn;

    /// <summary>The heartbeat interval of its hello.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(41.25);

    /// <summary>How many shards it recommends.</summary>
    public int Shards { get; set; } = 1;

    /// <summary>Sessions that may be begun in a day.</summary>
    public int SessionsADay { get; set; } = 1000;

    /// <summary>Sessions that may be begun at once each 5 seconds.</summary>
    public int MaxConcurrency { get; set; } = 1;

    /// <summary>Whether heartbeats are left without an answer.</summary>
    public bool IsMute { get; set; }

    /// <summary>Has every session that begins refused with a code; null for none.</summary>
    public int? RefuseWith { get; set; }

    /// <summary>Intents of the last session that began.</summary>
    public int Intents { get; private set; }

    /// <summary>Sessions begun so far.</summary>
    public int Identifies => Volatile.Read(ref _identifies);

    /// <summary>Sessions taken up again so far.</summary>
    public int Resumes => _log.Count(e => e.What == StandInGatewayEvent.Resumed);

    /// <summary>Heartbeats heard so far.</summary>
    public int Heartbeats => _log.Count(e => e.What == StandInGatewayEvent.Heartbeat);

    /// <summary>Connections that are open and have a session.</summary>
    public int Ready => _sockets.Keys.Count(s => s.Session is not null);

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<StandInGatewayEvent> Log => [.. _log.Select(e => e.What)];

    /// <summary>Ends once something is so; looks whenever something happens here.</summary>
    public async Task UntilAsync(Func<StandInGateway, bool> isSo)
    {
        while (true)
        {
            Task changed;
            lock (_turn) changed = _changed.Task;
            if (isSo(this)) return;
            await changed;
        }
    }

    /// <summary>Tells a session of something. Without a connection it is told when the session is taken up again.</summary>
    public async Task TellAsync(ulong? guild, string name, JsonNode body)
    {
        foreach (var session in _sessions.Values.Where(s => s.IsAlive && s.Shard == Shard(guild, s.Shards)))
            await session.TellAsync(name, body.DeepClone());
    }

    /// <summary>Cuts every connection without a word.</summary>
    public async Task DropAllAsync()
    {
        foreach (var socket in _sockets.Keys) await socket.AbortAsync();
    }

    /// <summary>Closes every connection with a code.</summary>
    public async Task CloseAllAsync(int code)
    {
        foreach (var socket in _sockets.Keys) await socket.CloseAsync(code);
    }

    /// <summary>Sends an operation on every connection: 7 asks for a new one, 9 ends the session, 1 asks for a beat.</summary>
    public async Task OperateAsync(int op, JsonNode? body = null)
    {
        foreach (var socket in _sockets.Keys) await socket.SendAsync(op, body?.DeepClone());
    }

    /// <summary>Forgets all sessions, so that none can be taken up again.</summary>
    public void ForgetSessions() => _sessions.Clear();

    internal JsonObject Info() => new()
    {
        ["url"] = $"ws://{_standIn.Host}/gateway",
        ["shards"] = Shards,
        ["session_start_limit"] = new JsonObject
        {
            ["total"] = SessionsADay,
            ["remaining"] = Math.Max(0, SessionsADay - Identifies),
            ["reset_after"] = 14_400_000,
            ["max_concurrency"] = MaxConcurrency,
        },
    };

    internal async Task ServeAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["v"] != "10" || query["encoding"] != "json") _standIn.Complain($"the gateway was asked for '{context.Request.QueryString}'");
        using var web = await context.WebSockets.AcceptWebSocketAsync();
        using var socket = new StandInSocket(web, query["compress"] == "zlib-stream", _standIn.Time);
        _sockets[socket] = true;
        Note(StandInGatewayEvent.Connected);
        try
        {
            await socket.SendAsync(10, new JsonObject { ["heartbeat_interval"] = (long)HeartbeatInterval.TotalMilliseconds });
            while (await socket.ReadAsync() is { } payload) await HearAsync(socket, payload, context.Request.Path);
        }
        catch (Exception fault) when (fault is WebSocketException or IOException or OperationCanceledException)
        {
            // The client has gone.
        }
        finally
        {
            _sockets.TryRemove(socket, out _);
            // A normal goodbye ends the session too.
            if (web.CloseStatus is WebSocketCloseStatus.NormalClosure or WebSocketCloseStatus.EndpointUnavailable
                && socket.Session is { } left) _sessions.TryRemove(left.Id, out _);
            socket.Session?.Leave(socket);
            socket.Session = null;
            Note(StandInGatewayEvent.Disconnected);
        }
    }

    private async Task HearAsync(StandInSocket socket, JsonObject payload, string path)
    {
        if (socket.Fault is { } code)
        {
            _standIn.Complain($"the gateway was sent what ends a connection with {code}");
            await socket.CloseAsync(code);
            return;
        }
        switch ((int?)payload["op"])
        {
            case 1:
                Note(StandInGatewayEvent.Heartbeat);
                if (!IsMute) await socket.SendAsync(11, null);
                break;
            case 2:
                await IdentifyAsync(socket, payload["d"]!.AsObject());
                break;
            case 6:
                await ResumeAsync(socket, payload["d"]!.AsObject(), path);
                break;
            default:
                _standIn.Complain($"the gateway was sent operation {payload["op"]}");
                await socket.CloseAsync(4001);
                break;
        }
    }

    private async Task IdentifyAsync(StandInSocket socket, JsonObject body)
    {
        var shard = body["shard"] as JsonArray ?? [0, 1];
        var (index, count) = ((int)shard[0]!, (int)shard[1]!);
        Note(StandInGatewayEvent.Identified);
        var total = Interlocked.Increment(ref _identifies);
        Intents = (int)body["intents"]!;
        var refusal = RefuseWith ?? ((string?)body["token"] != DiscordStandIn.Token ? 4004
            : index >= count || count < Shards ? 4010
            : (Intents & ((1 << 1) | (1 << 8) | (1 << 15))) != 0 ? 4014
            : socket.Session is not null ? 4005 : null as int?);
        if (total > SessionsADay) _standIn.Complain("more sessions were begun than the day has: the token is reset");
        if (refusal is { } code)
        {
            await socket.CloseAsync(code);
            return;
        }
        var nowUtc = _standIn.Time.GetUtcNow();
        var key = index % MaxConcurrency;
        if (_lastIdentify.TryGetValue(key, out var lastUtc) && nowUtc - lastUtc < TimeSpan.FromSeconds(5))
        {
            _standIn.Complain("two sessions were begun within 5 seconds");
            await socket.SendAsync(9, false);
            return;
        }
        _lastIdentify[key] = nowUtc;
        var session = new StandInSession($"session-{_standIn.NewId()}", index, count);
        _sessions[session.Id] = session;
        session.Enter(socket);
        await session.TellAsync("READY", Ready10(session));
        foreach (var guild in Guilds(index, count))
            await session.TellAsync("GUILD_CREATE", new JsonObject { ["id"] = $"{guild}", ["name"] = $"guild-{guild}" });
        socket.Session = session;
        Note(StandInGatewayEvent.Ready);
    }

    private List<ulong> Guilds(int index, int count) =>
    [
        .. _standIn.Channels.Values.Select(c => c.Guild).OfType<ulong>().Distinct()
            .Where(g => Shard(g, count) == index && !_standIn.LeftGuilds.ContainsKey(g)),
    ];

    private JsonObject Ready10(StandInSession session) => new()
    {
        ["v"] = 10,
        ["user"] = new JsonObject { ["id"] = $"{DiscordStandIn.Application}", ["username"] = "alertbot" },
        ["guilds"] = new JsonArray([.. Guilds(session.Shard, session.Shards).Select(
            g => (JsonNode)new JsonObject { ["id"] = $"{g}", ["unavailable"] = true })]),
        ["session_id"] = session.Id,
        ["resume_gateway_url"] = $"ws://{_standIn.Host}/resume",
        ["shard"] = new JsonArray(session.Shard, session.Shards),
        ["application"] = new JsonObject { ["id"] = $"{DiscordStandIn.Application}", ["flags"] = 0 },
    };

    private async Task ResumeAsync(StandInSocket socket, JsonObject body, string path)
    {
        if (path != "/resume") _standIn.Complain("a session was taken up at another address than it was told");
        if ((string?)body["token"] != DiscordStandIn.Token)
        {
            await socket.CloseAsync(4004);
            return;
        }
        if (!_sessions.TryGetValue((string)body["session_id"]!, out var session))
        {
            Note(StandInGatewayEvent.ResumeRefused);
            await socket.SendAsync(9, false);
            return;
        }
        if (!await session.ResumeAsync(socket, (long)body["seq"]!))
        {
            await socket.CloseAsync(4007);
            return;
        }
        socket.Session = session;
        Note(StandInGatewayEvent.Resumed);
    }

    private static int Shard(ulong? guild, int shards) => guild is { } id ? (int)((id >> 22) % (ulong)shards) : 0;

    private void Note(StandInGatewayEvent what)
    {
        TaskCompletionSource changed;
        lock (_turn)
        {
            _log.Enqueue((what, _standIn.Time.GetUtcNow()));
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        changed.SetResult();
    }
}

/// <summary>What happens at the gateway.</summary>
public enum StandInGatewayEvent
{
    /// <summary>A connection came.</summary>
    Connected,

    /// <summary>A new session was asked for.</summary>
    Identified,

    /// <summary>A new session began.</summary>
    Ready,

    /// <summary>A session was taken up again and all that was missed is told.</summary>
    Resumed,

    /// <summary>A session that is no more was asked for.</summary>
    ResumeRefused,

    /// <summary>A heartbeat was heard.</summary>
    Heartbeat,

    /// <summary>A connection ended.</summary>
    Disconnected,
}
