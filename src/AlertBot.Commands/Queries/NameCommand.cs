using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>What a name that people type stands for.</summary>
/// <param name="Id">Its id: the value of the option that narrows incidents to it.</param>
/// <param name="Facts">What is known of it, in pairs.</param>
/// <param name="Query">Its incidents.</param>
internal sealed record NamedThing(string Id, IReadOnlyList<Fact> Facts, IncidentQuery Query);

/// <summary>Tells of an actor or a place: who or where, its spellings, its incidents, who says what of it.</summary>
/// <param name="definition">How the command is called.</param>
/// <param name="find">What a name means; a problem for people when it means nothing.</param>
/// <param name="isMeant">Whether a name that was recognised is the thing with an id.</param>
/// <param name="lookup">The names.</param>
internal sealed class NameCommand(
    CommandDefinition definition, Func<string, CommandCall, (NamedThing? Found, string? Problem)> find,
    Func<NameHit, string, bool> isMeant, Lookup lookup) : ICommand
{
    // Enough to tell who goes with whom; each is read whole.
    private const int Looked = 50;
    private const int Latest = 5;
    private const int Said = 5;
    private const int Companions = 6;
    private const int Weeks = 12;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public CommandDefinition Definition { get; } = definition;

    /// <summary>Tells of an actor.</summary>
    public static NameCommand OfActors(Lookup lookup) => new(
        new CommandDefinition(
            "actor",
            [OptionDefinition.Required("name", OptionType.Actor)],
            Permission.Everyone, IsPrivate: false, ["/actor kataib hezbollah", "/actor كتائب حزب الله"]),
        (text, call) => lookup.Actor(text, call.Community) is ({ } actor, _)
            ? (new NamedThing(actor.Id, Facts(actor), IncidentQuery.All with { ActorId = actor.Id }), null)
            : (null, lookup.Actor(text, call.Community).Problem),
        (hit, id) => hit.Actor?.Id == id, lookup);

    /// <summary>Tells of a place.</summary>
    public static NameCommand OfPlaces(Lookup lookup) => new(
        new CommandDefinition(
            "place",
            [OptionDefinition.Required("name", OptionType.Place)],
            Permission.Everyone, IsPrivate: false, ["/place taji", "/place عين الأسد"]),
        (text, call) => lookup.Place(text, call.Community) is ({ } meant, _)
            // In public a village is answered for by its province.
            ? call.Views.PlaceShown(meant) is { } place
                ? (new NamedThing(place.Id, Facts(place), IncidentQuery.All with { PlaceId = place.Id }), null)
                : (null, call.Texts.Of("commands.withheld", ("command", "/place")))
            : (null, lookup.Place(text, call.Community).Problem),
        (hit, id) => hit.Place?.Id == id, lookup);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (named, problem) = find(call.Option("name")!, call);
        if (named is null) return Answers.Problem(problem!);
        var count = await call.Views.CountAsync(named.Query, cancellationToken);
        var blocks = new List<Block> { new Block.Facts(0, named.Facts) };
        if (count.Known == 0)
        {
            blocks.Add(new Block.Paragraph(1, ["No incidents yet."]));
            return new Message(Tone.Neutral, blocks);
        }
        var views = await call.Views.ListAsync(named.Query, Looked, cancellationToken);
        blocks.Add(IncidentList.Lines($"Latest of {Wording.Count(count.Known, "incident")}", views.Take(Latest)));
        if (ClaimsOf(named.Id, views) is { Items.Count: > 0 } said) blocks.Add(said);
        blocks.Add(await AroundAsync(named, views, call, cancellationToken));
        blocks.Add(new Block.Actions(4,
            [new ActionButton("All incidents", $"/incidents {Definition.Name}:{named.Id}"),
                IncidentList.Whole(views[0])]));
        return new Message(Tone.Neutral, blocks);
    }

    private static IReadOnlyList<Fact> Facts(Actor actor) =>
    [
        new("Actor", actor.Name), new("Sort", actor.Kind.ToString().ToLowerInvariant()),
        .. actor.Country is { } country ? new[] { new Fact("Country", Wording.Country(country)) } : [],
        new("Spelled", Spellings(actor.Aliases)),
    ];

    private static IReadOnlyList<Fact> Facts(Place place) =>
    [
        new("Place", place.Name), new("Sort", place.Precision.ToString().ToLowerInvariant()),
        new("Country", Wording.Country(place.Country)),
        new("Where", place is { Latitude: { } north, Longitude: { } east }
            ? FormattableString.Invariant($"{north:0.###} N, {east:0.###} E")
            : "not known"),
        new("Spelled", Spellings(place.Aliases)),
    ];

    private static string Spellings(IEnumerable<Alias> aliases) =>
        string.Join(", ", aliases.Select(a => a.Text).Distinct(StringComparer.Ordinal).Take(20));

    /// <summary>What is claimed, denied and laid at the door of an actor; of a place, by whom.</summary>
    private Block.Bullets ClaimsOf(string id, IReadOnlyList<IncidentView> views) => new(
        2, "Claims and denials",
        [
            .. views.SelectMany(view => view.Ledger.Select(entry => (View: view, Entry: entry)))
                .Where(said => said.Entry.Role is ActorRole.Claimed or ActorRole.Denied or ActorRole.Accused)
                .Where(said => Definition.Name == "place" || said.Entry.ActorId == id)
                .DistinctBy(said => (said.View.Number, said.Entry.Role, said.Entry.Name)).Take(Said)
                .Select(said => (IReadOnlyList<Span>)
                [
                    new Span($"#{said.View.Number} ", IsStrong: true),
                    $"{Wording.Of(said.Entry.Role)} {said.Entry.Name}: \"{said.Entry.Sentence}\" ",
                    $"{said.Entry.Outlet}, {Wording.Of(said.Entry.SaidUtc)}",
                ]),
        ]);

    private async Task<Block> AroundAsync(
        NamedThing named, IReadOnlyList<IncidentView> views, CommandCall call, CancellationToken cancellationToken)
    {
        var weeks = await call.Views.CountByTimeAsync(
            named.Query, call.NowUtc - (Week * Weeks), Week, Weeks, cancellationToken);
        var items = new List<Fact>
        {
            new($"Last {Weeks} weeks", $"{Bars.Line(weeks)} ({string.Join(' ', weeks)})"),
        };
        if (Seen(named.Id, views) is { Length: > 0 } seen) items.Add(new Fact("Seen as", seen));
        if (With(named.Id, views) is { Length: > 0 } with) items.Add(new Fact("Named with", with));
        return new Block.Facts(3, items);
    }

    /// <summary>The spellings that matched lately, the commonest first.</summary>
    private string Seen(string id, IReadOnlyList<IncidentView> views) => Counted(views
        .SelectMany(v => v.Matches.SelectMany(m => m.Terms).Select(t => t.Text).Distinct(StringComparer.Ordinal))
        .GroupBy(text => text, StringComparer.Ordinal)
        .Where(g => lookup.Index.Names(TextFolder.Fold(g.Key, "")).Hits.Any(hit => isMeant(hit, id)))
        .Select(g => (g.Key, g.Count())));

    /// <summary>The other actors of the same incidents, the most frequent first.</summary>
    private static string With(string id, IReadOnlyList<IncidentView> views) => Counted(views
        .SelectMany(v => v.Ledger.Where(e => e.ActorId is not null && e.ActorId != id).Select(e => e.Name)
            .Distinct(StringComparer.Ordinal))
        .GroupBy(name => name, StringComparer.Ordinal).Select(g => (g.Key, g.Count())));

    private static string Counted(IEnumerable<(string Name, int Count)> counts) => string.Join(", ", counts
        .OrderByDescending(c => c.Count).ThenBy(c => c.Name, StringComparer.Ordinal).Take(Companions)
        .Select(c => $"{c.Name} ({c.Count})"));
}
