using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>What the lists know of a word, or of a phrase that begins with it.</summary>
internal sealed record Word(Tag Tags, EventKind? Kind, double Strength, string? Munition, int Number)
{
    /// <summary>A word that no list has.</summary>
    public static Word None { get; } = new(Tag.None, null, 0, null, -1);

    /// <summary>Phrases that begin with this word, longest first.</summary>
    public IReadOnlyList<Phrase> Phrases { get; init; } = [];

    /// <summary>Whether it does any of <paramref name="tags"/>.</summary>
    public bool Is(Tag tags) => (Tags & tags) != Tag.None;

    /// <summary>The word with what <paramref name="other"/> adds.</summary>
    public Word With(Word other) => new(
        Tags | other.Tags, Kind ?? other.Kind, Math.Max(Strength, other.Strength), Munition ?? other.Munition,
        Number >= 0 ? Number : other.Number);
}

/// <summary>A phrase of the lists.</summary>
/// <param name="Rest">Its words after the first, folded.</param>
/// <param name="Meaning">What it does as a whole.</param>
internal sealed record Phrase(string[] Rest, Word Meaning);
