using System.Globalization;
using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>What may be added to a watchlist. Pure: takes what was typed and gives the watchlist as it would be.</summary>
/// <param name="lookup">Knows the gazetteer.</param>
internal sealed class Additions(Lookup lookup)
{
    private const int MaxName = 100;
    private const double NearestKm = 200;

    private static readonly char[] Commas = [',', '،', ';', '؛', '\n'];

    /// <summary>A person, group, force or state.</summary>
    public static Change Actor(CommandCall call, Watchlist list, string name)
    {
        if (NameFault(call, name) is { } fault) return Change.Not(fault);
        if (Known(list, name) is { } known) return Change.Not(IsThere(call, list, known, name));
        var kind = ActorKind.Militia;
        if (call.Option("type") is { } type && !ActorKinds.TryParse(type, out kind))
            return Change.Not(Answers.NoChoice(call.Texts, "type", type, null, ActorKinds.Words));
        var aliases = Aliases(call, name);
        var (weight, problem) = Weight(call);
        if (problem is not null) return Change.Not(problem);
        var id = Slug.Of(aliases.Select(a => a.Text), "actor", [.. list.Actors.Select(a => a.Id)]);
        var actor = new Actor(id, name, kind, call.Option("country")?.ToUpperInvariant(), weight, null, aliases);
        return Change.To(list with { Actors = [.. list.Actors, actor] });
    }

    /// <summary>A place with coordinates, or as the gazetteer knows it.</summary>
    public Change Place(CommandCall call, Watchlist list, string name)
    {
        if (NameFault(call, name) is { } fault) return Change.Not(fault);
        if (list.Places.FirstOrDefault(p => IsCalled(p.Id, p.Name, p.Aliases, name)) is { } same)
            return Change.Not(IsThere(call, list, same.Id, name));
        var (weight, problem) = Weight(call);
        if (problem is not null) return Change.Not(problem);
        var listed = lookup.Place(name, call).Found;
        if (listed is { IsWatched: false } && !IsCalled(listed.Id, listed.Name, listed.Aliases, name)) listed = null;
        Place? place;
        if (call.Option("at") is { } at)
        {
            if (Coordinates(at) is not var (latitude, longitude))
                return Change.Not(call.Texts.Of("commands.watch.add.at", ("typed", at)));
            place = At(call, name, latitude, longitude);
            if (place is null) return Change.Not(call.Texts["commands.watch.add.country"]);
        }
        else if (listed is null)
        {
            return Change.Not(call.Texts.Of(
                "commands.watch.add.unlisted", ("place", name),
                ("line", $"/{call.Command.Name} place {list.Topic.Id} \"{name}\" at:33.53,44.26")));
        }
        else
        {
            place = listed with { Within = [], IsWatched = true, Population = 0 };
        }
        if (call.Option("type") is { } type)
        {
            if (PlacePrecisions.Words.ToList().IndexOf(type) is not (>= 0 and var finely))
                return Change.Not(Answers.NoChoice(call.Texts, "type", type, null, PlacePrecisions.Words));
            place = place with { Precision = (PlacePrecision)finely };
        }
        var aliases = Merged(Aliases(call, name), listed?.Aliases ?? []);
        return Change.To(list with
        {
            Places =
            [
                .. list.Places,
                place with
                {
                    Id = Slug.Of([name, .. aliases.Select(a => a.Text)], "place", [.. list.Places.Select(p => p.Id)]),
                    Name = name,
                    Weight = weight,
                    Aliases = aliases,
                },
            ],
        });
    }

    /// <summary>A rule.</summary>
    public static Change Rule(CommandCall call, Watchlist list, string typed)
    {
        if (RuleText.Read(typed, RuleNames.Of(list)) is not RuleParse.Read { Rule: var rule })
            return Change.Not(RuleText.Problem(
                typed, (RuleParse.Failed)RuleText.Read(typed, RuleNames.Of(list)), call.Texts));
        if (list.Rules.FirstOrDefault(r => r.ToString() == rule.ToString()) is { } same)
            return Change.Not(call.Texts.Of("commands.watch.add.samerule", ("rule", same.Id)));
        var name = call.Option("name");
        if (name is not null && NameFault(call, name) is { } fault) return Change.Not(fault);
        var id = Slug.Of([name ?? rule.Query, rule.Query], "rule", [.. list.Rules.Select(r => r.Id)]);
        return Change.To(list with { Rules = [.. list.Rules, rule with { Id = id, Name = name ?? id }] });
    }

    /// <summary>Further spellings of an actor or a place.</summary>
    public static Change Alias(CommandCall call, Watchlist list, string typed)
    {
        if (call.Option("of") is not { } of)
            return Change.Not(call.Texts.Of(
                "commands.watch.add.of", ("line", $"/{call.Command.Name} alias {list.Topic.Id} \"{typed}\" of:…")));
        var spellings = Split(typed).Select(text => Spelling(call, text)).ToList();
        if (spellings.Count == 0 || spellings.Exists(s => s.Text.Length > MaxName))
            return Change.Not(call.Texts.Count("commands.watch.add.length", MaxName));
        if (list.Actors.FirstOrDefault(a => IsCalled(a.Id, a.Name, a.Aliases, of)) is { } actor)
            return Change.To(list with
            {
                Actors = [.. list.Actors.Select(a => a == actor ? a with { Aliases = Merged(a.Aliases, spellings) } : a)],
            });
        if (list.Places.FirstOrDefault(p => IsCalled(p.Id, p.Name, p.Aliases, of)) is { } place)
            return Change.To(list with
            {
                Places = [.. list.Places.Select(p => p == place ? p with { Aliases = Merged(p.Aliases, spellings) } : p)],
            });
        return Change.Not(NotThere(call, list, of, [.. Ids(list)]));
    }

    /// <summary>Words of a list that rules share.</summary>
    public static Change Words(CommandCall call, Watchlist list, string typed)
    {
        var words = Split(typed);
        var of = call.Option("of");
        if (of is null || words.Count == 0)
            return Change.Not(call.Texts.Of(
                "commands.watch.add.of", ("line", $"/{call.Command.Name} words {list.Topic.Id} \"{typed}\" of:attack-words")));
        var name = of.StartsWith("terms:", StringComparison.Ordinal) ? of[6..] : of;
        if (list.TermLists.FirstOrDefault(t => t.Name == name) is not { } known)
            return Change.To(list with { TermLists = [.. list.TermLists, new TermList(Slug.Of(name), words)] });
        var all = known with { Terms = [.. known.Terms, .. words.Except(known.Terms, StringComparer.Ordinal)] };
        return Change.To(list with { TermLists = [.. list.TermLists.Select(t => t == known ? all : t)] });
    }

    /// <summary>A topic of the community's own, without anything to watch yet.</summary>
    public static Change Topic(CommandCall call, string id, string name) => NameFault(call, name) is { } fault
        ? Change.Not(fault)
        : Slug.Of(id) is not { Length: > 1 } made
            ? Change.Not(call.Texts.Of("commands.watch.add.topicid", ("typed", id)))
            : Change.To(new Watchlist(new Topic(made, Scope.Of(call.Community), name, ""), [], [], [], [], 0));

    /// <summary>What is said of a name that a watchlist does not have.</summary>
    public static string NotThere(CommandCall call, Watchlist list, string typed, IReadOnlyList<string> candidates) =>
        DidYouMean.Nearest(typed, candidates) is { } near
            ? call.Texts.Of("commands.watch.notthere.near", ("typed", typed), ("topic", list.Topic.Id), ("near", near))
            : call.Texts.Of(
                "commands.watch.notthere", ("typed", typed), ("topic", list.Topic.Id),
                ("line", $"/watch show {list.Topic.Id}"));

    /// <summary>Whether somebody means an actor or a place by a name.</summary>
    public static bool IsCalled(string id, string name, IReadOnlyList<Alias> aliases, string typed)
    {
        if (id.Equals(typed, StringComparison.OrdinalIgnoreCase)) return true;
        var folded = Folded(typed);
        return Folded(name) == folded || aliases.Any(alias => Folded(alias.Text) == folded);
    }

    /// <summary>All ids of actors and places, and their names.</summary>
    public static IEnumerable<string> Ids(Watchlist list) => list.Actors.SelectMany(a => (string[])[a.Id, a.Name])
        .Concat(list.Places.SelectMany(p => (string[])[p.Id, p.Name]));

    private static string Folded(string text) =>
        string.Join(' ', TextFolder.Fold("", text).Tokens.Select(token => token.Folded));

    private Place? At(CommandCall call, string name, double latitude, double longitude)
    {
        var place = new Place(
            "", name, call.Option("country")?.ToUpperInvariant() ?? "", PlacePrecision.Site, latitude, longitude, [], 0,
            IsWatched: true, []);
        if (place.Country.Length > 0) return place;
        // Where it lies is known better than how its country is written.
        var nearest = lookup.PlacesNear(place, NearestKm, call.Community).Skip(1)
            .MinBy(p => WatchlistIndex.DistanceKm(place, p));
        return nearest is null ? null : place with { Country = nearest.Country };
    }

    private static (double Latitude, double Longitude)? Coordinates(string typed)
    {
        var parts = typed.Split([',', ' ', '،', ';'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 2 && TryNumber(parts[0], 90, out var latitude) && TryNumber(parts[1], 180, out var longitude)
            ? (latitude, longitude)
            : null;
    }

    private static bool TryNumber(string text, double most, out double number) =>
        double.TryParse(
            Digits.InAscii(text), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out number) && Math.Abs(number) <= most;

    private static (int Weight, string? Problem) Weight(CommandCall call)
    {
        if (call.Option("weight") is not { } text) return (0, null);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var weight) && weight <= 25
            ? (weight, null)
            : (0, call.Texts.Of("commands.watch.add.weight", ("typed", text)));
    }

    private static string? NameFault(CommandCall call, string name) =>
        name.Length is 0 or > MaxName || Folded(name).Length == 0
            ? call.Texts.Count("commands.watch.add.length", MaxName)
            : null;

    private static string? Known(Watchlist list, string name) =>
        list.Actors.FirstOrDefault(a => IsCalled(a.Id, a.Name, a.Aliases, name))?.Id;

    private static string IsThere(CommandCall call, Watchlist list, string id, string name) => call.Texts.Of(
        "commands.watch.add.there", ("name", name), ("id", id), ("topic", list.Topic.Id),
        ("line", $"/watch add alias {list.Topic.Id} … of:{id}"));

    private static List<string> Split(string typed) =>
        [.. typed.Split(Commas, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(RuleText.Unquoted).Distinct(StringComparer.Ordinal)];

    private static Alias Spelling(CommandCall call, string text) => new(
        text, call.Option("case") is "exact", Split(call.Option("needs") ?? ""), Split(call.Option("unless") ?? ""));

    private static List<Alias> Aliases(CommandCall call, string name) =>
        [Watchlists.Alias.Plain(name), .. Split(call.Option("aliases") ?? "").Where(t => t != name).Select(Watchlists.Alias.Plain)];

    // A spelling that is there with other conditions gets the new ones.
    private static List<Alias> Merged(IReadOnlyList<Alias> known, IReadOnlyList<Alias> more) =>
        [.. known.Where(k => !more.Any(m => m.Text == k.Text)), .. more];
}
