using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>Which rule somebody wants to try, and by whose names. Pure.</summary>
public static class BacktestRule
{
    /// <summary>The rule with that id, or the one that is typed, with the first watchlist whose names it may use.</summary>
    /// <param name="typed">An id of a rule or a rule as people type it.</param>
    /// <param name="lists">Where it may belong.</param>
    /// <returns>No watchlist and the fault when it can belong to none; no fault either when there are none.</returns>
    public static (Watchlist? List, Rule? Rule, RuleParse.Failed? Fault) Find(
        string typed, IReadOnlyList<Watchlist> lists)
    {
        var id = RuleText.Unquoted(typed);
        foreach (var list in lists)
            if (list.Rules.FirstOrDefault(r => r.Id == id) is { } known) return (list, known, null);
        RuleParse.Failed? fault = null;
        foreach (var list in lists)
        {
            switch (RuleText.Read(typed, RuleNames.Of(list)))
            {
                case RuleParse.Read { Rule: var rule }:
                    return (list, rule, null);
                case RuleParse.Failed failed:
                    // The one that got farthest knows best what was meant.
                    fault = fault is null || failed.Column > fault.Column ? failed : fault;
                    break;
            }
        }
        return (null, null, fault);
    }

    /// <summary>What is wrong with it, in one line for a terminal.</summary>
    public static string Problem(string typed, RuleParse.Failed fault, Chat.Texts texts) =>
        RuleText.Problem(typed, fault, texts);
}
