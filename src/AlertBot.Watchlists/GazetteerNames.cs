namespace AlertBot.Watchlists;

/// <summary>Chooses, among the many names that a gazetteer gives a place, those that a text may mean it by.</summary>
internal static class GazetteerNames
{
    private const int MaxNames = 200;
    private const int MaxLength = 100;
    private const int MinLatin = 4;
    private const int MinOther = 3;
    private const long MinKnown = 50_000;

    /// <summary>The name first; every spelling once.</summary>
    /// <param name="name">As people are shown it.</param>
    /// <param name="ascii">The same in ASCII.</param>
    /// <param name="alternates">Further names between commas.</param>
    /// <param name="precision">How fine the place is.</param>
    /// <param name="population">How many live there; 0 when unknown.</param>
    /// <param name="isOurs">No name of long ago is among them, so that they need not sound like the first one.</param>
    public static List<Alias> Read(
        string name, string ascii, string alternates, PlacePrecision precision, long population, bool isOurs)
    {
        var plain = TextFolder.FoldWord(ascii);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var aliases = new List<Alias>();
        var others = alternates.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var skeletons = new Lazy<List<string>>(() =>
            [.. others.Where(IsArabic).Append(name).Select(NameSkeleton.Of).Distinct(StringComparer.Ordinal)]);
        foreach (var text in others.Prepend(ascii).Prepend(name))
        {
            if (aliases.Count == MaxNames) break;
            if (text.Length is 0 or > MaxLength || char.IsAsciiLetterLower(text[0])) continue;
            var words = TextFolder.Fold("", text).Tokens;
            if (!MayNamePlace(text, words, precision) || !seen.Add(RuleTermReader.Words(words))) continue;

            // Antioquia for Antakya, Philadelphia for Amman: names of long ago mean another place today. A Latin
            // spelling counts when it sounds like the name or like the Arabic one, as Halab does for Aleppo. Of a small
            // place only spellings close to its name count: the far ones are words of other languages more often.
            var isOfToday = isOurs || precision == PlacePrecision.Country || IsOtherScript(text)
                || IsClose(plain, words) || (population >= MinKnown && SoundsLike(skeletons.Value, words));
            if (isOfToday) aliases.Add(Alias.Plain(text));
        }

        return aliases;
    }

    private static bool IsClose(string plain, IReadOnlyList<Token> words)
    {
        var word = words.Count == 1 ? words[0].Folded : string.Concat(words.Select(token => token.Folded));
        return EditDistance.Of(plain, word) <= Math.Max(1, plain.Length / 4);
    }

    private static bool SoundsLike(List<string> skeletons, IReadOnlyList<Token> words)
    {
        var ours = NameSkeleton.Of(words);
        return skeletons.Exists(skeleton => NameSkeleton.AreAlike(skeleton, ours));
    }

    private static bool IsArabic(string text) => text[0] is >= '\u0600' and <= '\u06FF';

    private static bool IsOtherScript(string text) => text[0] is >= '\u0250' and not (>= '\u1E00' and <= '\u1EFF');

    // GeoNames lists codes (RKT), and spellings without vowels that no text has (mdynt ras alkhymt), among the names.
    private static bool MayNamePlace(string text, IReadOnlyList<Token> tokens, PlacePrecision precision)
    {
        if (tokens.Count == 0 || char.IsAsciiDigit(tokens[0].Folded[0])) return false;
        if (precision == PlacePrecision.Country) return true;
        if (tokens.Count > 1) return !IsArticleAndWord(tokens);
        var word = tokens[0].Folded;
        if (word[0] >= '\u0250') return ArabicPrefix.WithoutArticle(word).Length >= MinOther;
        return word.Length >= MinLatin && ListedNames.IsPlaceAlone(word) && text.Any(char.IsLower);
    }

    // "As Said" is an article and a word that alone would be refused.
    private static bool IsArticleAndWord(IReadOnlyList<Token> tokens) =>
        tokens.Count == 2 && tokens[0].Folded is { Length: <= 3 } article && article[0] is 'a' or 'e'
        && (tokens[1].Folded.Length < MinLatin || !ListedNames.IsPlaceAlone(tokens[1].Folded));
}
