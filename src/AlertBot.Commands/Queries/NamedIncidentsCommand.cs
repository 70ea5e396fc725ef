using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Who an actor is, and what it had a part in.</summary>
internal sealed class ActorCommand(IIncidentArchive archive, Lookup lookup) : ICommand
{
    private const int Most = 5;

    public CommandDefinition Definition { get; } = new(
        "actor", "Tells who an actor is, how its name is spelled, and its latest incidents.",
        [OptionDefinition.Required("name", OptionType.Actor, "Any of its names, in any script.")],
        Permission.Everyone, IsPrivate: false, ["/actor kataib hezbollah", "/actor كتائب حزب الله"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (actor, problem) = lookup.Actor(call.Option("name")!, call.Community);
        if (actor is null) return Answers.Problem(problem!);
        var views = await archive.ListAsync(
            IncidentQuery.All with { ActorId = actor.Id }, call.Community, Most, cancellationToken);
        var spellings = string.Join(", ", actor.Aliases.Select(a => a.Text).Distinct(StringComparer.Ordinal));
        var about = new Block.Facts(0, [new("Actor", actor.Name), new("Sort", actor.Kind.ToString().ToLowerInvariant()),
            .. actor.Country is { } country ? new[] { new Fact("Country", country) } : [], new("Spelled", spellings)]);
        return IncidentList.About(about, views, $"/incidents actor:{actor.Id}");
    }
}

/// <summary>Where a place is, and what happened there.</summary>
internal sealed class PlaceCommand(IIncidentArchive archive, Lookup lookup) : ICommand
{
    private const int Most = 5;

    public CommandDefinition Definition { get; } = new(
        "place", "Tells where a place is, how its name is spelled, and its latest incidents.",
        [OptionDefinition.Required("name", OptionType.Place, "Any of its names, in any script.")],
        Permission.Everyone, IsPrivate: false, ["/place taji", "/place عين الأسد"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (place, problem) = lookup.Place(call.Option("name")!, call.Community);
        if (place is null) return Answers.Problem(problem!);
        var views = await archive.ListAsync(
            IncidentQuery.All with { PlaceId = place.Id }, call.Community, Most, cancellationToken);
        var where = place is { Latitude: { } north, Longitude: { } east }
            ? FormattableString.Invariant($"{north:0.###} N, {east:0.###} E")
            : "not known";
        var spellings = string.Join(", ", place.Aliases.Select(a => a.Text).Distinct(StringComparer.Ordinal).Take(20));
        var about = new Block.Facts(0,
        [
            new("Place", place.Name), new("Sort", place.Precision.ToString().ToLowerInvariant()),
            new("Country", place.Country), new("Where", where), new("Spelled", spellings),
        ]);
        return IncidentList.About(about, views, $"/incidents place:{place.Id}");
    }
}
