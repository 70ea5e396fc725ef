namespace AlertBot.Watchlists;

/// <summary>Which questions of rules each actor and place answers. Worked out once.</summary>
internal sealed class NameLeaves
{
    // A chain of actors that are part of each other ends here, whatever the files say.
    private const int MaxChain = 16;

    private readonly Dictionary<Actor, int[]> _byActor = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Place, int[]> _byPlace = new(ReferenceEqualityComparer.Instance);

    /// <summary>Works out what each name answers.</summary>
    /// <param name="watchlists">Those that ask.</param>
    /// <param name="all">Those that the names are of.</param>
    /// <param name="book">The names.</param>
    /// <param name="leaves">The questions.</param>
    public NameLeaves(
        IReadOnlyList<Watchlist> watchlists, IReadOnlyList<Watchlist> all, NameBook book, RuleLeaves leaves)
    {
        var views = watchlists.Select((watchlist, number) => new View(watchlist, number, book, all)).ToList();
        foreach (var ((scope, _), actor) in book.Actors)
            _byActor[actor] = Collect(
                views, scope, view => scope == 0 && view.Taken?.IsChanged(actor) is true
                    ? []
                    : ActorQuestions(view, actor, book), leaves);
        foreach (var ((scope, _), place) in book.Places)
            _byPlace[place] = Collect(
                views, scope, view => scope == 0 && view.Taken?.IsChanged(place) is true
                    ? []
                    : PlaceQuestions(view, place), leaves);
    }

    /// <summary>The questions that a name answers.</summary>
    public ReadOnlySpan<int> Of(NameHit hit) => hit.Actor is { } actor
        ? _byActor.GetValueOrDefault(actor)
        : hit.Place is { } place ? _byPlace.GetValueOrDefault(place) : default;

    private static int[] Collect(
        List<View> views, int scope, Func<View, IEnumerable<RuleExpression>> questions, RuleLeaves leaves)
    {
        var found = new HashSet<int>();
        foreach (var view in views)
        {
            if (scope != 0 && scope != view.Scope) continue;
            foreach (var question in questions(view))
                if (leaves.Find(view.Number, question) is >= 0 and var leaf) found.Add(leaf);
        }

        return [.. found.Order()];
    }

    private static IEnumerable<RuleExpression> ActorQuestions(View view, Actor actor, NameBook book)
    {
        var next = actor;
        for (var i = 0; i < MaxChain && next is not null; i++)
        {
            if (view.Actors.TryGetValue(next.Id, out var kind))
            {
                yield return new RuleExpression.AnyActor();
                yield return new RuleExpression.ActorOf(kind);
            }

            yield return new RuleExpression.ActorIs(next.Id);
            next = next.PartOf is { } whole ? book.Actor(whole, view.Watchlist.Topic.Scope) : null;
        }
    }

    private static IEnumerable<RuleExpression> PlaceQuestions(View view, Place place)
    {
        var isOurs = false;
        foreach (var id in place.Within.Prepend(place.Id))
        {
            isOurs |= view.Places.Contains(id);
            yield return new RuleExpression.PlaceIs(id);
        }

        foreach (var country in view.Countries)
        {
            if (country.Country != place.Country) continue;
            isOurs = true;
            yield return new RuleExpression.PlaceIs(country.Id);
        }

        if (isOurs) yield return new RuleExpression.AnyPlace();
    }

    private sealed class View(Watchlist watchlist, int number, NameBook book, IReadOnlyList<Watchlist> all)
    {
        public Watchlist Watchlist { get; } = watchlist;

        /// <summary>What it made of the shared watchlist whose place it takes; null when it takes none.</summary>
        public Replacement? Taken { get; } = Replacement.Of(watchlist, all);

        public int Number { get; } = number;

        public int Scope { get; } = book.ScopeNumber(watchlist.Topic.Scope);

        public Dictionary<string, ActorKind> Actors { get; } =
            watchlist.Actors.DistinctBy(actor => actor.Id).ToDictionary(actor => actor.Id, actor => actor.Kind);

        public HashSet<string> Places { get; } = [.. watchlist.Places.Select(place => place.Id)];

        public List<Place> Countries { get; } =
            [.. watchlist.Places.Where(place => place.Precision == PlacePrecision.Country)];
    }
}
