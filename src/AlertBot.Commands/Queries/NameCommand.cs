using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>What a name that people type stands for.</summary>
/// <param name="Id">Its id: the value of the option that narrows incidents to it.</param>
/// <param name="Facts">What is known of it, in pairs, in a language.</param>
/// <param name="Query">Its incidents.</param>
internal sealed record NamedThing(string Id, Func<Texts, IReadOnlyList<Fact>> Facts, IncidentQuery Query);

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
        (text, call) =>
        {
            var (actor, problem) = lookup.Actor(text, call);
            return actor is null
                ? (null, problem)
                : (new NamedThing(
                    actor.Id, texts => Facts(texts, actor), IncidentQuery.All with { ActorId = actor.Id }), null);
        },
        (hit, id) => hit.Actor?.Id == id, lookup);

    /// <summary>Tells of a place.</summary>
    public static NameCommand OfPlaces(Lookup lookup) => new(
        new CommandDefinition(
            "place",
            [OptionDefinition.Required("name", OptionType.Place)],
            Permission.Everyone, IsPrivate: false, ["/place taji", "/place عين الأسد"]),
        (text, call) =>
        {
            var (meant, problem) = lookup.Place(text, call);
            if (meant is null) return (null, problem);
            // In public a village is answered for by its province.
            return call.Views.PlaceShown(meant) is { } place
                ? (new NamedThing(
                    place.Id, texts => Facts(texts, place), IncidentQuery.All with { PlaceId = place.Id }), null)
                : (null, call.Texts.Of("commands.withheld", ("command", "/place")));
        },
        (hit, id) => hit.Place?.Id == id, lookup);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (named, problem) = find(call.Option("name")!, call);
        if (named is null) return Answers.Problem(problem!);
        var count = await call.Views.CountAsync(named.Query, cancellationToken);
        var blocks = new List<Block> { new Block.Facts(0, named.Facts(call.Texts)) };
        if (count.Known == 0)
        {
            blocks.Add(new Block.Paragraph(1, [call.Texts.Of("commands.name.none", ("line", "/incidents"))]));
            return new Message(Tone.Neutral, blocks);
        }
        var views = await call.Views.ListAsync(named.Query, Looked, cancellationToken);
        blocks.Add(IncidentList.Lines(
            call.Texts, call.Texts.Of("commands.name.latest",
                ("counted", Pages.Counted(count, IncidentsCommand.Counted, call.Texts))),
            views.Take(Latest)));
        if (ClaimsOf(call.Texts, named.Id, views) is { Items.Count: > 0 } said) blocks.Add(said);
        blocks.Add(await AroundAsync(named, views, call, cancellationToken));
        blocks.Add(new Block.Actions(4,
        [
            new ActionButton(call.Texts["commands.name.all"], $"/incidents {Definition.Name}:{named.Id}"),
            IncidentList.Whole(call.Texts, views[0]),
        ]));
        return new Message(Tone.Neutral, blocks);
    }

    private static IReadOnlyList<Fact> Facts(Texts texts, Actor actor) =>
    [
        new(texts["commands.name.actor"], texts.Isolated(texts.Name(actor))),
        new(texts["commands.name.sort"], texts["commands.name.sort." + actor.Kind.ToString().ToLowerInvariant()]),
        .. actor.Country is { } country
            ? new[] { new Fact(texts["commands.name.country"], texts.Country(country)) } : [],
        new(texts["commands.name.spelled"], Spellings(texts, actor.Aliases)),
    ];

    private static IReadOnlyList<Fact> Facts(Texts texts, Place place) =>
    [
        new(texts["commands.name.place"], texts.Isolated(texts.Name(place))),
        new(texts["commands.name.sort"], texts.Of(place.Precision)),
        new(texts["commands.name.country"], texts.Country(place.Country)),
        new(texts["commands.name.where"], place is { Latitude: { } north, Longitude: { } east }
            ? texts.Of("commands.name.at", ("north", Degrees(north)), ("east", Degrees(east)))
            : texts["commands.name.nowhere"]),
        new(texts["commands.name.spelled"], Spellings(texts, place.Aliases)),
    ];

    private static string Degrees(double degrees) => degrees.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Spellings(Texts texts, IEnumerable<Alias> aliases) =>
        texts.Joined(aliases.Select(a => a.Text).Distinct(StringComparer.Ordinal).Take(20));

    /// <summary>What is claimed, denied and laid at the door of an actor; of a place, by whom.</summary>
    private Block.Bullets ClaimsOf(Texts texts, string id, IReadOnlyList<IncidentView> views) => new(
        2, texts["commands.name.said"],
        [
            .. views.SelectMany(view => view.Ledger.Select(entry => (View: view, Entry: entry)))
                .Where(said => said.Entry.Role is ActorRole.Claimed or ActorRole.Denied or ActorRole.Accused)
                .Where(said => Definition.Name == "place" || said.Entry.ActorId == id)
                .DistinctBy(said => (said.View.Number, said.Entry.Role, said.Entry.Name)).Take(Said)
                .Select(said => (IReadOnlyList<Span>)
                [
                    new Span($"#{said.View.Number} ", IsStrong: true),
                    texts.Of("commands.said", ("role", texts.Of(said.Entry.Role)), ("who", said.Entry.Name))
                        + Quoted(texts, said.View, said.Entry) + " — ",
                    texts.Of("commands.said.by",
                        ("outlet", said.Entry.Outlet), ("at", texts.Of(said.Entry.SaidUtc))),
                ]),
        ]);

    private async Task<Block> AroundAsync(
        NamedThing named, IReadOnlyList<IncidentView> views, CommandCall call, CancellationToken cancellationToken)
    {
        var weeks = await call.Views.CountByTimeAsync(
            named.Query, call.NowUtc - (Week * Weeks), Week, Weeks, cancellationToken);
        var items = new List<Fact>
        {
            new(call.Texts.Count("commands.name.weeks", Weeks), $"{Bars.Line(weeks)} ({string.Join(' ', weeks)})"),
        };
        if (Seen(call.Texts, named.Id, views) is { Length: > 0 } seen)
            items.Add(new Fact(call.Texts["commands.name.seen"], seen));
        if (With(call.Texts, named.Id, views) is { Length: > 0 } with)
            items.Add(new Fact(call.Texts["commands.name.with"], with));
        return new Block.Facts(3, items);
    }

    /// <summary>The spellings that matched lately, the commonest first.</summary>
    private string Seen(Texts texts, string id, IReadOnlyList<IncidentView> views) => Counted(texts, views
        .SelectMany(v => v.Matches.SelectMany(m => m.Terms).Select(t => t.Text).Distinct(StringComparer.Ordinal))
        .GroupBy(text => text, StringComparer.Ordinal)
        .Where(g => lookup.Index.Names(TextFolder.Fold(g.Key, "")).Hits.Any(hit => isMeant(hit, id)))
        .Select(g => (g.Key, g.Count())));

    /// <summary>The other actors of the same incidents, the most frequent first.</summary>
    private static string With(Texts texts, string id, IReadOnlyList<IncidentView> views) => Counted(texts, views
        .SelectMany(v => v.Ledger.Where(e => e.ActorId is not null && e.ActorId != id).Select(e => e.Name)
            .Distinct(StringComparer.Ordinal))
        .GroupBy(name => name, StringComparer.Ordinal).Select(g => (g.Key, g.Count())));

    // What a public channel may not read is empty.
    private static string Quoted(Texts texts, IncidentView view, LedgerEntry entry) => entry.Sentence.Length == 0
        ? ""
        : $": \"{texts.Quote(entry.Sentence, view.Sources[entry.Source - 1].Language)}\"";

    private static string Counted(Texts texts, IEnumerable<(string Name, int Count)> counts) => texts.Joined(counts
        .OrderByDescending(c => c.Count).ThenBy(c => c.Name, StringComparer.Ordinal).Take(Companions)
        .Select(c => $"{c.Name} ({c.Count})"));
}
