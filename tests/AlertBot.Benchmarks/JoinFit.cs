using System.Globalization;
using AlertBot.Incidents;
using AlertBot.Incidents.Clustering;
using AlertBot.Testing;

namespace AlertBot.Benchmarks;

/// <summary>
/// Fits the weights by which articles join: for every article of a set whose truth is known, the incident that it is
/// about should score above the threshold and the best of the others below it. Logistic loss, coordinate descent.
/// </summary>
internal static class JoinFit
{
    // A margin this wide is as good as sure.
    private const double Softness = 0.06;

    // Holds weights that the set says little about near where they were.
    private const double Pull = 0.04;
    private const int Rounds = 40;

    // A generated set tells in a few patterns of words what reporters tell each in their own: every decision counts once
    // as it is and once as if they shared so much less.
    private const float OtherWords = 0.4f;
    private static readonly float[] Steps = [0.8f, 0.92f, 1.08f, 1.25f];

    private static readonly Weight[] Weights =
    [
        Of("Place", w => w.Place, (w, v) => w with { Place = v }),
        Of("PlaceAgainst", w => w.PlaceAgainst, (w, v) => w with { PlaceAgainst = v }),
        Of("Kind", w => w.Kind, (w, v) => w with { Kind = v }),
        Of("KindAgainst", w => w.KindAgainst, (w, v) => w with { KindAgainst = v }),
        Of("Day", w => w.Day, (w, v) => w with { Day = v }),
        Of("DayAgainst", w => w.DayAgainst, (w, v) => w with { DayAgainst = v }),
        Of("NextDayAgainst", w => w.NextDayAgainst, (w, v) => w with { NextDayAgainst = v }),
        Of("Munitions", w => w.Munitions, (w, v) => w with { Munitions = v }),
        Of("MunitionsAgainst", w => w.MunitionsAgainst, (w, v) => w with { MunitionsAgainst = v }),
        Of("Toll", w => w.Toll, (w, v) => w with { Toll = v }),
        Of("TollAgainst", w => w.TollAgainst, (w, v) => w with { TollAgainst = v }),
        Of("Roles", w => w.Roles, (w, v) => w with { Roles = v }),
        Of("RolesAgainst", w => w.RolesAgainst, (w, v) => w with { RolesAgainst = v }),
    ];

    public static int Run(string articlesPath, string goldPath)
    {
        using var lines = new StreamReader(articlesPath);
        using var truth = new StreamReader(goldPath);
        var (articles, gold) = (NewsRun.Articles(lines), NewsRun.Clusters(truth));
        var watchlists = NewsRun.ShippedWatchlists()!;
        var start = IncidentRules.Default;
        var choices = Choices(new ArticlePreparer(watchlists), articles, gold, start);
        var fitted = Fit(choices, start);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{choices.Count} decisions"));
        foreach (var weight in Weights)
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{weight.Name,-18} {weight.Of(start),6:0.000} -> {weight.Of(fitted),6:0.000}"));
        foreach (var (name, rules) in new[] { ("before", start), ("fitted", fitted) })
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: loss {Loss(choices, rules, start):0.0000}; {ClusterScore.Of(gold, NewsRun.Cluster(articles, watchlists, rules))}"));
        return 0;
    }

    private static Weight Of(string name, Func<JoinWeights, float> of, Func<JoinWeights, float, JoinWeights> set) =>
        new(name, rules => of(rules.Weights), (rules, value) => rules with { Weights = set(rules.Weights, value) });

    /// <summary>What there was to choose from for each article, had all before it been put where they belong.</summary>
    private static List<Choice> Choices(
        ArticlePreparer preparer, IReadOnlyList<Feeds.Article> articles, IReadOnlyDictionary<string, string> gold,
        IncidentRules rules)
    {
        var choices = new List<Choice>();
        var draft = new WindowDraft(IncidentWindow.Empty());
        var numberOf = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var article in articles)
        {
            var prepared = preparer.Prepare(article);
            var features = ArticleFeatures.Of(prepared);
            var query = Query.Of(features, draft);
            var right = numberOf.GetValueOrDefault(gold[article.Id]);
            Evidence? rightOne = null;
            var wrong = new List<Evidence>();
            foreach (var live in draft.Live)
            {
                var evidence = Evidence.Of(query, live.For(article.Scope)!);
                if (JoinScore.Of(evidence, rules) <= JoinScore.Never) continue;
                if (live.Incident.Number == right) rightOne = evidence;
                else wrong.Add(evidence);
            }

            choices.Add(new Choice(features, rightOne, wrong));
            choices.Add(new Choice(
                features, rightOne is { } one ? InOtherWords(one) : null, wrong.ConvertAll(w => InOtherWords(w))));
            numberOf[gold[article.Id]] = draft.Holds(right)
                ? Joining.Add(prepared, features, draft[right], null, draft, article.SeenUtc).Incident.Number
                : Joining.Begin(prepared, features, null, draft, article.SeenUtc).Incident.Number;
            draft.Evict(rules);
        }

        return choices;
    }

    private static Evidence InOtherWords(Evidence e) => e with
    {
        Text = e.Text * OtherWords,
        Nearest = e.Nearest * OtherWords,
        Title = e.Title * OtherWords,
    };

    private static IncidentRules Fit(List<Choice> choices, IncidentRules start)
    {
        var (best, least) = (start, Loss(choices, start, start));
        for (var round = 0; round < Rounds; round++)
        {
            var before = least;
            foreach (var weight in Weights)
                foreach (var step in Steps)
                {
                    var tried = weight.Set(best, weight.Of(best) * step);
                    if (Loss(choices, tried, start) is var loss && loss < least) (best, least) = (tried, loss);
                }
            if (before - least < 1e-5) break;
        }

        return best;
    }

    private static double Loss(List<Choice> choices, IncidentRules rules, IncidentRules start)
    {
        double sum = 0;
        foreach (var choice in choices)
        {
            if (choice.Right is { } right) sum += Penalty(-Margin(right, choice.Article, rules));
            if (choice.Wrong.Count > 0) sum += Penalty(choice.Wrong.Max(w => Margin(w, choice.Article, rules)));
        }

        var pull = Weights.Sum(w => Math.Pow(Math.Log(w.Of(rules) / w.Of(start)), 2));
        return (sum / choices.Count) + (Pull * pull);
    }

    private static double Margin(in Evidence evidence, ArticleFeatures article, IncidentRules rules) =>
        JoinScore.Of(evidence, rules) - JoinScore.Least(evidence, article, rules);

    private static double Penalty(double wrongBy) => Math.Log(1 + Math.Exp(Math.Clamp(wrongBy / Softness, -50, 50)));

    /// <summary>One article, its incident as it then was, null when there was none, and all others.</summary>
    private sealed record Choice(ArticleFeatures Article, Evidence? Right, List<Evidence> Wrong);

    private sealed record Weight(
        string Name, Func<IncidentRules, float> Of, Func<IncidentRules, float, IncidentRules> Set);
}
