using System.Collections.Frozen;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>What people mean by the names they type. A community is shown the shared watchlists and its own.</summary>
/// <param name="index">The watchlists of the hour.</param>
internal sealed class Lookup(Func<WatchlistIndex> index)
{
    /// <summary>The words for how grave something is, from the least.</summary>
    public static IReadOnlyList<string> Levels { get; } =
        [.. Enum.GetNames<SeverityLevel>().Select(name => name.ToLowerInvariant())];

    private static readonly Texts[] Languages = [.. TextBook.Languages.Select(new TextBook(
    [
        new TextSource(typeof(Lookup).Assembly), new TextSource(typeof(Wording).Assembly),
    ]).For)];

    private static readonly FrozenDictionary<string, EventKind> KindWords = Words(
        Enum.GetValues<EventKind>().SelectMany(kind =>
            Languages.Select(texts => texts.Of(kind)).Prepend(kind.Word()).Select(word => (kind, word))));

    private static readonly FrozenDictionary<string, SeverityLevel> LevelWords = Words(
        Enum.GetValues<SeverityLevel>().SelectMany(level => Languages.SelectMany(texts =>
            (texts.Find($"commands.words.{Word(level)}") ?? "").Split('،').Append(texts.Of(level)).Append(Word(level))
                .Select(word => (level, word)))));

    /// <summary>The watchlists that serve the community: its own, and the shared ones whose place none of them
    /// takes.</summary>
    public IReadOnlyList<Watchlist> Watchlists(CommunityId community)
    {
        // What single readers follow is their own affair.
        var visible = index().Watchlists
            .Where(w => w.Topic.Scope.IsVisibleTo(community) && w.Topic.Id != Follow.TopicId).ToList();
        var own = visible.Where(w => !w.Topic.Scope.IsShared).Select(w => w.Topic.Id).ToHashSet(StringComparer.Ordinal);
        return [.. visible.Where(w => !w.Topic.Scope.IsShared || !own.Contains(w.Topic.Id))];
    }

    /// <summary>The shared watchlist of a topic; null when there is none.</summary>
    public Watchlist? Shared(string topicId) =>
        index().Watchlists.FirstOrDefault(w => w.Topic.Scope.IsShared && w.Topic.Id == topicId);

    /// <summary>The watchlist that serves the community for a topic; a problem for people when there is none.</summary>
    public (Watchlist? Found, string? Problem) Watchlist(string text, CommandCall call)
    {
        var (topic, problem) = Topic(text, call);
        return topic is null ? (null, problem) : (Watchlists(call.Community).First(w => w.Topic.Id == topic.Id), null);
    }

    /// <summary>The topics that the community may see.</summary>
    public IReadOnlyList<Topic> Topics(CommunityId community) => [.. Watchlists(community).Select(w => w.Topic)];

    /// <summary>The watchlists of the hour.</summary>
    public WatchlistIndex Index => index();

    /// <summary>A topic by its id or name; a problem for people when there is none.</summary>
    public (Topic? Found, string? Problem) Topic(string text, CommandCall call)
    {
        var topics = Topics(call.Community);
        var found = topics.FirstOrDefault(t => Same(t.Id, text) || Same(t.Name, text)) ??
            Single(topics.Where(t => t.Id.StartsWith(text, StringComparison.OrdinalIgnoreCase)));
        return found is null
            ? (null, Missing("topic", text, topics.SelectMany(t => new[] { t.Id, t.Name }), "/topics", call.Texts))
            : (found, null);
    }

    /// <summary>An actor by its id or any of its names, in any spelling.</summary>
    public (Actor? Found, string? Problem) Actor(string text, CommandCall call)
    {
        var found = index().ActorById(text.ToLowerInvariant(), Scope.Of(call.Community)) ??
            Names(text, call.Community).Select(h => h.Actor).FirstOrDefault(a => a is not null) ??
            Actors(call.Community).FirstOrDefault(a => a.Aliases.Any(alias => Same(alias.Text, text)));
        return found is null
            ? (null, Missing("actor", text, Spellings(Actors(call.Community), a => (a.Name, a.Aliases)), "/watch show",
                call.Texts))
            : (found, null);
    }

    /// <summary>A place by its id or any of its names, in any spelling.</summary>
    public (Place? Found, string? Problem) Place(string text, CommandCall call)
    {
        var found = index().PlaceById(text.ToLowerInvariant(), Scope.Of(call.Community)) ??
            Names(text, call.Community).Select(h => h.Place).FirstOrDefault(p => p is not null) ??
            Places(call.Community).FirstOrDefault(p => p.Aliases.Any(alias => Same(alias.Text, text)));
        return found is null
            ? (null, Missing("place", text, Spellings(Places(call.Community), p => (p.Name, p.Aliases)), "/watch show",
                call.Texts))
            : (found, null);
    }

    /// <summary>Every watched actor.</summary>
    public IEnumerable<Actor> Actors(CommunityId community) => Watchlists(community).SelectMany(w => w.Actors);

    /// <summary>Every watched place.</summary>
    public IEnumerable<Place> Places(CommunityId community) => Watchlists(community).SelectMany(w => w.Places);

    /// <summary>The cities and sites within so many kilometres of a place, itself first.</summary>
    public IReadOnlyList<Place> PlacesNear(Place center, double km, CommunityId community) =>
        index().PlacesNear(center, km, Scope.Of(community));

    /// <summary>
    /// An event kind by its word, or by its name in any language; a problem for people when there is none.
    /// </summary>
    public static (EventKind? Found, string? Problem) Kind(string text, Texts texts) =>
        KindWords.TryGetValue(TextFolder.FoldWord(text), out var kind)
            ? (kind, null)
            : (null, Unknown("kind", text, KindNames(texts), texts));

    /// <summary>A level by its word, or by its name in any language; a problem for people when there is none.</summary>
    public static (SeverityLevel? Found, string? Problem) Severity(string text, Texts texts) =>
        LevelWords.TryGetValue(TextFolder.FoldWord(text), out var level)
            ? (level, null)
            : (null, Unknown("severity", text, LevelNames(texts), texts));

    /// <summary>Whether people mean an event kind by a text.</summary>
    public static bool IsKind(string text) => KindWords.ContainsKey(TextFolder.FoldWord(text));

    /// <summary>Whether people mean a level by a text.</summary>
    public static bool IsSeverity(string text) => LevelWords.ContainsKey(TextFolder.FoldWord(text));

    /// <summary>The words for event kinds that people may type, in their language.</summary>
    public static IReadOnlyList<string> KindNames(Texts texts) => texts.Language == TextBook.English
        ? EventKinds.Words
        : [.. EventKinds.Words.Select(word => EventKinds.TryParse(word, out var kind) ? texts.Of(kind) : word)];

    /// <summary>What an event kind is called, in every language; nothing for none.</summary>
    public static IEnumerable<string> KindNamesOf(EventKind? kind) =>
        kind is { } known ? Languages.Select(texts => texts.Of(known)).Prepend(known.Word()) : [];

    /// <summary>The words for levels that people may type, in their language, from the least.</summary>
    public static IReadOnlyList<string> LevelNames(Texts texts) => texts.Language == TextBook.English
        ? Levels
        : [.. Enum.GetValues<SeverityLevel>().Select(level => texts.Of(level))];

    private IEnumerable<NameHit> Names(string text, CommunityId community)
    {
        var named = index().Names(TextFolder.Fold(text, ""));
        return named.OwnHits.Where(own => own.Community == community).Select(own => own.Hit).Concat(named.Hits);
    }

    private static string Word(SeverityLevel level) => level.ToString().ToLowerInvariant();

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private static Topic? Single(IEnumerable<Topic> topics) => topics.Take(2).ToList() is [var only] ? only : null;

    private static IEnumerable<string> Spellings<T>(
        IEnumerable<T> all, Func<T, (string Name, IReadOnlyList<Alias> Aliases)> of) =>
        all.Select(of).SelectMany(named => named.Aliases.Select(alias => alias.Text).Prepend(named.Name));

    private static string Missing(string what, string text, IEnumerable<string> candidates, string see, Texts texts) =>
        DidYouMean.Nearest(text, candidates) is { } near
            ? texts.Of($"commands.lookup.{what}.near", ("typed", text), ("near", near))
            : texts.Of($"commands.lookup.{what}", ("typed", text), ("see", see));

    private static string Unknown(string what, string text, IReadOnlyList<string> words, Texts texts)
    {
        var all = string.Join(texts["chat.list.between"], words);
        return DidYouMean.Nearest(text, words) is { } near
            ? texts.Of($"commands.lookup.{what}.near", ("typed", text), ("near", near), ("choices", all))
            : texts.Of($"commands.lookup.{what}", ("typed", text), ("choices", all));
    }

    private static FrozenDictionary<string, T> Words<T>(IEnumerable<(T Value, string Word)> words) => words
        .Select(pair => (pair.Value, Key: TextFolder.FoldWord(pair.Word))).DistinctBy(pair => pair.Key)
        .ToFrozenDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
}
