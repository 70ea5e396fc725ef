using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Configuration;
using AlertBot.Feeds;
using AlertBot.Hosting;
using AlertBot.Incidents;
using AlertBot.Terminal;
using AlertBot.Watchlists;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AlertBot.Verbs;

/// <summary>Tries a rule on the stored articles, beside a worker that may be running.</summary>
internal static class WatchlistBacktestVerb
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Tries it as the terminal's community would see it.</summary>
    /// <param name="folder">The configuration.</param>
    /// <param name="typed">A rule, or the id of one.</param>
    /// <param name="days">How far back, 1 to <see cref="Backtester.MaxDays"/>.</param>
    /// <param name="topic">By the names of which topic; null for the first that fits.</param>
    /// <param name="asJson">One JSON object instead of text for people.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> RunAsync(
        ConfigFolder folder, string typed, int days, string? topic, bool asJson, CancellationToken cancellationToken)
    {
        await using var beside = await StoreBeside.OpenAsync(folder, cancellationToken);
        if (beside.Problem is { } problem)
        {
            Say.Problem(problem);
            return Exit.BadInput;
        }
        var watched = new WatchedLists(
            BotConfig.ReadWatched(folder), beside.Get<IWatchlistStore>(), beside.Get<IFollowStore>(), Options.Create(new FeedOptions()),
            TimeProvider.System, NullLogger<WatchedLists>.Instance);
        await watched.LoadAsync(cancellationToken);
        var community = Communities.Of(TerminalPlatform.Channel);
        var texts = new TextBook([new TextSource(typeof(Backtester).Assembly), new TextSource(typeof(Follow).Assembly)]).For(TextBook.English);
        var lists = Serving(watched.Index.Watchlists, community);
        if (topic is not null && !lists.Exists(w => w.Topic.Id == topic))
        {
            var near = DidYouMean.Nearest(topic, lists.Select(w => w.Topic.Id));
            Say.Problem($"--topic {topic}: there is no such topic. {(near is null ? $"One of: {string.Join(", ", lists.Select(w => w.Topic.Id))}." : $"Did you mean {near}?")}");
            return Exit.BadInput;
        }
        var (list, rule, fault) = BacktestRule.Find(
            typed, topic is null ? lists : [.. lists.Where(w => w.Topic.Id == topic)]);
        if (list is null || rule is null)
        {
            Say.Problem(fault is null ? "There are no watchlists: put one into config/watchlists."
                : BacktestRule.Problem(typed, fault, texts).ReplaceLineEndings(" "));
            return Exit.BadInput;
        }
        var backtester = new Backtester(beside.Get<IArticleHistory>(), () => watched.Index, TimeProvider.System);
        var archive = beside.Get<IIncidentArchive>();
        var result = await backtester.RunAsync(
            list, rule, community, days, BacktestLimits.ForVerb,
            await beside.Get<IVoteStore>().ListAsync(community, DateTimeOffset.UnixEpoch, cancellationToken),
            (number, token) => archive.FindAsync(number, community, token), cancellationToken);
        if (asJson) Console.Out.WriteLine(Write(result));
        else Say.Screen().Show(BacktestReport.Of(result, texts));
        return Exit.Done;
    }

    // A community's own list stands in the place of the shared one.
    private static List<Watchlist> Serving(IReadOnlyList<Watchlist> all, CommunityId community) =>
    [
        .. all.Where(w => w.Topic.Scope.IsVisibleTo(community) && w.Topic.Id != Follow.TopicId && (!w.Topic.Scope.IsShared
            || !all.Any(o => o.Topic.Id == w.Topic.Id && o.Topic.Scope == Scope.Of(community)))),
    ];

    private static string Write(BacktestResult result)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            json.WriteString("topic", result.Topic);
            json.WriteString("query", result.Query);
            json.WriteNumber("days", result.Days);
            json.WriteNumber("coveredDays", Math.Round(result.CoveredDays, 2));
            json.WriteNumber("articles", result.Articles);
            json.WriteNumber("matched", result.Matched);
            json.WriteNumber("incidents", result.Incidents.Count);
            json.WriteNumber("perDay", Math.Round(result.PerDay, 2));
            json.WriteNumber("mediumOrGraver", result.Grave);
            json.WriteNumber("new", result.New);
            json.WriteString("noisiest", result.NoisiestOutlet);
            json.WriteNumber("noisiestArticles", result.NoisiestCount);
            if (result.Marks is { } marks)
            {
                json.WriteNumber("markedGood", marks.Good);
                json.WriteNumber("missedGood", marks.Missed.Count);
                json.WriteNumber("markedNoise", marks.Noise);
                json.WriteNumber("droppedNoise", marks.Dropped);
            }
            json.WriteBoolean("cut", result.IsCut);
            json.WriteStartArray("samples");
            foreach (var hit in result.Incidents.Take(100)) WriteHit(json, hit);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteHit(Utf8JsonWriter json, BacktestHit hit)
    {
        json.WriteStartObject();
        if (hit.Number is { } number) json.WriteNumber("incident", number);
        else json.WriteNull("incident");
        json.WriteString("title", hit.Title);
        json.WriteString("link", hit.Link?.AbsoluteUri);
        json.WriteString("outlet", hit.Outlet);
        json.WriteString("at", hit.AtUtc.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteString("severity", hit.Severity?.ToString());
        json.WriteBoolean("new", hit.IsNew);
        json.WriteEndObject();
    }
}
