using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>What is wrong with rules, files, lists and feeds, in the language of whoever reads it. Pure.</summary>
internal static class SayingWords
{
    /// <summary>A saying in the language; in English, and marked so, where the language has no words for it.</summary>
    public static string Say(this Texts texts, Saying saying)
    {
        if (saying.Code.Length == 0 || texts.Language == TextBook.English) return saying.English;
        if (texts.Find("commands.wrong." + saying.Code) is null) return texts.Quote(saying.English, TextBook.English);
        return texts.Of(
            "commands.wrong." + saying.Code, [.. saying.Values.Select(v => (v.Name, Value(texts, v.Value)))]);
    }

    /// <summary>For example "iraq.yaml:12:5: unknown key 'alias'; did you mean aliases?".</summary>
    public static string Say(this Texts texts, ConfigProblem problem) => texts.Of(
        "commands.problem.at", ("file", problem.File), ("line", problem.Line), ("column", problem.Column),
        ("problem", texts.Say(problem.What, problem.ToDo)));

    /// <summary>What is wrong and what to do about it.</summary>
    public static string Say(this Texts texts, Saying what, Saying toDo) => toDo.IsNothing
        ? texts.Say(what)
        : texts.Of("commands.problem.todo", ("what", texts.Say(what)), ("todo", texts.Say(toDo)));

    /// <summary>For example "lacks "rocket" or mortar*; must not have "football"".</summary>
    public static string Say(this Texts texts, IReadOnlyList<RuleLack> missing)
    {
        var unwanted = missing.Where(l => l.AnyOf is [{ Part: RuleExpression.Not }])
            .Select(l => Part(texts, ((RuleExpression.Not)l.AnyOf[0].Part).Inner)).ToList();
        var wanted = missing.Where(l => l.AnyOf is not [{ Part: RuleExpression.Not }])
            .Select(l => string.Join(texts["commands.rule.or"], l.AnyOf.Select(p => Part(texts, p)))).ToList();
        var said = new List<string>();
        if (wanted.Count > 0)
            said.Add(texts.Of("commands.rule.lacks", ("missing", string.Join(texts["commands.rule.between"], wanted))));
        if (unwanted.Count > 0)
            said.Add(texts.Of(
                "commands.rule.unwanted", ("unwanted", string.Join(texts["commands.rule.between"], unwanted))));
        return string.Join(texts["commands.rule.between"], said);
    }

    private static string Part(Texts texts, RuleLackPart part) => part switch
    {
        { IsFarApart: true } => texts.Of("commands.rule.far", ("part", part.Part.ToString())),
        { Part: RuleExpression.Not not } => texts.Of("commands.rule.without", ("part", not.Inner.ToString())),
        _ => Part(texts, part.Part),
    };

    private static string Part(Texts texts, RuleExpression part) => texts.Isolated(part.ToString());

    private static object? Value(Texts texts, object value) => value switch
    {
        Saying inner => texts.Say(inner),
        IEnumerable<string> list => texts.Joined(list),
        IEnumerable<Saying> sayings => string.Join(texts["commands.rule.between"], sayings.Select(texts.Say)),
        _ => value,
    };
}
