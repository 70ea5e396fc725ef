using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AlertBot.Testing.Discord;

/// <summary>
/// Discord on a loopback port: its API and its gateway, strict where Discord is. What a client does wrong is refused as
/// Discord refuses it and noted in <see cref="Complaints"/>. Safe to use from several threads.
/// </summary>
public sealed class DiscordStandIn : IAsyncDisposable
{
    /// <summary>The token that it takes.</summary>
    public const string Token = "stand-in.token_of-1";

    /// <summary>The application, and the bot of the same id.</summary>
    public const ulong Application = 900_000_000_000_000_001;

    /// <summary>Who owns every server.</summary>
    public const ulong Owner = 910_000_000_000_000_001;

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<StandInRequest> _requests = new();
    private readonly ConcurrentQueue<StandInFault> _faults = new();
    private long _lastId;

    private DiscordStandIn(WebApplication app, TimeProvider time, ApiDocument? document)
    {
        (_app, Time, Document) = (app, time, document);
        Rest = new StandInRest(this);
        Gateway = new StandInGateway(this);
    }

    /// <summary>Where the API is.</summary>
    public string ApiBaseUrl => $"http://{Host}/api/v10";

    /// <summary>The description that requests are checked against; null when it is not there.</summary>
    public ApiDocument? Document { get; }

    /// <summary>The limits in force.</summary>
    public StandInLimits Limits { get; } = new();

    /// <summary>The gateway's side.</summary>
    public StandInGateway Gateway { get; }

    /// <summary>What clients did wrong, in order; a client of ours does nothing wrong.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints];

    /// <summary>What it was asked, in order.</summary>
    public IReadOnlyList<StandInRequest> Requests => [.. _requests];

    /// <summary>Requests refused with 429, whatever for.</summary>
    public int RateLimited => Rest.RateLimited;

    /// <summary>How long a nonce is remembered. Discord says "a few minutes".</summary>
    public TimeSpan NonceMemory { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// How long an interaction waits for its first answer: 3 seconds on Discord. On a real clock and a busy machine a
    /// test may need more.
    /// </summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Edits of messages older than an hour that a channel takes in a minute.</summary>
    public int OldEditsAMinute { get; set; } = 5;

    /// <summary>Active threads that a server may have; not documented, and widely said to be a thousand.</summary>
    public int MaxActiveThreads { get; set; } = 1000;

    /// <summary>People who take no direct messages.</summary>
    public ConcurrentDictionary<ulong, bool> Reserved { get; } = new();

    /// <summary>Decides the fault of every request that none was ordered for; null for none.</summary>
    public Func<StandInRequest, StandInFault?> Weather { get; set; } = _ => null;

    /// <summary>Servers that the bot was thrown out of.</summary>
    internal ConcurrentDictionary<ulong, bool> LeftGuilds { get; } = new();

    /// <summary>Channels by id.</summary>
    public ConcurrentDictionary<ulong, StandInChannel> Channels { get; } = new();

    /// <summary>Every message ever posted, oldest first.</summary>
    public IReadOnlyList<StandInMessage> Messages => Rest.Messages;

    /// <summary>Commands as they are registered; null before the first time.</summary>
    public JsonArray? Commands => Rest.Commands;

    /// <summary>Interactions by token.</summary>
    internal ConcurrentDictionary<string, StandInInteraction> Interactions { get; } = new();

    internal TimeProvider Time { get; }

    internal string Host { get; private set; } = "";

    internal StandInRest Rest { get; }

    /// <summary>Starts one on a free loopback port.</summary>
    /// <param name="time">What limits and deadlines go by; the system's clock when null.</param>
    /// <param name="port">Where; 0 for any free port.</param>
    public static async Task<DiscordStandIn> StartAsync(TimeProvider? time = null, int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var standIn = new DiscordStandIn(app, time ?? TimeProvider.System, ApiDocument.Find());
        app.UseWebSockets();
        app.Run(standIn.ServeAsync);
        await app.StartAsync();
        standIn.Host = new Uri(app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.First()).Authority;
        return standIn;
    }

    /// <summary>Makes a channel in a server; the server is there when its first channel is.</summary>
    public StandInChannel AddChannel(ulong? guild, int kind = 0, ulong? parent = null)
    {
        var channel = new StandInChannel { Id = NewId(), Guild = guild, Kind = kind, Parent = parent };
        Channels[channel.Id] = channel;
        return channel;
    }

    /// <summary>Throws the bot out of a server, and tells it so.</summary>
    public async Task RemoveFromAsync(ulong guild)
    {
        LeftGuilds[guild] = true;
        await Gateway.TellAsync(guild, "GUILD_DELETE", new JsonObject { ["id"] = $"{guild}" });
    }

    /// <summary>Lets the bot into a server again, and tells it so.</summary>
    public async Task AddToAsync(ulong guild)
    {
        LeftGuilds.TryRemove(guild, out _);
        await Gateway.TellAsync(guild, "GUILD_CREATE", new JsonObject { ["id"] = $"{guild}", ["name"] = $"guild-{guild}" });
    }

    /// <summary>Orders faults for the next requests.</summary>
    public void Order(params ReadOnlySpan<StandInFault> faults)
    {
        foreach (var fault in faults) _faults.Enqueue(fault);
    }

    /// <summary>A new id of this instant.</summary>
    public ulong NewId()
    {
        var milliseconds = (ulong)Math.Max(0, Time.GetUtcNow().ToUnixTimeMilliseconds() - 1_420_070_400_000);
        return (milliseconds << 22) | ((ulong)Interlocked.Increment(ref _lastId) & 0x3F_FFFF);
    }

    /// <summary>Has a person give a command, press a button or type, and tells the bot so.</summary>
    /// <param name="channel">Where.</param>
    /// <param name="type">2 command, 3 button or list, 4 completion, 5 form.</param>
    /// <param name="data">What Discord would send as data.</param>
    /// <param name="user">Who.</param>
    /// <param name="permissions">The person's rights in the channel.</param>
    /// <param name="message">The message whose button it is; null for none.</param>
    /// <param name="locale">The language of the person's client.</param>
    public async Task<StandInInteraction> InteractAsync(
        StandInChannel channel, int type, JsonObject data, ulong user = 5, ulong permissions = 0,
        JsonObject? message = null, string locale = "en-GB")
    {
        var id = NewId();
        var interaction = new StandInInteraction
        {
            Id = id,
            Token = $"interaction-token-{id}",
            AtUtc = Time.GetUtcNow(),
            User = user,
            Kind = type,
            IsOnPrivate = (((int?)message?["flags"] ?? 0) & 64) != 0,
        };
        Interactions[interaction.Token] = interaction;
        var person = new JsonObject { ["id"] = $"{user}", ["username"] = $"user{user}", ["global_name"] = $"User {user}" };
        var body = new JsonObject
        {
            ["id"] = $"{id}",
            ["application_id"] = $"{Application}",
            ["type"] = type,
            ["token"] = interaction.Token,
            ["version"] = 1,
            ["channel_id"] = $"{channel.Id}",
            ["channel"] = StandInRest.Channel(channel),
            ["data"] = data,
            ["locale"] = locale,
        };
        if (channel.Guild is { } guild)
        {
            body["guild_id"] = $"{guild}";
            body["member"] = new JsonObject { ["user"] = person, ["permissions"] = $"{permissions}", ["roles"] = new JsonArray("66") };
        }
        else
        {
            body["user"] = person;
        }
        if (message is not null) body["message"] = message;
        (interaction.Guild, interaction.Told) = (channel.Guild, body);
        await Gateway.TellAsync(channel.Guild, "INTERACTION_CREATE", body);
        return interaction;
    }

    /// <summary>Tells of an interaction once more, as a session may that is taken up again.</summary>
    public Task TellAgainAsync(StandInInteraction interaction) =>
        Gateway.TellAsync(interaction.Guild, "INTERACTION_CREATE", interaction.Told!.DeepClone());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Gateway.DropAllAsync();
        using var stop = new CancellationTokenSource();
        // Requests that are held are not waited for.
        await stop.CancelAsync();
        await _app.StopAsync(stop.Token);
        await _app.DisposeAsync();
    }

    internal void Complain(string what) => _complaints.Enqueue(what);

    /// <summary>Whether a request is about a server that the bot was thrown out of.</summary>
    internal bool HasLeft(string[] steps) => steps.Length > 1 && ulong.TryParse(steps[1], out var id)
        && (steps[0] == "guilds" ? LeftGuilds.ContainsKey(id)
            : steps[0] == "channels" && Channels.TryGetValue(id, out var channel) && channel.Guild is { } guild
                && LeftGuilds.ContainsKey(guild));

    internal StandInFault? FaultOf(StandInRequest request)
    {
        _requests.Enqueue(request);
        return _faults.TryDequeue(out var fault) ? fault : Weather(request);
    }

    private async Task ServeAsync(HttpContext context)
    {
        try
        {
            var path = context.Request.Path.Value ?? "";
            if (context.WebSockets.IsWebSocketRequest) await Gateway.ServeAsync(context);
            else if (path.StartsWith("/api/v10/", StringComparison.Ordinal)) await Rest.ServeAsync(context, path["/api/v10/".Length..]);
            else context.Response.StatusCode = 404;
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            // The client has gone.
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Complain("the stand-in itself failed: " + fault);
            context.Abort();
        }
    }
}
