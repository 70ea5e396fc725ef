using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Match = AlertBot.Watchlists.Match;

namespace AlertBot.Tests.Alerts;

/// <summary>An article as a test tells it: what it says of the event is given, not read from the text.</summary>
internal sealed record Story(string Id, string Place, int Killed)
{
    public Scope Scope { get; init; } = Scope.Shared;

    public string Outlet { get; init; } = "Outlet " + Id;

    public IReadOnlyList<string> Topics { get; init; } = ["iraq"];

    public TimeSpan Age { get; init; } = TimeSpan.FromMinutes(2);

    public bool IsBacklog { get; init; }

    public int PlaceWeight { get; init; } = 25;

    public string? ClaimedBy { get; init; }

    public string? DeniedBy { get; init; }

    /// <summary>A second place that was hit; null for none.</summary>
    public string? AlsoAt { get; init; }

    /// <summary>A sentence that corrects an earlier report; null for none.</summary>
    public string? Correction { get; init; }

    /// <summary>Grave enough for Critical: many dead, and a watched commander among them.</summary>
    public bool IsHistoric { get; init; }

    /// <summary>The id of what a reader follows that it tells of; null for none.</summary>
    public string? Follows { get; init; }

    /// <summary>Sentences of its own behind the others.</summary>
    public string Tail { get; init; } = "";

    // So many words of its own that no report is taken for a copy of another.
    private string Text =>
        $"Rockets hit the base at {Place} on Wednesday evening. Officials in {Place} said {Killed} people died there. "
        + string.Join(' ', Enumerable.Range(1, 40).Select(n => $"{Id}word{n}")) + "." + Tail;

    public Article ToArticle(DateTimeOffset nowUtc) => new(
        Id, Scope, "feed", Outlet, Outlet, $"Rockets hit base at {Place}", Text,
        new Uri($"https://news.example/{Id}"), "en", nowUtc - Age, nowUtc, ArticleMaker.ContentHashOf(Id, Text))
    {
        IsBacklog = IsBacklog,
    };

    public ArticleFacts ToFacts()
    {
        var sentence = $"Officials in {Place} said {Killed} people died there.";
        var place = new PlaceFact(Place, Place, "IQ", null, null, PlacePrecision.Site, ["iraq"], sentence, PlaceWeight);
        List<ActorFact> actors = ClaimedBy is null ? []
            : [new ActorFact(null, ClaimedBy, ActorRole.Claimed, $"{ClaimedBy} claimed it.")];
        if (DeniedBy is not null)
            actors.Add(new ActorFact(null, DeniedBy, ActorRole.Denied, $"{DeniedBy} denied it."));
        if (IsHistoric) actors.Add(
            new ActorFact("general", "the general", ActorRole.Victim, "The general was killed.", 20));
        var killed = IsHistoric ? 40 : Killed;
        return new ArticleFacts
        {
            Kind = EventKind.RocketAttack,
            Place = place,
            Places = AlsoAt is null ? [place] : [place, place with { PlaceId = AlsoAt, Name = AlsoAt }],
            CorrectionSentence = Correction,
            EventDay = new DateOnly(2020, 3, 11),
            Killed = killed == 0 ? null : new Figure(killed, killed, FigureQualifier.Exact, "officials", sentence),
            Actors = actors,
        };
    }
}

/// <summary>Drives the analysis step by step, as the analyst does, without a store.</summary>
internal sealed class Newsroom
{
    private readonly Dictionary<string, Story> _stories = new(StringComparer.Ordinal);

    public Newsroom(AlertRules? rules = null, DateTimeOffset? startUtc = null)
    {
        Rules = new AnalysisRules(Prepare, IncidentRules.Default, rules ?? AlertRules.Default, 200);
        Time = startUtc is { } at ? new FakeTime(at) : new FakeTime();
    }

    public FakeTime Time { get; }

    public AnalysisRules Rules { get; }

    public List<Subscription> Subscriptions { get; } = [];

    /// <summary>The mutes that hold, as a store would keep them.</summary>
    public List<Mute> Mutes { get; } = [];

    /// <summary>The ids of all articles that were ever made.</summary>
    public IReadOnlyCollection<string> Articles => _stories.Keys;

    public AnalysisWindow Window { get; private set; } = AnalysisWindow.Empty;

    public static ChannelRef Channel(string name, string community = "home") => TestPlatform.Channel(name, community);

    /// <summary>Subscribes a channel since long ago, and changes the subscription as the test wants it.</summary>
    public ChannelRef Subscribe(
        string channel, string topic = "iraq", Func<Subscription, Subscription>? change = null,
        string community = "home")
    {
        var at = Channel(channel, community);
        var subscription = Subscription.Default(at, topic, Time.NowUtc.AddYears(-1));
        Subscriptions.Add(change is null ? subscription : change(subscription));
        return at;
    }

    /// <summary>A minute passes, and the stories are read.</summary>
    public AnalysisOutcome Report(params Story[] stories) => Report(TimeSpan.FromMinutes(1), stories);

    /// <summary>Some time passes, and the stories are read.</summary>
    public AnalysisOutcome Report(TimeSpan after, params Story[] stories)
    {
        Time.Advance(after);
        return Step([.. stories.Select(Known)], []);
    }

    public AnalysisOutcome Ask(params AnalysisRequest[] requests) => Step([], requests);

    /// <summary>Some time passes, and stories that were read before are read as their publishers changed them.</summary>
    public AnalysisOutcome Edit(TimeSpan after, params Story[] stories)
    {
        Time.Advance(after);
        return Step(new AnalysisInput([], [], [.. Subscriptions]) { Edited = [.. stories.Select(Known)] });
    }

    /// <summary>Makes the story known to <see cref="Rules"/>, so that any step can read its article.</summary>
    public Article Known(Story story)
    {
        _stories[story.Id] = story;
        return story.ToArticle(Time.NowUtc);
    }

    private AnalysisOutcome Step(IReadOnlyList<Article> articles, IReadOnlyList<AnalysisRequest> requests) =>
        Step(new AnalysisInput(articles, requests, [.. Subscriptions]));

    private AnalysisOutcome Step(AnalysisInput input)
    {
        input = input with { Mutes = [.. Mutes] };
        var outcome = Analysis.Step(Window, input, Time.NowUtc, Rules);
        Window = outcome.NextWindow;
        Mutes.RemoveAll(m => outcome.Mutes.Any(changed => changed.Id == m.Id));
        Mutes.AddRange(outcome.Mutes.Where(m => m.EndedUtc is null));
        return outcome;
    }

    private PreparedArticle Prepare(Article article)
    {
        var story = _stories[article.Id];
        return new PreparedArticle(
            article, WatchlistIndex.Empty.Names(TextFolder.Fold(article.Title, article.Text)), story.ToFacts(),
            [.. story.Topics.Select(t => (Topic: t, Rule: "attack"))
                .Concat(story.Follows is { } id ? [(Follow.TopicId, id)] : [])
                .Select(m => new Match(m.Topic, m.Rule, [], [], [new MatchedTerm("Rockets", 0, 7)]))]);
    }
}

/// <summary>What tests ask of deliveries.</summary>
internal static class DeliveryText
{
    /// <summary>The message as the test platform shows it without any limit.</summary>
    public static string Text(this Delivery delivery) =>
        TestPlatformMarkup.Render(delivery.Message!, new TestPlatformRules());

    public static IEnumerable<Delivery> To(this AnalysisOutcome outcome, ChannelRef channel) =>
        outcome.Deliveries.Where(d => d.Channel == channel);
}
