using System.Text;

namespace AlertBot.Benchmarks;

/// <summary>Generated news: Zipf vocabularies, one article in ten in Arabic script, names planted here and
/// there.</summary>
internal static class NewsCorpus
{
    private const string Latin = "aeiouaeioubcdfghklmnprstvwy";
    private const string Arabic = "ابتجحدرزسشصعفقكلمنهوي";

    /// <summary>Articles of about 4,500 characters.</summary>
    public static List<(string Title, string Text)> Articles(int count, IReadOnlyList<string> names, int seed)
    {
        var random = new Random(seed);
        var latin = Words(random, Latin, 60_000, "the of to in a and on said for that was at by with from".Split(' '));
        var arabic = Words(random, Arabic, 20_000, "في من على ان الى عن التي مع هذا بعد".Split(' '));
        var articles = new List<(string, string)>(count);
        for (var i = 0; i < count; i++)
        {
            var words = i % 10 == 9 ? arabic : latin;
            var length = i % 10 == 9 ? 2500 : 4400;
            articles.Add((Sentences(random, words, names, 60), Sentences(random, words, names, length)));
        }

        return articles;
    }

    /// <summary>Made-up names of two or three words, each with a capital.</summary>
    public static List<string> Names(int count, int seed)
    {
        var random = new Random(seed);
        var names = new List<string>(count);
        for (var i = 0; i < count; i++)
        {
            var alphabet = i % 4 == 3 ? Arabic : Latin;
            var words = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Capital(Word(random, alphabet, 5, 10)));
            names.Add(string.Join(' ', words));
        }

        return names;
    }

    /// <summary>Words of the vocabulary that articles use often, less often and seldom.</summary>
    public static List<string> Vocabulary(int seed) =>
        Words(new Random(seed), Latin, 60_000, "the of to in a and on said for that was at by with from".Split(' '));

    private static List<string> Words(Random random, string alphabet, int count, string[] first)
    {
        var words = new List<string>(first);
        while (words.Count < count) words.Add(Word(random, alphabet, 2 + Math.Min(5, words.Count / 4000), 10));
        return words;
    }

    private static string Word(Random random, string alphabet, int min, int max) =>
        string.Create(random.Next(min, max + 1), (random, alphabet), static (span, state) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = state.alphabet[state.random.Next(state.alphabet.Length)];
        });

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static string Sentences(Random random, List<string> words, IReadOnlyList<string> names, int length)
    {
        var text = new StringBuilder(length + 100);
        var left = 0;
        while (text.Length < length)
        {
            var begins = left == 0;
            if (begins) left = random.Next(8, 30);
            var rank = (int)Math.Exp(random.NextDouble() * Math.Log(words.Count)) - 1;
            var word = random.Next(400) == 0
                ? names[random.Next(names.Count)]
                : words[Math.Clamp(rank, 0, words.Count - 1)];
            text.Append(begins ? Capital(word) : word);
            if (random.Next(60) == 0) text.Append(',');
            if (random.Next(80) == 0) text.Append(' ').Append(random.Next(1, 3000));
            text.Append(--left == 0 ? ". " : " ");
        }

        return text.ToString();
    }
}
