using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using AlertBot.Alerts;
using AlertBot.Storage;
using AlertBot.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AlertBot.Benchmarks;

/// <summary>The whole program's own share of the time from a publication to people's screens: from the moment at which a
/// feed's answer leaves its server to the moment at which the platform has the alert of it. Idle: one article a second.
/// Busy: forty in one document.</summary>
/// <remarks><c>dotnet run -c Release --project tests/AlertBot.Benchmarks -- latency [PROGRAM]</c>; with <c>pushed</c> before
/// the program a hub pushes the same, from the moment at which the push leaves it.</remarks>
internal sealed class LatencyRun : IAsyncDisposable
{
    private const int Singles = 60;
    private const int Bursts = 5;
    private const int BurstSize = 40;
    private const int Shown = 80; // items in the feed's document
    private const string Tail = "</channel></rss>";
    private const string DoorAddress = "http://127.0.0.1:18082";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    // So many names of which none is part of another, for incidents that nobody takes for one.
    private static readonly string[] First =
        ["Bar", "Dol", "Fem", "Gur", "Hin", "Kos", "Lat", "Mev", "Nab", "Pol", "Rud", "Sem", "Tig", "Vor", "Wan", "Zul"];

    private static readonly string[] Second =
        ["zabad", "vorun", "tigar", "selim", "rumak", "pidor", "nukas", "jahor", "lamun", "keshi", "dagor", "besha",
            "fulim", "hatar", "gomel", "yasir", "welat", "xemun", "orbad", "ustan"];

    private readonly FeedServer _server = FeedServer.Start();
    private readonly ConcurrentDictionary<int, DateTimeOffset> _servedUtc = new();
    private HubServer? _hub;
    private HubRequest? _subscription;
    private int _published;

    public static async Task<int> RunAsync(string? path)
    {
        var program = await ProgramUnderTest.FindAsync(path);
        await using var run = new LatencyRun();
        return await run.MeasureAsync(program);
    }

    public static async Task<int> PushedAsync(string? path)
    {
        var program = await ProgramUnderTest.FindAsync(path);
        await using var hub = await HubServer.StartAsync();
        await using var run = new LatencyRun { _hub = hub };
        return await run.MeasureAsync(program);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<int> MeasureAsync(string program)
    {
        // What is pushed is not there to be polled: nobody else can have brought it.
        var url = _server.Serve("/strikes", _ => FeedServerReply.Document(_hub is null ? Document() : Head() + Tail));
        using var folder = RunFolder.With(
            program, $"feeds:\n  - {{id: strikes, name: The strikes, url: \"{url}\", language: en}}\n");
        Directory.Delete(Path.Combine(folder.Config, "watchlists"), recursive: true);
        Directory.CreateDirectory(Path.Combine(folder.Config, "watchlists"));
        await File.WriteAllTextAsync(Path.Combine(folder.Config, "watchlists", "strikes.yaml"), Watchlist());
        using var process = ProgramUnderTest.Start(
            program, ["run", "--config", folder.Config], [.. folder.Environment(_server.Origin, Interval), .. Door()]);
        var draining = process.DrainAsync();
        if (_hub is not null) await SubscribedAsync(_hub);

        await PublishAsync(BurstSize / 2);
        var idleFrom = _published;
        for (var n = 0; n < Singles; n++) await PublishAsync(1);
        var busyFrom = _published;
        for (var n = 0; n < Bursts; n++) await PublishAsync(BurstSize);
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, CancellationToken.None);
        var sent = await SentAsync(folder);
        await process.StopAsync();
        await draining;

        var isGood = Report("idle, one article a second", sent, idleFrom, busyFrom)
            & Report("busy, forty at once", sent, busyFrom, _published);
        return isGood ? 0 : 1;
    }

    private async Task PublishAsync(int count)
    {
        var last = Interlocked.Add(ref _published, count);
        if (_hub is not null) await _hub.PushAsync(_subscription!, Document());
        while (!_servedUtc.ContainsKey(last))
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        // What came before must be through: idle means idle.
        await Task.Delay(TimeSpan.FromSeconds(count == 1 ? 1 : 4), TimeProvider.System, CancellationToken.None);
    }

    private IEnumerable<KeyValuePair<string, string>> Door() => _hub is null
        ? []
        :
        [
            new("Feeds__PublicAddress", DoorAddress), new("Feeds__HubListen", DoorAddress),
            new("Feeds__AllowedPrivateOrigins__1", _hub.Origin),
        ];

    private async Task SubscribedAsync(HubServer hub)
    {
        while (hub.Requests.Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        _subscription = hub.Requests[0];
        await hub.VerifyAsync(_subscription);
    }

    private string Head() => "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>Strikes</title>"
        + (_hub is null
            ? ""
            : $"<atom:link rel=\"hub\" href=\"{_hub.Url}\"/><atom:link rel=\"self\" href=\"{_server.Url("/strikes")}\"/>");

    private string Document()
    {
        var last = Volatile.Read(ref _published);
        var text = new StringBuilder(Head());
        var nowUtc = TimeProvider.System.GetUtcNow();
        for (var n = last; n > Math.Max(0, last - Shown); n--)
        {
            var at = Place(n);
            text.Append(CultureInfo.InvariantCulture, $"<item><guid isPermaLink=\"false\">s{n}</guid>")
                .Append(CultureInfo.InvariantCulture, $"<pubDate>{_servedUtc.GetValueOrDefault(n, nowUtc):r}</pubDate>")
                .Append(CultureInfo.InvariantCulture, $"<link>https://strikes.example/{n}</link>")
                .Append(CultureInfo.InvariantCulture, $"<title>Rocket attack on {at} kills {3 + (n % 7)}</title><description>")
                .Append(CultureInfo.InvariantCulture, $"Militants fired {n % 20 + 5} rockets at {at} on Monday, killing {3 + (n % 7)} ")
                .Append("soldiers.</description></item>");
        }

        for (var n = last; n > 0 && _servedUtc.TryAdd(n, TimeProvider.System.GetUtcNow()); n--)
        {
        }

        return text.Append(Tail).ToString();
    }

    /// <summary>When each item's first alert was with the platform, by the item's number.</summary>
    private static async Task<Dictionary<int, DateTimeOffset>> SentAsync(RunFolder folder)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Storage:DataDirectory", folder.Data)]).Build();
        await using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging()
            .AddSingleton(TimeProvider.System).AddStorage(StoreAccess.Beside).BuildServiceProvider();
        if (await services.GetRequiredService<IStore>().OpenAsync(CancellationToken.None) is { } problem)
            throw new InvalidOperationException(problem.ToString());
        var window = await services.GetRequiredService<IAnalysisStore>()
            .LoadWindowAsync(DateTimeOffset.UnixEpoch, 100_000, CancellationToken.None);
        var rows = await services.GetRequiredService<IOutbox>()
            .ListAsync(DeliveryState.Sent, 100_000, CancellationToken.None);
        var first = rows.Where(r => r.Delivery is { Sequence: 1, IncidentId: not null })
            .ToDictionary(r => r.Delivery.IncidentId!, r => r.SentUtc!.Value, StringComparer.Ordinal);
        return window.Incidents.Where(i => first.ContainsKey(i.Id)).ToDictionary(
            i => int.Parse(i.Members[0].Link!.AbsolutePath.TrimStart('/'), CultureInfo.InvariantCulture), i => first[i.Id]);
    }

    private bool Report(string name, Dictionary<int, DateTimeOffset> sent, int from, int to)
    {
        var took = Enumerable.Range(from + 1, to - from).Where(sent.ContainsKey)
            .Select(n => (sent[n] - _servedUtc[n]).TotalMilliseconds).Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-30} {took.Count} of {to - from} alerts: p50 {At(0.5):0} ms, p95 {At(0.95):0} ms, most {took[^1]:0} ms"));
        return took.Count == to - from && At(0.5) < 50 && At(0.95) < 250;

        double At(double share) => took[Math.Min(took.Count - 1, (int)(took.Count * share))];
    }

    private static string Place(int n) => First[n / Second.Length % First.Length] + Second[n % Second.Length];

    private static string Watchlist() =>
        "topic: strikes\nname: Strikes\ndescription: Strikes everywhere.\nactors: []\nplaces:\n" +
        string.Concat(Enumerable.Range(0, First.Length * Second.Length).Select(n => string.Create(
            CultureInfo.InvariantCulture,
            $"  - {{id: place-{n}, name: {Place(n)}, country: IQ, precision: site, lat: {29 + (n % 9)}, ")
            + string.Create(CultureInfo.InvariantCulture, $"lon: {39 + (n % 8)}, weight: 25, aliases: []}}\n"))) +
        "rules:\n  - {id: strike, name: Strike, query: \"place:*\"}\n";
}
