namespace AlertBot.Terminal;

/// <summary>What an edit changed, line by line: nobody reads a whole card again to find the new figure.</summary>
internal static class CardDiff
{
    /// <summary>
    /// The headline, then the lines that are new, background left out; empty when nothing else differs.
    /// </summary>
    public static IReadOnlyList<CardLine> Of(IReadOnlyList<CardLine> before, IReadOnlyList<CardLine> after)
    {
        var known = before.Select(line => line.Text).ToHashSet(StringComparer.Ordinal);
        var result = new List<CardLine>();
        CardLine? title = null;
        foreach (var line in after.Where(l => l.Look != LineLook.Headline && !l.IsBackground))
        {
            if (line.Look == LineLook.Title) title = line;
            if (known.Contains(line.Text)) continue;
            // A new line is told under the title that it stands under.
            if (title is not null && line.Indent > title.Indent && !result.Contains(title)) result.Add(title);
            if (!result.Contains(line)) result.Add(line);
        }
        var headline = after.FirstOrDefault(l => l.Look == LineLook.Headline);
        if (result.Count == 0 && (headline is null || known.Contains(headline.Text))) return [];
        return headline is null ? result : [headline, .. result];
    }
}
