using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Testing.Discord;

/// <summary>The API of the stand-in: who may ask, how often, and in what form.</summary>
internal sealed partial class StandInRest(DiscordStandIn standIn)
{
    private const int BanAt = 10_000;

    private readonly Lock _turn = new();
    private readonly Queue<DateTimeOffset> _invalid = new();
    private readonly StandInMessages _messages = new(standIn);

    private StandInThreads Threads => field ??= new StandInThreads(standIn, _messages);

    public int RateLimited { get; private set; }

    public JsonArray? Commands { get; private set; }

    public IReadOnlyList<StandInMessage> Messages
    {
        get
        {
            lock (_turn) return [.. _messages.All];
        }
    }

    /// <summary>A channel as Discord tells of it.</summary>
    public static JsonObject Channel(StandInChannel channel)
    {
        var body = new JsonObject
        {
            ["id"] = $"{channel.Id}",
            ["type"] = channel.Guild is null ? 1 : channel.Kind,
            ["guild_id"] = channel.Guild is { } guild ? $"{guild}" : null,
            ["parent_id"] = channel.Parent is { } parent ? $"{parent}" : null,
            ["name"] = channel.Name ?? $"channel-{channel.Id}",
            ["flags"] = channel.RequiresTag ? 1 << 4 : 0,
            ["permission_overwrites"] = channel.IsThread ? null : Overwrites(channel),
        };
        if (channel.IsThread) StandInThreads.Describe(channel, body);
        if (channel.IsForum) body["available_tags"] = StandInThreads.Tags(channel);
        return body;
    }

    public async Task ServeAsync(HttpContext context, string path)
    {
        var (body, files) = await ReadAsync(context);
        var steps = path.Split('/');
        var request = new StandInRequest(
            context.Request.Method, RouteOf(steps), path + context.Request.QueryString, body, files, standIn.Time.GetUtcNow());
        var fault = standIn.FaultOf(request);
        if (fault is StandInFault.Hold hold) await hold.Until.WaitAsync(context.RequestAborted);
        if (fault is StandInFault.Cut { IsDone: false })
        {
            context.Abort();
            return;
        }
        if (fault is StandInFault.Answer { IsDone: false } answer)
        {
            await AnswerAsync(context, answer);
            return;
        }
        StandInReply reply;
        lock (_turn) reply = Handle(context, request, steps);
        if (fault is StandInFault.HoldAnswer late) await late.Until.WaitAsync(context.RequestAborted);
        if (fault is StandInFault.Cut) context.Abort();
        else if (fault is StandInFault.Answer instead) await AnswerAsync(context, instead);
        else await WriteAsync(context, reply);
    }

    private static JsonArray Overwrites(StandInChannel channel) =>
    [
        new JsonObject
        {
            ["id"] = $"{DiscordStandIn.Application}", ["type"] = 1, ["allow"] = "0", ["deny"] = $"{channel.Denied}",
        },
    ];

    private static async Task<(JsonNode? Body, IReadOnlyList<string> Files)> ReadAsync(HttpContext context)
    {
        if (context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            // The JSON part has no file name, so that it is a field.
            return (JsonNode.Parse(form["payload_json"].ToString()), [.. form.Files.Select(f => f.FileName)]);
        }
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        return (text.Length == 0 ? null : JsonNode.Parse(text), []);
    }

    // What buckets go by: every id and token is left out.
    private static string RouteOf(string[] steps) => string.Join('/', steps.Select((step, i) =>
        ulong.TryParse(step, out _) || step.StartsWith("interaction-token-", StringComparison.Ordinal) ? "" : step));

    private StandInReply Handle(HttpContext context, StandInRequest request, string[] steps)
    {
        var nowUtc = request.AtUtc;
        var isInteraction = steps[0] is "interactions" or "webhooks";
        while (_invalid.TryPeek(out var first) && first + TimeSpan.FromMinutes(10) <= nowUtc) _invalid.Dequeue();
        if (_invalid.Count >= BanAt)
        {
            standIn.Complain("the address is shut out: 10,000 refused requests in 10 minutes");
            return new StandInReply(429, null, []) { Html = "<html>error code: 1015</html>" };
        }
        if (!UserAgent().IsMatch(context.Request.Headers.UserAgent.ToString()))
        {
            standIn.Complain($"the User-Agent is '{context.Request.Headers.UserAgent}'");
            return new StandInReply(403, null, []) { Html = "<html>error code: 1010</html>" };
        }
        var major = steps[0] is "channels" or "guilds" or "webhooks" or "interactions" && steps.Length > 1 ? steps[1] : "";
        if (isInteraction && steps.Length > 2) major = steps[2];
        var limit = standIn.Limits.Take($"{request.Method} {request.Route}", major, isInteraction, nowUtc);
        var reply = limit.RetryAfter is { } wait ? TooMany(limit, wait, request)
            : !isInteraction && context.Request.Headers.Authorization != $"Bot {DiscordStandIn.Token}"
                ? new StandInReply(401, Error(0, "401: Unauthorized"), limit.Headers)
                : Checked(request, steps) with { Headers = limit.Headers };
        if (reply.Status is 401 or 403 or 429) _invalid.Enqueue(nowUtc);
        return reply;
    }

    private StandInReply TooMany(StandInLimit limit, TimeSpan wait, StandInRequest request)
    {
        RateLimited++;
        standIn.Complain($"{request.Method} {request.Path} met the limit '{limit.Scope}'");
        return new StandInReply(429, new JsonObject
        {
            ["message"] = "You are being rate limited.",
            ["retry_after"] = wait.TotalSeconds,
            ["global"] = limit.Scope == "global",
        }, [.. limit.Headers, ("Retry-After", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture))]);
    }

    private StandInReply Checked(StandInRequest request, string[] steps)
    {
        var faults = standIn.Document?.Check(request.Method, request.Path, request.Body) ?? [];
        if (faults.Count > 0)
        {
            foreach (var fault in faults) standIn.Complain($"{request.Method} {request.Route}: {fault}");
            return new StandInReply(400, Error(50035, "Invalid Form Body: " + faults[0]), []);
        }
        return Route(request, steps);
    }

    private StandInReply Route(StandInRequest request, string[] steps) => (request.Method, request.Route) switch
    {
        ("GET", "gateway/bot") => Done(standIn.Gateway.Info()),
        ("GET", "users/@me") => Done(new JsonObject { ["id"] = $"{DiscordStandIn.Application}", ["username"] = "alertbot", ["bot"] = true }),
        ("GET", "channels/") => _messages.ReadChannel(steps[1]),
        ("GET" or "PATCH" or "POST", _) when standIn.HasLeft(steps) => new StandInReply(403, Error(50001, "Missing Access"), []),
        ("GET", "guilds/") => Done(new JsonObject
        {
            ["id"] = steps[1],
            ["owner_id"] = $"{DiscordStandIn.Owner}",
            ["roles"] = new JsonArray(new JsonObject { ["id"] = steps[1], ["permissions"] = $"{ulong.MaxValue & ~8UL}" }),
        }),
        ("GET", "guilds//members/") => Done(new JsonObject { ["roles"] = new JsonArray() }),
        ("GET", "guilds//threads/active") => Threads.Active(steps[1]),
        ("GET", "channels//threads/archived/public") => Threads.Archived(steps[1]),
        ("POST", "channels//threads") => Threads.StartPost(steps[1], request),
        ("POST", "channels//messages//threads") => Threads.StartThread(steps[1], steps[3], request),
        ("PATCH", "channels/") => Threads.Change(steps[1], request),
        ("POST", "channels//messages//crosspost") => _messages.Crosspost(steps[1], steps[3], request.AtUtc),
        ("POST", "users/@me/channels") => OpenPrivate(request),
        ("GET", "channels//messages/") => _messages.Read(steps[1], steps[3]),
        ("GET", "channels//messages") => _messages.List(steps[1], request.Path),
        ("POST", "channels//messages") => _messages.Create(steps[1], request),
        ("PATCH", "channels//messages/") => _messages.Edit(steps[1], steps[3], request),
        ("DELETE", "channels//messages/") => _messages.Delete(steps[1], steps[3]),
        ("PUT", "applications//commands" or "applications//guilds//commands") => PutCommands(request),
        ("POST", "interactions///callback") => Callback(steps[1], steps[2], request),
        ("PATCH", "webhooks///messages/@original") => Further(steps[2], request, (i, body) => i.Answer(body, request.Files)),
        ("POST", "webhooks//") => Further(steps[2], request, (i, body) => i.FollowUp(body, request.Files)),
        ("DELETE", "webhooks///messages/@original") => TakeBack(steps[2], request),
        _ => Unknown(request),
    };

    private StandInReply Unknown(StandInRequest request)
    {
        standIn.Complain($"the stand-in does not know {request.Method} {request.Route}");
        return new StandInReply(404, Error(0, "404: Not Found"), []);
    }

    /// <summary>The direct messages with somebody, who may take none.</summary>
    private StandInReply OpenPrivate(StandInRequest request)
    {
        var person = ulong.Parse((string)request.Body!["recipient_id"]!, CultureInfo.InvariantCulture);
        var room = standIn.Channels.Values.FirstOrDefault(c => c.Guild is null && c.Person == person);
        if (room is null)
        {
            room = new StandInChannel { Id = standIn.NewId(), Guild = null, Kind = 1, Person = person };
            standIn.Channels[room.Id] = room;
        }
        return Done(Channel(room));
    }

    private StandInReply PutCommands(StandInRequest request)
    {
        var commands = request.Body!.AsArray();
        var faults = StandInCommands.Faults(commands).ToList();
        if (faults.Count > 0) return Bad(request, faults);
        Commands = commands.DeepClone().AsArray();
        return Done(Commands.DeepClone());
    }

    private StandInReply Callback(string id, string token, StandInRequest request)
    {
        if (!standIn.Interactions.TryGetValue(token, out var interaction) || $"{interaction.Id}" != id
            || request.AtUtc - interaction.AtUtc > standIn.Deadline)
        {
            standIn.Complain($"interaction {id} was answered too late, or is none");
            return new StandInReply(404, Error(10062, "Unknown interaction"), []);
        }
        if (interaction.CallbackType is not null)
        {
            standIn.Complain($"interaction {id} was answered twice");
            return new StandInReply(400, Error(40060, "Interaction has already been acknowledged."), []);
        }
        var faults = StandInProse.OfCallback(request.Body!.AsObject(), interaction.Kind).ToList();
        if (faults.Count > 0) return Bad(request, faults);
        interaction.Acknowledge(request.Body!.AsObject(), request.AtUtc);
        return new StandInReply(204, null, []);
    }

    private StandInReply Further(string token, StandInRequest request, Action<StandInInteraction, JsonObject> take)
    {
        if (Dead(token, request, out var interaction) is { } dead) return dead;
        var body = request.Body!.AsObject();
        var faults = StandInProse.OfMessage(body, StandInProse.HasV2Flag(body)).ToList();
        if (faults.Count > 0) return Bad(request, faults);
        take(interaction!, body.DeepClone().AsObject());
        return Done(new JsonObject { ["id"] = $"{standIn.NewId()}", ["channel_id"] = "1" });
    }

    private StandInReply TakeBack(string token, StandInRequest request)
    {
        if (Dead(token, request, out var interaction) is { } dead) return dead;
        interaction!.TakeBack();
        return new StandInReply(204, null, []);
    }

    private StandInReply? Dead(string token, StandInRequest request, out StandInInteraction? interaction)
    {
        if (!standIn.Interactions.TryGetValue(token, out interaction) || interaction.CallbackType is null)
            return new StandInReply(404, Error(10015, "Unknown Webhook"), []);
        return request.AtUtc - interaction.AtUtc > StandInInteraction.Life
            ? new StandInReply(401, Error(50027, "Invalid Webhook Token"), []) : null;
    }

    private StandInReply Bad(StandInRequest request, List<string> faults)
    {
        foreach (var fault in faults) standIn.Complain($"{request.Method} {request.Route}: {fault}");
        return new StandInReply(400, Error(50035, "Invalid Form Body: " + faults[0]), []);
    }

    internal static StandInReply Done(JsonNode body) => new(200, body, []);

    internal static JsonObject Error(int code, string message) => new() { ["code"] = code, ["message"] = message };

    private static async Task AnswerAsync(HttpContext context, StandInFault.Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers) context.Response.Headers[name] = value;
        await context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static async Task WriteAsync(HttpContext context, StandInReply reply)
    {
        context.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers) context.Response.Headers[name] = value;
        if (reply.Html is { } html)
        {
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync(html, context.RequestAborted);
        }
        else if (reply.Body is { } body)
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
        }
    }

    [GeneratedRegex(@"^DiscordBot \(\S+, \S+\)")]
    private static partial Regex UserAgent();
}

/// <summary>An answer of the API.</summary>
internal sealed record StandInReply(int Status, JsonNode? Body, IReadOnlyList<(string Name, string Value)> Headers)
{
    /// <summary>What stands before Discord answers in HTML.</summary>
    public string? Html { get; init; }
}
