using AlertBot.Feeds;

namespace AlertBot.Testing;

/// <summary>Feeds and what they bring, where a test cares only for a part of it.</summary>
public static class SomeFeeds
{
    /// <summary>A Wednesday at noon.</summary>
    public static DateTimeOffset NowUtc { get; } = new(2020, 3, 11, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A feed; its address and outlet come from its id unless they are given.</summary>
    public static Feed Feed(
        string id = "feed-1", string? url = null, Scope scope = default, string? group = null, bool urgent = false) =>
        new(id, scope, new Uri(url ?? $"https://{id}.example/rss"), $"Outlet of {id}", group ?? $"group of {id}", null,
            urgent);

    /// <summary>Feeds as the configuration has them, all due at <see cref="NowUtc"/>.</summary>
    public static IReadOnlyList<ConfiguredFeed> Configured(params Feed[] feeds) =>
        [.. feeds.Select(static feed => new ConfiguredFeed(feed, NowUtc))];

    /// <summary>An article of a feed, with keys made of its parts.</summary>
    public static PolledArticle Article(
        Feed feed, string entry, string? link = null, string title = "Rockets hit a base", string text = "",
        DateTimeOffset? seenUtc = null, bool backlog = false)
    {
        var id = $"{feed.Id}-{entry}";
        var article = new Article(
            id, feed.Scope, feed.Id, feed.Name, feed.OutletGroup, title, text, link is null ? null : new Uri(link),
            "en", null,
            seenUtc ?? NowUtc, ArticleMaker.ContentHashOf(title, text))
        {
            IsBacklog = backlog,
        };
        return new PolledArticle(article, id, link);
    }

    /// <summary>A request for all feeds that are due.</summary>
    public static ClaimRequest Request(DateTimeOffset? nowUtc = null, string worker = "worker-1", int limit = 100) =>
        new(nowUtc ?? NowUtc, limit, worker, (nowUtc ?? NowUtc).AddMinutes(2), 100, [], []);

    /// <summary>The state of a feed after a poll that went well.</summary>
    public static FeedState Polled(FeedState before, DateTimeOffset nextUtc) =>
        before with
        {
            NextPollUtc = nextUtc,
            NextPollRule = PollRule.OwnMinimum,
            LastPollUtc = NowUtc,
            LastSuccessUtc = NowUtc,
        };

    /// <summary>A state in which nothing is left out.</summary>
    public static FeedState StateWithEverything() => new()
    {
        NextPollUtc = NowUtc.AddMinutes(7),
        NextPollRule = PollRule.CacheControl,
        ETag = "W/\"ü-1\"",
        LastModified = "Wed, 11 Mar 2020 11:59:00 GMT",
        ValidatorsUrl = new Uri("https://cdn.example/a?b=c"),
        BodyHash = new string('a', 64),
        ReaderVersion = 3,
        LastPollUtc = NowUtc,
        LastSuccessUtc = NowUtc.AddMinutes(-5),
        LastBodyUtc = NowUtc.AddMinutes(-10),
        NewestEntryUtc = NowUtc.AddMinutes(-15),
        TypicalGap = TimeSpan.FromMinutes(17),
        Rhythm = "438000.AAEC",
        SilentSinceUtc = NowUtc.AddHours(-9),
        SilentHours = 12,
        SilentExpected = 14.5,
        DocumentInterval = TimeSpan.FromMinutes(30),
        IsDocumentIntervalPeriod = true,
        SkipHours = 0x800001,
        SkipDays = 0x41,
        ConsecutiveFailures = 2,
        FailingSinceUtc = NowUtc.AddMinutes(-4),
        ErrorCode = "http-503",
        Error = "HTTP 503: the server is overloaded or in repair",
        Notice = "it is longer than 16777216 bytes",
        Offer = new HubOffer(
            new Uri("https://news.example/self?x=1"),
            [new Uri("https://hub.example/a"), new Uri("https://hub.example/b")]),
        MovedTo = new Uri("https://moved.example/feed"),
        MovedSinceUtc = NowUtc.AddDays(-3),
        MoveCandidate = new Uri("https://next.example/feed"),
        MoveSightings = 2,
        MoveSinceUtc = NowUtc.AddDays(-1),
    };
}
