using AlertBot.Testing;
using AlertBot.Testing.Telegram;

namespace AlertBot.EndToEnd.Tests;

/// <summary>The program with the Bot API's stand-in, feeds, and people who write and press.</summary>
internal sealed class TelegramDesk : IAsyncDisposable
{
    private TelegramDesk(TelegramServer server) => Server = server;

    public Newsstand Stand { get; } = new();

    public TelegramServer Server { get; }

    /// <summary>An administrator of every group that is opened here.</summary>
    public TelegramPerson Admin { get; private set; } = null!;

    /// <summary>Somebody who may read.</summary>
    public TelegramPerson Reader { get; private set; } = null!;

    public static async Task<TelegramDesk> OpenAsync(TelegramRules? rules = null)
    {
        var desk = new TelegramDesk(await TelegramServer.StartAsync(TimeProvider.System, rules));
        (desk.Admin, desk.Reader) = (desk.Server.Person(8, "Hala"), desk.Server.Person(7, "Noor"));
        desk.Stand.Add("strikes", _ => FeedServerReply.Document(Newsstand.News(1, desk.Stand.Wanted)));
        return desk;
    }

    /// <summary>A supergroup with an administrator.</summary>
    public TelegramRoom Group(string title, string type = "supergroup", params IEnumerable<long> topics)
    {
        var room = Server.Open(type, title, topics.Any(), topics);
        Server.Promote(room, Admin);
        return room;
    }

    /// <summary>Starts the program and waits until it listens to people.</summary>
    public async Task<ProgramRun> StartedAsync(params (string Name, string Value)[] settings)
    {
        var run = await Stand.StartedAsync(
        [
            ("Telegram__Token", TelegramServer.Token), ("Telegram__ApiBaseUrl", Server.BaseUrl),
            ("Delivery__EditEvery", "00:00:01"), .. settings,
        ]);
        await run.UntilAsync(() => Server.IsPolled || Server.Webhook is not null);
        return run;
    }

    /// <summary>Somebody writes, and is answered.</summary>
    public async Task<TelegramPost> SayAsync(
        ProgramRun run, TelegramRoom room, TelegramPerson? by, string text, long? thread = null)
    {
        var before = Server.Answers(room).Count;
        Server.Write(room, by, text, thread);
        await run.UntilAsync(() => Server.Answers(room).Count > before);
        return Server.Answers(room)[before];
    }

    /// <summary>Somebody has a chat or topic told of everything, with a line of their own where there is one.</summary>
    public async Task SubscribeAsync(ProgramRun run, TelegramRoom room, long? thread = null)
    {
        var told = await SayAsync(
            run, room, room.Type == "channel" ? null : room.Type == "private" ? Reader : Admin,
            "/subscribe blasts severity:low", thread);
        if (!told.Text.Contains("Blasts", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException(told.Text);
    }

    /// <summary>Somebody presses a button and waits until it is let go; what they are shown.</summary>
    public async Task<(string? Text, bool IsAlert)> PressAsync(
        ProgramRun run, TelegramRoom room, TelegramPost under, TelegramPerson by, string label)
    {
        var query = Server.Press(room, under, by, label);
        await run.UntilAsync(() => Server.Toast(query) is not null);
        return Server.Toast(query)!.Value;
    }

    /// <summary>The alerts of the attack with that number.</summary>
    public IReadOnlyList<TelegramPost> Alerts(TelegramRoom room, int place) =>
        [.. Server.Answers(room).Where(p => p.Buttons.Any(b => b.Label == "Seen")
            && p.Text.Contains(Newsstand.Place(place), StringComparison.Ordinal))];

    /// <summary>Publishes that many attacks, and waits until the last one is known in some chats.</summary>
    public async Task PublishAsync(ProgramRun run, int count, params IReadOnlyList<TelegramRoom> rooms)
    {
        Stand.Wanted = count;
        await run.UntilAsync(() => rooms.All(room => Alerts(room, count).Count > 0));
    }

    /// <summary>What was sent to a chat and refused.</summary>
    public int Refused(TelegramRoom room) => Server.Calls.Count(c => c.Method == "sendMessage" && c.Chat == room.Id && c.Status != 200);

    /// <summary>A feed of another outlet that has nothing to tell.</summary>
    public static string NoNews => "<rss version=\"2.0\"><channel><title>Agency</title></channel></rss>";

    /// <summary>A feed of another outlet that tells of an attack.</summary>
    public static string Agency(int place, int killed, TimeSpan age = default) =>
        "<rss version=\"2.0\"><channel><title>Agency</title><item><guid isPermaLink=\"false\">more</guid>"
        + $"<pubDate>{TimeProvider.System.GetUtcNow() - age:r}</pubDate>"
        + $"<title>Rocket attack on {Newsstand.Place(place)} kills {killed}</title>"
        + $"<description>Militants fired {place + 5} rockets at {Newsstand.Place(place)} on Monday, killing {killed} soldiers, "
        + "the ministry said.</description></item></channel></rss>";

    /// <summary>Ends the program as an operator does.</summary>
    public static async Task<ProgramResult> StopAsync(ProgramRun run)
    {
        await run.SignalAsync("TERM");
        return await run.EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Stand.DisposeAsync();
    }
}
