using System.Collections.Frozen;
using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>All word lists as one table, by folded word. Made once, never changed.</summary>
internal static class Lexicon
{
    private static readonly FrozenDictionary<string, Word> Table = Build();

    private static readonly FrozenDictionary<string, Word>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Table.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The word as it stands, or, if it is Arabic, without the words that are written on to it.</summary>
    /// <param name="folded">A folded token.</param>
    /// <param name="stem">What was found, for comparing within phrases; the token itself when nothing was.</param>
    public static Word Find(string folded, out string stem)
    {
        stem = folded;
        if (Table.TryGetValue(folded, out var word)) return word;
        if (folded.Length < 3 || folded[0] is < '\u0621' or > '\u06FF') return Word.None;

        Span<Range> readings = stackalloc Range[ArabicReadings.Max];
        foreach (var reading in readings[..ArabicReadings.Of(folded, readings)])
        {
            if (!Lookup.TryGetValue(folded.AsSpan()[reading], out var found)) continue;
            stem = folded[reading];
            return found;
        }

        return Word.None;
    }

    private static FrozenDictionary<string, Word> Build()
    {
        var words = new Dictionary<string, Word>(StringComparer.Ordinal);
        var phrases = new Dictionary<string, List<Phrase>>(StringComparer.Ordinal);
        foreach (var entry in Lists())
        {
            var meaning = new Word(entry.Tags, entry.Kind, entry.Strength, entry.Munition, entry.Number);
            foreach (var tokens in Spellings(entry.Words))
            {
                if (tokens.Length == 1)
                {
                    words[tokens[0]] = words.TryGetValue(tokens[0], out var known) ? known.With(meaning) : meaning;
                    continue;
                }

                if (!phrases.TryGetValue(tokens[0], out var list)) phrases.Add(tokens[0], list = []);
                AddPhrase(list, tokens[1..], meaning);
            }
        }

        foreach (var (first, list) in phrases)
        {
            var word = words.GetValueOrDefault(first, Word.None);
            words[first] = word with { Phrases = [.. list.OrderByDescending(p => p.Rest.Length)] };
        }

        foreach (var (first, _) in phrases) LendMeaning(words, first);
        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    // "Shot dead" is a deed in one list and a death in another.
    private static void AddPhrase(List<Phrase> list, string[] rest, Word meaning)
    {
        var same = list.FindIndex(p => p.Rest.AsSpan().SequenceEqual(rest));
        if (same < 0) list.Add(new Phrase(rest, meaning));
        else list[same] = list[same] with { Meaning = list[same].Meaning.With(meaning) };
    }

    // الهجوم begins a phrase, and means by itself what هجوم means.
    private static void LendMeaning(Dictionary<string, Word> words, string first)
    {
        var word = words[first];
        if (word.Tags != Tag.None || first.Length < 3 || first[0] is < '\u0621' or > '\u06FF') return;
        Span<Range> readings = stackalloc Range[ArabicReadings.Max];
        foreach (var reading in readings[..ArabicReadings.Of(first, readings)])
        {
            if (!words.TryGetValue(first[reading], out var bare) || bare.Tags == Tag.None) continue;
            words[first] = bare with { Phrases = [.. word.Phrases, .. bare.Phrases] };
            return;
        }
    }

    private static IEnumerable<Entry> Lists() =>
    [
        .. WeaponWords.All, .. AttackWords.All, .. CasualtyWords.All, .. PeopleWords.All, .. ReactionWords.All,
        .. SpeechWords.All, .. TimeWords.All, .. NumberWords.All, .. SmallWords.All, .. OtherSenses.All,
        .. ArabicWeaponWords.All, .. ArabicCasualtyWords.All, .. ArabicReactionWords.All, .. ArabicTimeWords.All,
        .. ArabicNumberWords.All,
    ];

    private static IEnumerable<string[]> Spellings(string list)
    {
        foreach (var phrase in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            IEnumerable<string[]> spellings = [[]];
            foreach (var part in phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var choices = part.Split('/');
                spellings = [.. spellings.SelectMany(s => choices.Select(c => (string[])[.. s, .. Fold(c)]))];
            }

            foreach (var spelling in spellings) yield return spelling;
        }
    }

    // A hyphen divides words in texts too.
    private static IEnumerable<string> Fold(string word) =>
        word.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(w => TextFolder.FoldWord(w));
}
