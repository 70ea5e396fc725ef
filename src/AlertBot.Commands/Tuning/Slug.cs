using System.Text;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>Ids made of names. Pure.</summary>
public static class Slug
{
    private const int MaxLength = 48;

    /// <summary>Lower-case words with hyphens from the first name that has Latin letters, else the word that is given;
    /// with a number behind it where it is taken.</summary>
    /// <param name="names">Best first.</param>
    /// <param name="otherwise">For names in other scripts alone: actor, place, rule.</param>
    /// <param name="taken">Ids that others have.</param>
    public static string Of(IEnumerable<string> names, string otherwise, IReadOnlyCollection<string> taken)
    {
        var id = names.Select(Of).FirstOrDefault(made => made.Length > 1) ?? otherwise;
        if (!taken.Contains(id) && id != otherwise) return id;
        for (var number = id == otherwise ? 1 : 2; ; number++)
            if ($"{id}-{number}" is var free && !taken.Contains(free)) return free;
    }

    /// <summary>The id that a name makes; empty when it has no Latin letter or digit.</summary>
    public static string Of(string name)
    {
        var made = new StringBuilder();
        foreach (var token in TextFolder.Fold("", name).Tokens)
        {
            var word = string.Concat(token.Folded.Where(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));
            if (word.Length == 0 || made.Length + word.Length + 1 > MaxLength) continue;
            if (made.Length > 0) made.Append('-');
            made.Append(word);
        }
        return made.ToString();
    }
}
