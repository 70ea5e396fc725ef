using System.Globalization;
using AlertBot.Testing;
using Microsoft.Data.Sqlite;

namespace AlertBot.EndToEnd.Tests;

/// <summary>A configuration of its own, a feed server and a data folder: all that <c>run</c> needs.</summary>
/// <remarks>The one watchlist watches places that are called Bar, Dol, …: see <see cref="Place"/>.</remarks>
internal sealed class Newsstand : IAsyncDisposable
{
    /// <summary>How many places there are.</summary>
    public const int Places = 60;

    private readonly List<string> _feeds = [];
    private readonly string _config;
    private int _wanted = 1;

    public Newsstand()
    {
        _config = Folder.CopyConfig();
        Directory.Delete(Folder["config/watchlists"], recursive: true);
        Folder.Write("config/watchlists/blasts.yaml", Watchlist());
        Folder.Write("config/feeds.yaml", "feeds: []\n");
    }

    public TemporaryFolder Folder { get; } = new();

    public FeedServer Server { get; } = FeedServer.Start();

    /// <summary>How many of its news a feed shows that asks for it, one at first.</summary>
    public int Wanted
    {
        get => Volatile.Read(ref _wanted);
        set => Volatile.Write(ref _wanted, value);
    }

    /// <summary>Where the program keeps what it keeps.</summary>
    public string Data { get; set; } = "";

    public string Database => Path.Combine(DataFolder, "alertbot.db");

    public IReadOnlyList<Shown> Transcript => TranscriptFile.Read(Path.Combine(DataFolder, "transcript.jsonl"));

    private string DataFolder => Data.Length > 0 ? Data : Folder["data"];

    // An undated item of a feed that is read for the first time may be old, and alerts nobody.
    private static DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

    /// <summary>Serves a feed and adds it to the configuration.</summary>
    /// <param name="id">Its id and its path.</param>
    /// <param name="page">What it answers.</param>
    /// <param name="more">Further keys of its line, for example <c>, fullText: true</c>.</param>
    public void Add(string id, Func<FeedServerRequest, FeedServerReply> page, string more = "")
    {
        var url = Server.Serve($"/{id}", page);
        _feeds.Add($"  - {{id: {id}, name: The {id}, url: \"{url}\", language: en{more}}}\n");
        Folder.Write("config/feeds.yaml", "feeds:\n" + string.Concat(_feeds));
    }

    /// <inheritdoc cref="Add(string, Func{FeedServerRequest, FeedServerReply}, string)"/>
    public void Add(string id, FeedServerReply reply) => Add(id, _ => reply);

    /// <summary>Alerts that the outbox has for sent.</summary>
    public int SentAlerts()
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM \"Deliveries\" WHERE \"State\" = 2 AND \"Kind\" = 0";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public ProgramRun Start(params (string Name, string Value)[] settings) =>
        ProgramRun.Start(["run", "--config", _config], Settings(settings));

    /// <summary>Starts it and waits until it runs.</summary>
    public async Task<ProgramRun> StartedAsync(params (string Name, string Value)[] settings)
    {
        var run = Start(settings);
        await run.SeesAsync(IsRunning);
        return run;
    }

    /// <summary>Runs a verb to its end.</summary>
    public Task<ProgramResult> ToEndAsync(string verb, params (string Name, string Value)[] settings) =>
        ProgramRun.ToEndAsync([verb, "--config", _config], null, Settings(settings));

    /// <summary>Runs a verb of several words, with its arguments, to its end.</summary>
    public Task<ProgramResult> ToEndAsync(IEnumerable<string> words) =>
        ProgramRun.ToEndAsync([.. words, "--config", _config], null, Settings([]));

    /// <summary>Starts it in a terminal that lines can be typed into.</summary>
    public ProgramRun StartTyping() => ProgramRun.StartTyping(["run", "--config", _config], Settings([]));

    /// <summary>News of these headlines, each an event of its own.</summary>
    public static string Headlines(IEnumerable<string> titles) =>
        "<rss version=\"2.0\"><channel><title>Headlines</title>" + string.Concat(titles.Select(title =>
            $"<item><guid isPermaLink=\"false\">{title}</guid><pubDate>{Now:r}</pubDate><title>{title}</title></item>"))
        + "</channel></rss>";

    public static bool IsRunning(string line) => line.Contains("Ctrl+C stops", StringComparison.Ordinal);

    /// <summary>News of that many attacks, each an event of its own.</summary>
    public static string News(int from, int count) =>
        "<rss version=\"2.0\"><channel><title>Strikes</title>" +
        string.Concat(Enumerable.Range(from, count).Reverse().Select(Item)) + "</channel></rss>";

    public static string Item(int n) =>
        $"<item><guid isPermaLink=\"false\">s{n}</guid><pubDate>{Now:r}</pubDate>" +
        $"<title>Rocket attack on {Place(n)} kills {3 + n}</title>" +
        $"<description>Militants fired {n + 5} rockets at {Place(n)} on Monday, killing {3 + n} soldiers." +
        "</description></item>";

    // Two syllables in base eight: sixty names of which none is part of another.
    public static string Place(int n)
    {
        string[] first = ["Bar", "Dol", "Fem", "Gur", "Hin", "Kos", "Lat", "Mev"];
        string[] second = ["zabad", "vorun", "tigar", "selim", "rumak", "pidor", "nukas", "jahor"];
        return first[n / 8] + second[n % 8];
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Folder.Dispose();
    }

    private (string, string)[] Settings((string, string)[] more) =>
    [
        ("Storage__DataDirectory", DataFolder), ("Feeds__AllowedPrivateOrigins", Server.Origin),
        ("Feeds__MinPollInterval", "00:00:00.200"), ("Feeds__HostDelay", "00:00:00"),
        ("Feeds__HostConcurrency", "8"), .. more,
    ];

    private static string Watchlist() =>
        "topic: blasts\nname: Blasts\ndescription: Blasts everywhere.\nactors: []\nplaces:\n" +
        string.Concat(Enumerable.Range(1, Places).Select(n =>
            $"  - {{id: place-{n}, name: {Place(n)}, country: IQ, precision: site, lat: {29 + (n % 8)}, " +
            $"lon: {39 + (n / 8)}, weight: 25, aliases: []}}\n")) +
        "rules:\n  - {id: blast, name: Blast, query: \"place:*\"}\n";
}
