using System.Collections.Frozen;

namespace AlertBot.Incidents.Summaries;

/// <summary>
/// Words that say whose word a statement is, and openings that only make sense after another sentence.
/// </summary>
internal static class Hedges
{
    private static readonly FrozenSet<string> Attributions = """
        said say says saying according claimed claims claim claiming alleged allegedly accused accuses accusing blamed
        blames blame denied denies deny denying reportedly suspected suspects likely believed statement told sources
        قال قالت اعلن اعلنت أعلن أعلنت اتهم اتهمت نفى نفت تبنى تبنت بحسب وفق مصدر مصادر
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Leaning = FrozenSet.ToFrozenSet(
        ["he", "she", "it", "they", "this", "these", "that", "those", "his", "her", "their", "its", "but", "and",
            "also",
            "however", "meanwhile", "earlier", "later", "such", "both", "there"], StringComparer.Ordinal);

    /// <summary>It says whose word it is.</summary>
    public static bool IsAttributed(Wordage sentence) => sentence.Words.Any(Attributions.Contains);

    /// <summary>It opens with a word that points to the sentence before.</summary>
    public static bool LeansOnOther(Wordage sentence) =>
        sentence.Count > 0 && Leaning.Contains(sentence.Word(0));
}
