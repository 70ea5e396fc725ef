using System.Globalization;
using System.Text;

namespace AlertBot.Benchmarks;

/// <summary>One generated article.</summary>
/// <param name="Story">Articles of one event share it.</param>
/// <param name="Outlet">0 and up; the same number is the same outlet.</param>
/// <param name="Title">Headline.</param>
/// <param name="Text">What follows it.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Minutes">From the first hour of the news to its publication.</param>
internal sealed record NewsStory(int Story, int Outlet, string Title, string Text, string Language, int Minutes);

/// <summary>Generated news as a newsroom has it: one in three articles tells of an attack that several outlets report,
/// each in its own words and with its own figures; the rest is sport, markets, courts and weather. One in ten events is
/// told in Arabic. The same seed gives the same news.</summary>
internal sealed class NewsStories(int seed)
{
    private const int MostTellings = 14;
    private const int WordsOfStory = 60;

    private static readonly string[] Common =
        ("the of to in a and on said for that was at by with from it as have has had were been which after this not "
            + "its their but more than one would who two about over into last year when").Split(' ');

    private readonly Random _random = new(seed);
    private readonly List<string> _vocabulary = NewsCorpus.Vocabulary(seed);

    /// <summary>Articles by their time, each with a text of about that many characters.</summary>
    public List<NewsStory> Write(int count, int outlets, int characters)
    {
        var told = new List<NewsStory>(count);
        for (var story = 0; told.Count < count; story++)
        {
            var begins = story * 6;
            var isEvent = _random.Next(12) == 0;
            var attack = Attack.Any(_random);
            var words = Enumerable.Range(0, WordsOfStory).Select(_ => Zipf()).ToList();
            // Most events have few tellings, some have many.
            var tellings = isEvent ? 1 + (int)(MostTellings * Math.Pow(_random.NextDouble(), 2)) : 1;
            for (var i = 0; i < tellings && told.Count < count; i++)
                told.Add(Tell(
                    new Plan(story, isEvent ? attack : null, words), outlets, characters, begins + (i * 11)));
        }

        return [.. told.OrderBy(t => t.Minutes)];
    }

    /// <summary>The article in the form that <c>analyze</c> reads.</summary>
    public static string ToLine(NewsStory story, int number) => System.Text.Json.JsonSerializer.Serialize(new
    {
        id = $"n{number}",
        title = story.Title,
        text = story.Text,
        language = story.Language,
        source = $"Outlet {story.Outlet}",
        url = $"https://outlet{story.Outlet}.example/news/{number}",
        published = new DateTime(2020, 3, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(story.Minutes)
            .ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
    });

    private NewsStory Tell(Plan plan, int outlets, int characters, int minutes)
    {
        var attack = plan.Attack;
        var outlet = _random.Next(outlets);
        var (language, book) = attack is { IsArabic: true } ? ("ar", NewsWords.Arabic) : ("en", NewsWords.English);
        var text = new StringBuilder(characters + 200);
        var title = attack is null
            ? $"{Filled(Pick(book.Titles), attack)}, {Pick(plan.Words)} {Pick(plan.Words)}"
            : Filled(Pick(book.AttackTitles), attack);
        if (attack is not null)
            foreach (var sentence in book.Attack.OrderBy(_ => _random.Next()).Take(4))
                text.Append(Filled(sentence, attack)).Append(' ');
        while (text.Length < characters)
        {
            if (_random.Next(5) == 0 && text.Length > 0) text.Append('\n');
            if (language == "ar" || _random.Next(3) == 0) text.Append(Filled(Pick(book.Filler), attack)).Append(' ');
            else AppendSentence(text, plan.Words);
        }

        return new NewsStory(plan.Story, outlet, title, text.ToString().TrimEnd(), language, minutes);
    }

    // A sentence of no meaning: function words, words that the story comes back to, and words of any story.
    private void AppendSentence(StringBuilder text, List<string> words)
    {
        var start = text.Length;
        for (var left = _random.Next(9, 26); left > 0; left--)
            text.Append(_random.Next(10) switch { < 4 => Pick(Common), < 7 => Pick(words), _ => Zipf() })
                .Append(left == 1 ? ". " : _random.Next(14) == 0 ? ", " : " ");
        text[start] = char.ToUpperInvariant(text[start]);
    }

    private string Zipf() => _vocabulary[(int)Math.Exp(_random.NextDouble() * Math.Log(_vocabulary.Count - 1))];

    private string Filled(string pattern, Attack? attack)
    {
        var text = new StringBuilder(pattern.Length + 60);
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '{')
            {
                text.Append(pattern[i]);
                continue;
            }

            var end = pattern.IndexOf('}', i);
            text.Append(Word(pattern[(i + 1)..end], attack));
            i = end;
        }

        return text.ToString();
    }

    private string Word(string name, Attack? attack)
    {
        var book = attack is { IsArabic: true } ? NewsWords.Arabic : NewsWords.English;
        return name switch
        {
            "number" => Number(2, 900),
            "place" => attack!.Place,
            "actor" => attack!.Actor,
            "weapon" => attack!.Weapon,
            // Outlets count differently, and count again.
            "rockets" => Number(attack!.Rockets, attack.Rockets + 1),
            "killed" => Number(attack!.Killed, attack.Killed + 2),
            "wounded" => Number(attack!.Wounded, attack.Wounded + 4),
            _ => Pick(book.Lists[name]),
        };
    }

    private string Number(int from, int to) => _random.Next(from, to + 1).ToString(CultureInfo.InvariantCulture);

    private string Pick(IReadOnlyList<string> words) => words[_random.Next(words.Count)];

    private sealed record Plan(int Story, Attack? Attack, List<string> Words);

    private sealed record Attack(
        string Place, string Actor, string Weapon, int Rockets, int Killed, int Wounded, bool IsArabic)
    {
        public static Attack Any(Random random)
        {
            var isArabic = random.Next(10) == 0;
            var book = isArabic ? NewsWords.Arabic : NewsWords.English;
            return new Attack(
                Of("place"), Of("actor"), Of("weapon"), random.Next(2, 30), random.Next(1, 9), random.Next(3, 30),
                isArabic);

            string Of(string list) => book.Lists[list][random.Next(book.Lists[list].Count)];
        }
    }
}
