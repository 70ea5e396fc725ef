using System.Globalization;
using System.Text.Json.Nodes;
using AlertBot.Testing;
using AlertBot.Testing.Discord;
using Microsoft.Data.Sqlite;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>The whole program between a feed server and Discord, with people who do things there.</summary>
internal sealed class DiscordStage : IAsyncDisposable
{
    /// <summary>Rights of people.</summary>
    public const ulong Nothing = 0, ManageChannels = 1 << 4, ManageGuild = 1 << 5;

    /// <summary>A server.</summary>
    public const ulong Guild = 70_000_000_000_000_000;

    private readonly Lock _turn = new();
    private readonly Dictionary<int, (int Killed, DateTimeOffset AtUtc)> _told = [];

    private DiscordStage(DiscordStandIn discord)
    {
        // On a real clock nobody knows how busy the machine is.
        (Discord, discord.Deadline) = (discord, TimeSpan.FromMinutes(3));
        Room = discord.AddChannel(Guild);
        Stand.Add("strikes", _ => FeedServerReply.Document(News()));
    }

    public Newsstand Stand { get; } = new();

    public DiscordStandIn Discord { get; }

    public StandInChannel Room { get; }

    public ProgramRun Run { get; private set; } = null!;

    public static async Task<DiscordStage> OpenAsync()
    {
        var stage = new DiscordStage(await DiscordStandIn.StartAsync());
        stage.Run = await stage.Stand.StartedAsync(
            ("Discord__Token", DiscordStandIn.Token), ("Discord__ApiBaseUrl", stage.Discord.ApiBaseUrl));
        await stage.Run.UntilAsync(() => stage.Discord.Gateway.Ready == 1 && stage.Discord.Commands is not null);
        // What a connection carries is lost when it is cut: only what the program says has been heard.
        await stage.Run.SeesAsync(line => line.Contains("is ready", StringComparison.Ordinal));
        return stage;
    }

    public async ValueTask DisposeAsync()
    {
        await Run.DisposeAsync();
        await Discord.DisposeAsync();
        await Stand.DisposeAsync();
    }

    /// <summary>Stops the program as a person does; it ends well, and did nothing that Discord forbids.</summary>
    public async Task EndAsync()
    {
        await Run.SignalAsync("TERM");
        Assert.Equal(0, (await Run.EndAsync()).ExitCode);
        Assert.Empty(Discord.Complaints);
    }

    /// <summary>Has the feed tell of an attack on a place; once more, and it tells of another number of dead.</summary>
    public void Tell(int place, int killed)
    {
        lock (_turn)
            _told[place] = (killed, _told.TryGetValue(place, out var before) ? before.AtUtc : TimeProvider.System.GetUtcNow());
    }

    /// <summary>Has a person give a command and waits for the answer.</summary>
    public async Task<StandInInteraction> GiveAsync(
        StandInChannel room, string name, ulong rights, params (string Name, string Value)[] options)
    {
        var given = await StartAsync(room, name, rights, options);
        await AnsweredAsync(given);
        return given;
    }

    /// <summary>Has a person give a command.</summary>
    public Task<StandInInteraction> StartAsync(
        StandInChannel room, string name, ulong rights, params (string Name, string Value)[] options)
    {
        var words = name.Split(' ');
        var all = new JsonArray([.. options.Select(o => (JsonNode)new JsonObject { ["name"] = o.Name, ["type"] = 3, ["value"] = o.Value })]);
        var data = new JsonObject
        {
            ["name"] = words[0],
            ["options"] = words.Length == 1 ? all
                : new JsonArray(new JsonObject { ["name"] = words[1], ["type"] = 1, ["options"] = all }),
        };
        return Discord.InteractAsync(room, 2, data, permissions: rights, locale: Locale);
    }

    /// <summary>The language of people's clients.</summary>
    public string Locale { get; set; } = "en-GB";

    /// <summary>Has a person press a button, or choose of a list, on a message and waits for the answer.</summary>
    public async Task<StandInInteraction> PressAsync(
        StandInChannel room, JsonObject message, string customId, ulong rights, string? chosen = null, int list = 3, ulong user = 5)
    {
        var data = new JsonObject { ["custom_id"] = customId, ["component_type"] = chosen is null ? 2 : list };
        if (chosen is not null) data["values"] = new JsonArray(chosen);
        var pressed = await Discord.InteractAsync(
            room, 3, data, user, rights, message.DeepClone().AsObject(), Locale);
        await AnsweredAsync(pressed);
        return pressed;
    }

    /// <summary>Has a person fill in a form and waits for the answer.</summary>
    public async Task<StandInInteraction> FillAsync(
        StandInChannel room, JsonObject modal, ulong rights, params (string Name, string Value)[] fields)
    {
        var filled = await Discord.InteractAsync(room, 5, new JsonObject
        {
            ["custom_id"] = (string)modal["custom_id"]!,
            ["components"] = new JsonArray([.. fields.Select((f, i) => (JsonNode)new JsonObject
            {
                ["type"] = 18,
                ["id"] = i + 1,
                ["component"] = new JsonObject { ["type"] = 4, ["custom_id"] = f.Name, ["value"] = f.Value },
            })]),
        }, permissions: rights, locale: Locale);
        await AnsweredAsync(filled);
        return filled;
    }

    /// <summary>Subscribes a channel to all that happens.</summary>
    public async Task SubscribeAsync(StandInChannel room)
    {
        var answer = await GiveAsync(room, "subscribe", ManageGuild, ("topic", "blasts"), ("severity", "low"));
        Assert.False(answer.IsPrivate, answer.Text);
    }

    /// <summary>The alerts of a place in a channel; replies to them are none.</summary>
    public IReadOnlyList<StandInMessage> Alerts(int place, StandInChannel? room = null) =>
    [
        .. Discord.Messages.Where(m => m.Channel == (room ?? Room).Id && m.ReplyTo is null
            && m.Text.Contains(Newsstand.Place(place), StringComparison.Ordinal)),
    ];

    /// <summary>What was posted under a message.</summary>
    public IReadOnlyList<StandInMessage> Replies(StandInMessage alert) =>
        [.. Discord.Messages.Where(m => m.ReplyTo == alert.Id)];

    /// <summary>A message of ours as Discord tells of it when something on it is pressed.</summary>
    public static JsonObject Pressed(StandInMessage message) => new() { ["id"] = $"{message.Id}", ["channel_id"] = $"{message.Channel}" };

    /// <summary>The command behind a button of an alert.</summary>
    public static string Button(StandInMessage alert, string command) =>
        Assert.Single(alert.Buttons, b => b.CustomId.StartsWith(command + " ", StringComparison.Ordinal)).CustomId;

    /// <summary>Alerts that the outbox has, sent or not.</summary>
    public int Owed()
    {
        using var connection = new SqliteConnection($"Data Source={Stand.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(DISTINCT \"AlertId\") FROM \"Deliveries\" WHERE \"Kind\" = 0";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private Task AnsweredAsync(StandInInteraction given) => Run.UntilAsync(() => given.Answered.IsCompleted);

    private string News()
    {
        lock (_turn)
            return "<rss version=\"2.0\"><channel><title>News</title>"
                + string.Concat(_told.Reverse().Select(t => Item(t.Key, t.Value.Killed, t.Value.AtUtc))) + "</channel></rss>";
    }

    private static string Item(int place, int killed, DateTimeOffset atUtc) =>
        string.Create(CultureInfo.InvariantCulture, $"<item><guid isPermaLink=\"false\">s{place}</guid><pubDate>{atUtc:r}</pubDate>")
        + $"<title>Rocket attack on {Newsstand.Place(place)} kills {killed}</title><description>Militants fired {place + 5} rockets "
        + $"at {Newsstand.Place(place)} on Monday, killing {killed} soldiers. @everyone was told.</description></item>";
}
