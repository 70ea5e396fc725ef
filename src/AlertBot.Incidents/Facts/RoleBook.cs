using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>Gathers who has what part: each pair once, with the first sentence that says so.</summary>
internal sealed class RoleBook
{
    private const int MaxFacts = 64;

    private readonly List<ActorFact> _facts = [];

    /// <summary>Notes a watched actor.</summary>
    public void Add(Actor actor, ActorRole role, string sentence)
    {
        if (_facts.Count < MaxFacts && !_facts.Exists(f => f.ActorId == actor.Id && f.Role == role))
            _facts.Add(new ActorFact(actor.Id, actor.Name, role, sentence, actor.Weight));
    }

    /// <summary>Notes one that only the text names.</summary>
    public void Add(string name, ActorRole role, string sentence)
    {
        if (_facts.Count < MaxFacts
            && !_facts.Exists(f => f.Role == role && string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase)))
            _facts.Add(new ActorFact(null, name, role, sentence));
    }

    /// <summary>Notes either.</summary>
    public void Add(Party party, ActorRole role, string sentence)
    {
        if (party.Actor is { } actor) Add(actor, role, sentence);
        else Add(party.Name, role, sentence);
    }

    /// <summary>Whether a watched actor has a part already.</summary>
    public bool Has(string actorId, ActorRole role) => _facts.Exists(f => f.ActorId == actorId && f.Role == role);

    /// <summary>Whether somebody of a country, its state or forces, speaks.</summary>
    public bool Speaks(Func<string, Actor?> find, string country) => _facts.Exists(f =>
        f is { ActorId: { } id, Role: ActorRole.Speaker or ActorRole.Accuser or ActorRole.Claimed }
        && find(id) is { Kind: ActorKind.State or ActorKind.Military or ActorKind.Organisation } actor
        && actor.Country == country);

    /// <summary>All parts; being mentioned counts only for those who have no other.</summary>
    public IReadOnlyList<ActorFact> ToList()
    {
        bool IsIdle(ActorFact fact) => fact.Role == ActorRole.Mentioned
            && _facts.Exists(f => f.ActorId == fact.ActorId && f.Role != ActorRole.Mentioned);
        bool IsOnlySpeaker(ActorFact fact) => fact.Role == ActorRole.Suspected
            && _facts.Exists(f => f.ActorId == fact.ActorId && f.Role is ActorRole.Accused or ActorRole.Claimed
            or ActorRole.Confirmed);
        return [.. _facts.Where(f => !IsIdle(f) && !IsOnlySpeaker(f)).OrderBy(f => f.Role)];
    }
}
