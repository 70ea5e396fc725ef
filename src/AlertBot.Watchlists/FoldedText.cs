namespace AlertBot.Watchlists;

/// <summary>One word of a text, with where it stands in the text as it was given.</summary>
/// <param name="Start">UTF-16 code units from the start of the original text.</param>
/// <param name="Length">Length in the original text, in UTF-16 code units.</param>
/// <param name="Folded">Case, accents, apostrophes and Arabic letter forms folded; never empty.</param>
/// <param name="Sentence">Index into <see cref="FoldedText.Sentences"/>.</param>
public readonly record struct Token(int Start, int Length, string Folded, int Sentence);

/// <summary>One sentence; a title is always a sentence of its own.</summary>
/// <param name="Start">UTF-16 code units from the start of the original text.</param>
/// <param name="Length">Length in the original text, without the white space at its ends.</param>
/// <param name="FirstToken">Index of its first token.</param>
/// <param name="TokenCount">How many tokens it has, 0 or more.</param>
/// <param name="IsTitle">True for the headline.</param>
public readonly record struct Sentence(int Start, int Length, int FirstToken, int TokenCount, bool IsTitle);

/// <summary>A text prepared once for everything that reads it: tokens and sentences with their places in the
/// original.</summary>
/// <param name="Original">Title, a line feed, and the text; offsets everywhere count in it.</param>
/// <param name="Tokens">All words in order.</param>
/// <param name="Sentences">All sentences in order; the title is the first when there is one.</param>
public sealed record FoldedText(string Original, IReadOnlyList<Token> Tokens, IReadOnlyList<Sentence> Sentences)
{
    // What is kept of an article holds the same sentence for an actor, a place and a figure: one text for all of them.
    private readonly string?[] _sentenceTexts = new string?[Sentences.Count];

    /// <summary>The words of one sentence as they were written; the same instance each time.</summary>
    public string SentenceText(int sentence) => _sentenceTexts[sentence] ??=
        Original.Substring(Sentences[sentence].Start, Sentences[sentence].Length);
}
