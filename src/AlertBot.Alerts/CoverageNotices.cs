using System.Globalization;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>What became of feeds that communities added.</summary>
/// <param name="Moved">Those that moved for good.</param>
/// <param name="Gone">Those that are asked no more.</param>
internal sealed record FeedChanges(IReadOnlyList<Feed> Moved, IReadOnlyList<Feed> Gone);

/// <summary>Writes what channels are told of their sources: one message a channel, whatever it is about. Pure.</summary>
internal sealed class CoverageNotices(
    IReadOnlyList<Audience> audiences, long told, DateTimeOffset nowUtc)
{
    private const int MostNames = 8;

    /// <summary>The notices, each with a key of its own.</summary>
    public IReadOnlyList<Delivery> Of(IReadOnlyList<CoverageNews> news, FeedChanges changes) =>
    [
        .. audiences.Select(audience => Of(audience, news, changes)).OfType<Delivery>(),
    ];

    private Delivery? Of(Audience audience, IReadOnlyList<CoverageNews> news, FeedChanges changes)
    {
        var lines = news.Select(one => Line(audience, one)).OfType<string>().ToList();
        if (audiences.First(a => a.Community == audience.Community) == audience)
        {
            lines.AddRange(Lines("alerts.feed.moved", changes.Moved, audience));
            lines.AddRange(Lines("alerts.feed.gone", changes.Gone, audience));
        }
        if (lines.Count == 0) return null;
        var isProblem = news.Any(one => one is CoverageNews.Outage
            || (one is CoverageNews.Low low && low.Channel == audience.Channel));
        var message = new Message(
            isProblem ? Tone.Problem : Tone.Neutral,
            [.. lines.Select(line => new Block.Paragraph(0, [line]))])
        {
            Language = audience.Texts.Language,
        };
        var id = Keys.Of("coverage", audience.Channel.ToString(), told.ToString(CultureInfo.InvariantCulture));
        return new Delivery(
            Keys.Of("delivery", id, "1"), id, 1, DeliveryKind.Send, audience.Channel, null, SeverityLevel.Medium,
            message, audience.IsQuiet(SeverityLevel.Medium, nowUtc), null, null, nowUtc, nowUtc);
    }

    private static IEnumerable<string> Lines(string key, IReadOnlyList<Feed> feeds, Audience audience) =>
        feeds.Where(feed => IsOf(feed, audience)).Select(feed => audience.Texts.Of(
            key, ("feed", feed.Name), ("line", $"/feed show {feed.Name}")));

    private static bool IsOf(Feed feed, Audience audience) =>
        !feed.Scope.IsShared && feed.Scope.IsVisibleTo(audience.Community);

    private string? Line(Audience audience, CoverageNews news)
    {
        var texts = audience.Texts;
        return news switch
        {
            CoverageNews.Low low when low.Channel == audience.Channel => Low(texts, low),
            CoverageNews.Ended ended when ended.Channel == audience.Channel => texts.Of(
                "alerts.coverage.ended", ("topic", ended.TopicId), ("since", texts.Of(ended.SinceUtc))),
            CoverageNews.Outage outage => texts.Of("alerts.outage.begun", ("since", texts.Of(outage.SinceUtc))),
            CoverageNews.OutageEnded ended => texts.Of(
                "alerts.outage.ended", ("since", texts.Of(ended.SinceUtc)), ("until", texts.Of(nowUtc))),
            _ => null,
        };
    }

    private static string Low(Texts texts, CoverageNews.Low low)
    {
        var names = low.Missing.Take(MostNames).ToList();
        if (low.Missing.Count > MostNames) names.Add("…");
        return texts.Of(
            "alerts.coverage.low", ("topic", low.TopicId), ("since", texts.Of(low.SinceUtc)),
            ("missing", low.Missing.Count), ("total", low.Total), ("names", texts.List(names)));
    }
}
