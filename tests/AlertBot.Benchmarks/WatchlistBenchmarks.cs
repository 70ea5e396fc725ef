using System.Text;
using AlertBot.Feeds;
using AlertBot.Watchlists;
using BenchmarkDotNet.Attributes;

namespace AlertBot.Benchmarks;

/// <summary>Folding, names and rules over generated news: time for the whole corpus of
/// <see cref="Articles"/>.</summary>
[MemoryDiagnoser]
public class WatchlistBenchmarks
{
    /// <summary>How many articles one measurement reads.</summary>
    public const int Articles = 500;

    private List<(string Title, string Text)> _articles = [];
    private List<FoldedText> _folded = [];
    private List<NamedText> _named = [];
    private WatchlistIndex _index = WatchlistIndex.Empty;
    private readonly HashSet<EventKind> _kinds = [EventKind.RocketAttack];

    /// <summary>How many spellings are watched.</summary>
    [Params(10_000)]
    public int Aliases { get; set; }

    /// <summary>How many rules are watched.</summary>
    [Params(10_000)]
    public int Rules { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var names = NewsCorpus.Names(Aliases, seed: 1);
        _articles = NewsCorpus.Articles(Articles, names, seed: 2);
        _index = WatchlistIndex.Build([Watchlist(names)], []);
        _folded = _articles.ConvertAll(article => TextFolder.Fold(article.Title, article.Text));
        _named = _folded.ConvertAll(_index.Names);
        var bytes = _articles.Sum(article => Encoding.UTF8.GetByteCount(article.Title + article.Text));
        Console.WriteLine($"// {Articles} articles, {bytes:N0} bytes of UTF-8, {_index.AliasCount} spellings, "
            + $"{_named.Sum(text => text.Hits.Count)} names, "
            + $"{_named.Sum(text => _index.Match(text, _kinds).Count)} matches");
    }

    [Benchmark(Baseline = true)]
    public int Fold()
    {
        var tokens = 0;
        foreach (var (title, text) in _articles) tokens += TextFolder.Fold(title, text).Tokens.Count;
        return tokens;
    }

    [Benchmark]
    public int Names()
    {
        var hits = 0;
        foreach (var text in _folded) hits += _index.Names(text).Hits.Count;
        return hits;
    }

    [Benchmark]
    public int FoldAndNames()
    {
        var hits = 0;
        foreach (var (title, text) in _articles) hits += _index.Names(TextFolder.Fold(title, text)).Hits.Count;
        return hits;
    }

    [Benchmark]
    public int Match()
    {
        var matches = 0;
        foreach (var text in _named) matches += _index.Match(text, _kinds).Count;
        return matches;
    }

    // (A or A' or A'') and (B or C) not D, the form of rule that the comparisons use.
    private Watchlist Watchlist(List<string> names)
    {
        var random = new Random(3);
        var actors = names.Select((name, i) =>
            new Actor($"actor-{i}", name, ActorKind.Militia, null, 0, null, [Alias.Plain(name)])).ToList();
        var words = NewsCorpus.Vocabulary(seed: 2);
        string Word() => words[(int)Math.Exp(random.NextDouble() * Math.Log(words.Count - 1))];
        string Rare() => words[random.Next(1000, words.Count)];
        var rules = new List<Rule>(Rules);
        while (rules.Count < Rules)
        {
            var query = $"(actor:actor-{random.Next(Aliases)} OR actor:actor-{random.Next(Aliases)} "
                + $"OR \"{Rare()} {Rare()}\") "
                + $"AND (\"{Word()}\" OR \"{Word()}\") AND NOT \"{Word()}\"";
            if (RuleParser.Parse(query) is RuleParse.Read { Rule: var rule })
                rules.Add(rule with { Id = $"rule-{rules.Count}" });
        }

        return new Watchlist(new Topic("many", Scope.Shared, "Many", ""), actors, [], [], rules, 1);
    }
}
