using System.Globalization;
using System.Text;
using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Analyze;

/// <summary>Writes what the bot makes of an article for people.</summary>
internal static class AnalysisText
{
    /// <summary>A block of lines that ends with an empty one.</summary>
    public static void Write(Stream output, AnalysedLine line)
    {
        var article = line.Prepared.Article;
        var facts = line.Prepared.Facts;
        var texts = OperatorTexts.English;
        var text = new StringBuilder($"{article.Id}  {article.Title}\n");
        Line("what", $"{texts.Of(facts.Kind)}{(texts.Of(facts.Status) is { } s ? $", {s}" : "")}");
        Line("where", string.Join("; ", facts.Places.Select(p => texts.Of(p))));
        if (facts.EventDay is { } day) Line("day", texts.Of(day));
        Line("killed", texts.Of(facts.Killed));
        Line("wounded", texts.Of(facts.Wounded));
        Line("used", texts.Of(facts.Munitions));
        foreach (var actor in facts.Actors) Line("actor", $"{actor.Name}, {Words.Of(actor.Role)}: \"{actor.Sentence}\"");
        foreach (var other in facts.OtherEvents)
            Line("also", $"{texts.Of(other.Kind)}{(texts.Of(other.Place) is { } p ? $" at {p}" : "")}: \"{string.Join(' ', other.Sentences)}\"");
        foreach (var match in line.Prepared.Matches)
            Line("match", $"{match.Topic}, {match.Rule}: {string.Join(", ", match.Terms.Select(t => t.Text).Distinct())}");
        Line("incident", $"{line.IncidentId} ({Words.Of(line.Relation).Replace('_', ' ')})");
        if (line.View is { } view)
        {
            Line("severity", $"{view.Severity.Level} {view.Severity.Score}: {string.Join(", ", view.Severity.Reasons.Select(r => texts.Of(r)))}");
            foreach (var sentence in view.Summary) Line("summary", $"{sentence.Text} [{sentence.ArticleId}]");
        }
        output.Write(Encoding.UTF8.GetBytes(text.Append('\n').ToString()));

        void Line(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) text.Append(CultureInfo.InvariantCulture, $"  {name,-9} {CleanText.Line(value)}\n");
        }
    }
}
