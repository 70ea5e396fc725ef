using System.Globalization;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Alerts;

/// <summary>The mutes of one step: which hold, what they silence, and which end.</summary>
/// <param name="mutes">Those that were stored, ended ones not among them.</param>
/// <param name="watched">Knows which place lies in which.</param>
/// <param name="nowUtc">The instant of the step.</param>
internal sealed class Silence(IReadOnlyList<Mute> mutes, WatchlistIndex watched, DateTimeOffset nowUtc)
{
    private readonly OrderedDictionary<string, Mute> _changed = new(StringComparer.Ordinal);
    private readonly List<Mute> _standing = [.. mutes.Where(m => m.UntilUtc is not { } until || until > nowUtc)];

    /// <summary>Mutes that are new, changed or ended.</summary>
    public IReadOnlyList<Mute> Changed =>
    [
        .. _changed.Values,
        .. mutes.Where(m => m.UntilUtc <= nowUtc && !_changed.ContainsKey(m.Id))
            .Select(m => m with { EndedUtc = m.UntilUtc, Ended = new MuteEnd(MuteEndKind.TimeUp) }),
    ];

    /// <summary>Adds one, or puts it in the place of one with the same target.</summary>
    public void Add(Mute mute)
    {
        foreach (var same in _standing.Where(m => m.Community == mute.Community && m.Channel == mute.Channel
            && m.What == mute.What && m.Target == mute.Target).ToList())
            End(same, new MuteEnd(MuteEndKind.Replaced));
        _standing.Add(mute);
        _changed[mute.Id] = mute;
    }

    /// <summary>Ends one of a community before its time; null when there is none of that id.</summary>
    public Mute? End(string id, CommunityId community, string by)
    {
        if (_standing.Find(m => m.Id == id && m.Community == community) is not { } mute) return null;
        End(mute, new MuteEnd(MuteEndKind.Person, by));
        return mute;
    }

    /// <summary>Who is muted for an incident goes on to be when it carries on as another.</summary>
    public void Follow(long from, long to)
    {
        for (var i = 0; i < _standing.Count; i++)
        {
            if (_standing[i].What != MuteWhat.Incident || _standing[i].Target != Text(from)) continue;
            _changed[_standing[i].Id] = _standing[i] = _standing[i] with { Target = Text(to) };
        }
    }

    /// <summary>The mute that keeps a channel from hearing of an incident; null when none does.</summary>
    public Mute? Of(IncidentView view, Audience audience) => _standing.Count == 0
        ? null
        : _standing.Find(m => m.Community == audience.Community && (m.Channel is null || m.Channel == audience.Channel)
            && Covers(m, view, audience));

    /// <summary>
    /// The mute that holds once the named changes are told: those that hold "until it changes" end by the first of
    /// them.
    /// </summary>
    public Mute? Of(IncidentView view, Audience audience, IReadOnlyList<NamedChange> named)
    {
        while (Of(view, audience) is { } mute)
        {
            if (!mute.IsUntilChange || named.Count == 0) return mute;
            End(mute, new MuteEnd(MuteEndKind.Change, Change: named[0]));
        }
        return null;
    }

    // A topic is silenced where it is the only one that the channel wants the incident for.
    private bool Covers(Mute mute, IncidentView view, Audience audience) => mute.What switch
    {
        MuteWhat.Incident => mute.Target == Text(view.Number),
        MuteWhat.Topic => !view.Matches.Any(m =>
            m.Topic != mute.Target && audience.Wanting.Any(s => s.AsksFor(m))),
        MuteWhat.Actor => view.Ledger.Any(e => e.ActorId == mute.Target)
            || view.Matches.Any(m => m.Actors.Contains(mute.Target, StringComparer.Ordinal)),
        _ => view.Places.Any(p => p.PlaceId == mute.Target || p.Within.Contains(mute.Target, StringComparer.Ordinal)
            || watched.IsWithin(p.PlaceId, mute.Target)),
    };

    private void End(Mute mute, MuteEnd why)
    {
        _standing.Remove(mute);
        _changed[mute.Id] = mute with { EndedUtc = nowUtc, Ended = why };
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
