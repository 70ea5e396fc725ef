namespace AlertBot.Storage;

/// <summary>What one transaction owes the full-text index, written as its last deed. Not safe to share.</summary>
/// <remarks>Every statement that may fail in its middle makes FTS5 write what it holds in memory, as a part of the index
/// that has to be merged later. Between them, articles would be written one by one, and each several times over: a third
/// more work for all that a poll does.</remarks>
internal sealed class OwedWords(WordForms forms)
{
    // The index takes rows in growing order; one that is less than the last makes it write, too.
    private readonly SortedDictionary<long, (string Words, bool IsKnown)> _rows = [];
    private readonly HashSet<string> _added = new(StringComparer.Ordinal);

    /// <summary>Owes the index an article, or what it says now in place of what it said.</summary>
    /// <param name="row">Number of the article.</param>
    /// <param name="words">Folded, divided by blanks.</param>
    /// <param name="isKnown">The index held it before this transaction.</param>
    public void Owe(long row, string words, bool isKnown) =>
        _rows[row] = (words, _rows.TryGetValue(row, out var owed) ? owed.IsKnown : isKnown);

    /// <summary>Writes what is owed.</summary>
    public async Task WriteAsync(Session session, CancellationToken cancellationToken)
    {
        await forms.AddAsync(session, _rows.Values.Select(static owed => owed.Words), _added, cancellationToken);
        foreach (var (row, owed) in _rows)
            await ArticleSearch.IndexAsync(session, row, owed.Words, owed.IsKnown, cancellationToken);
        _rows.Clear();
    }

    /// <summary>Notes that the transaction is committed: its words need not be looked at again.</summary>
    public void Committed() => forms.Remember(_added);
}
