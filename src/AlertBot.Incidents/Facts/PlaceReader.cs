using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>Finds where an event was: the finest place that its segments give, and further sites.</summary>
internal static class PlaceReader
{
    private const int MaxDateline = 8;

    /// <summary>How a place is meant: the higher, the likelier it is where the event was.</summary>
    private enum Rank
    {
        /// <summary>Where the report was written.</summary>
        Dateline,

        /// <summary>A landmark: "north of Baghdad", "from Mosul".</summary>
        Landmark,
        Later,
        Early,
        Lead,
    }

    private sealed record Candidate(Place Place, Rank Rank, int Token, int Sentence, bool IsNear);

    /// <summary>The places of one event, the finest of the likeliest first.</summary>
    public static List<PlaceFact> Read(TaggedText text, IReadOnlyList<Segment> segments, int owner)
    {
        var candidates = Candidates(text, segments, owner);
        if (candidates.Count == 0) return [];
        var top = candidates.Max(c => c.Rank);
        var main = candidates.Where(c => c.Rank == top).MaxBy(c => c.Place.Precision)!;
        if (top >= Rank.Later && main.Place.Precision <= PlacePrecision.Region)
        {
            // A country in the headline, the town in the text.
            var finer = candidates.Where(c => c.Rank >= Rank.Later && c.Place.Precision > main.Place.Precision
                && c.Place.Country == main.Place.Country).OrderByDescending(c => c.Rank).ThenByDescending(c =>
                c.Place.Precision);
            if (finer.FirstOrDefault() is { } found) main = found;
        }

        // The town in the headline, the base in the text.
        var inside = candidates.Where(c => c.Rank >= Rank.Later && c.Place.Precision > main.Place.Precision
            && c.Place.Within.Contains(main.Place.Id, StringComparer.Ordinal)).MaxBy(c => c.Rank);
        if (inside is not null) main = inside;

        var places = new List<PlaceFact> { Fact(text, main) };
        foreach (var other in candidates)
        {
            if (other.Rank < Rank.Early || other.Place.Precision < PlacePrecision.City || places.Count >= 8) continue;
            if (other.IsNear && other.Place.Country == main.Place.Country) continue;
            if (!places.Exists(p => IsSame(p, other.Place)) && !IsAround(other.Place,
                candidates)) places.Add(Fact(text, other));
        }

        return places;
    }

    private static bool IsSame(PlaceFact known, Place place) => known.PlaceId == place.Id
        || known.Within.Contains(place.Id, StringComparer.Ordinal)
        || place.Within.Contains(known.PlaceId, StringComparer.Ordinal);

    private static bool IsAround(Place place, List<Candidate> candidates) =>
        candidates.Exists(c => c.Place.Within.Contains(place.Id, StringComparer.Ordinal));

    private static PlaceFact Fact(TaggedText text, Candidate candidate)
    {
        var place = candidate.Place;
        return new PlaceFact(
            place.Id, place.Name, place.Country, place.Latitude, place.Longitude, place.Precision, place.Within,
            text.Text.SentenceText(candidate.Sentence), place.Weight);
    }

    private static List<Candidate> Candidates(TaggedText text, IReadOnlyList<Segment> segments, int owner)
    {
        var candidates = new List<Candidate>();
        var dateline = DatelineEnd(text);
        var order = 0;
        foreach (var segment in segments)
        {
            if (segment.Owner != owner) continue;
            var isTitle = text.Text.Sentences[segment.Sentence].IsTitle;
            if (!isTitle) order++;
            for (var i = segment.First; i < segment.End; i += Math.Max(1, (int)text.Spans[i]))
            {
                if (text.Hit(i)?.Place is not { } place) continue;
                if (Judge(text, segment, i, place, isTitle, order, dateline) is { } rank)
                    candidates.Add(new Candidate(place, rank, i, segment.Sentence, IsNear(text, segment, i)));
            }
        }

        return candidates;
    }

    private static Rank? Judge(
        TaggedText text, Segment segment, int i, Place place, bool isTitle, int order, (int First, int End) dateline)
    {
        if (i >= dateline.First && i < dateline.End) return Rank.Dateline;
        var next = i + Math.Max(1, (int)text.Spans[i]);
        if (IsSpeaker(text, segment, i, next) || IsNameOfRoad(text, segment, i, next)) return null;
        if (place.Precision == PlacePrecision.Country && IsDoer(text, segment, i, next)) return null;
        if (i > segment.First && text.Gaps[i] == Gap.None)
        {
            var before = LastWord(text, i - 1, segment.First);
            if (before.Is(Tag.Toward) && !before.Is(Tag.At)) return Rank.Landmark;
            if (before.Is(Tag.By) && place.Precision == PlacePrecision.Country) return null;
        }

        return isTitle || order == 1 ? Rank.Lead : order <= 4 ? Rank.Early : Rank.Later;
    }

    // "On the Mosul road", "in Palestine Street": where the road leads to, or what the street is called, was not hit. A
    // "Baghdad street" in small letters lies in Baghdad. A road that is listed is a place of its own, with these words in
    // its name.
    private static bool IsNameOfRoad(TaggedText text, Segment segment, int i, int next)
    {
        if (i > segment.First && text.Gaps[i] == Gap.None && text.Tokens[i - 1].Folded is "طريق" or "شارع") return true;
        if (next >= segment.End || text.Breaks(next)) return false;
        // "The Baghdad-Mosul road" leads to both.
        if (text.Hit(next)?.Place is not null && text.Gaps[next] != Gap.None)
            return IsNameOfRoad(text, segment, next, next + Math.Max(1, (int)text.Spans[next]));
        return text.Tokens[next].Folded switch
        {
            "road" or "highway" or "motorway" or "expressway" => true,
            "street" or "avenue" or "boulevard" or "bridge" => char.IsUpper(text.Surface(next)[0]),
            _ => false,
        };
    }

    // "K-1 base near Kirkuk": the landmark is no second site.
    private static bool IsNear(TaggedText text, Segment segment, int i)
    {
        for (var at = i - 1; at >= segment.First && i - at <= 7; at--)
        {
            if (text.Breaks(at + 1)) return false;
            if (text.Tokens[at].Folded is "near" or "outside" or "قرب" or "بالقرب") return true;
            if (text.Words[at].Is(Tag.At) || text.HitAt[at] > 0) return false;
        }

        return false;
    }

    // "Baghdad condemned", "Tehran rejects": the name stands for a government.
    private static bool IsSpeaker(TaggedText text, Segment segment, int i, int next)
    {
        if (i > segment.First && text.Words[i - 1].Is(Tag.At)) return false;
        if (i > segment.First + 1 && text.Words[i - 1].Is(Tag.And) && text.Hit(i - 2)?.Place is not null
            && i - 3 >= segment.First && text.Words[i - 3].Is(Tag.At)) return false;
        if (i > segment.First && !text.Breaks(i) && IsSpoken(text, i - 1)) return true;
        if (next >= segment.End || text.Breaks(next)) return false;
        if (text.Words[next].Is(Tag.And) && next + 1 < segment.End && text.Hit(next + 1)?.Place is not null)
            return IsSpeaker(text, segment, next + 1, next + 1 + Math.Max(1, (int)text.Spans[next + 1]));
        var word = text.Words[next];
        return word.Is(Tag.Speech | Tag.Accuse | Tag.Deny | Tag.Reaction) && !word.Is(Tag.Attack | Tag.Killed)
            && text.Tokens[next].Folded[0] < '\u0600';
    }

    // "blaming Tehran"; in Arabic the verb of saying comes first: "نفت طهران".
    private static bool IsSpoken(TaggedText text, int before) => text.Words[before].Is(Tag.Accuse)
        || (text.Words[before].Is(Tag.Speech | Tag.Deny) && text.Tokens[before].Folded[0] >= '\u0600');

    private static bool IsDoer(TaggedText text, Segment segment, int i, int next)
    {
        if (next >= segment.End || text.Gaps[next] != Gap.None) return false;
        if (i > segment.First && text.Words[i - 1].Is(Tag.At)) return false;
        var word = text.Words[next];
        if (!word.Is(Tag.Hit | Tag.Deed | Tag.Fire | Tag.Attack | Tag.ActiveVerb)) return false;
        var after = next + Math.Max(1, (int)text.Spans[next]);
        return !(after < segment.End && text.Words[after].Is(Tag.By));
    }

    private static Word LastWord(TaggedText text, int i, int first)
    {
        while (i > first && text.Spans[i] == 0) i--;
        if (i > first && text.Words[i].Is(Tag.The)) i--;
        if (i > first && text.Tokens[i].Folded is "city" or "town" or "capital" or "العاصمه" or "مدينه") i--;
        while (i > first && text.Spans[i] == 0) i--;
        return text.Words[i];
    }

    // "BAGHDAD (Reuters) -", "KIRKUK, Iraq (AP) —": at the head of the text.
    private static (int First, int End) DatelineEnd(TaggedText text)
    {
        for (var s = 0; s < text.Text.Sentences.Count; s++)
        {
            if (text.Text.Sentences[s].IsTitle) continue;
            var (first, end) = text.Bounds(s);
            for (var i = first + 1; i < end && i <= first + MaxDateline; i++)
            {
                if (!text.HasGap(i, Gap.Break) || text.HasGap(i, Gap.Quote)) continue;
                return IsUpper(text, first) || text.Hit(first)?.Place is not null ? (first, i) : (0, 0);
            }

            break;
        }

        return (0, 0);
    }

    private static bool IsUpper(TaggedText text, int token)
    {
        foreach (var c in text.Surface(token))
            if (char.IsLower(c)) return false;
        return text.Tokens[token].Length > 2;
    }
}
