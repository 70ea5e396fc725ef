namespace AlertBot.Watchlists;

/// <summary>The consonants of a name, the same from Arabic and Latin letters: far too coarse to match, good to compare
/// by.</summary>
internal static class NameSkeleton
{
    private const int MaxLength = 40;

    /// <summary>The consonants of a name; empty when it is in a script that is not read.</summary>
    public static string Of(string name) => Of(TextFolder.Fold("", name).Tokens);

    /// <summary>The consonants of the words of a name.</summary>
    public static string Of(IReadOnlyList<Token> words)
    {
        Span<char> skeleton = stackalloc char[MaxLength];
        Span<char> key = stackalloc char[NameKey.MaxLength];
        var length = 0;
        foreach (var token in words)
        {
            if (token.Folded is "al" or "el" or "ال") continue;
            var size = NameKey.Write(token.Folded, key);
            for (var i = 0; i < size && length < MaxLength; i++)
            {
                var c = Consonant(key[i], i + 1 < size ? key[i + 1] : '\0', ref i);
                if (c != '\0' && (length == 0 || skeleton[length - 1] != c)) skeleton[length++] = c;
            }
        }

        return skeleton[..length].ToString();
    }

    /// <summary>Whether two skeletons may be of one name: at most a third of the letters differ.</summary>
    public static bool AreAlike(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0) return a.Length == b.Length;
        return EditDistance.Of(a, b) * 3 <= Math.Max(a.Length, b.Length);
    }

    private static char Consonant(char c, char next, ref int i)
    {
        switch (c)
        {
            case 't' or 's' or 'c' when next == 'h':
                i++;
                return c == 't' ? 't' : 's';
            case >= 'a' and <= 'z':
                return c is 'a' or 'i' or 'u' or 'h' or 'w' ? '\0' : c == 'p' ? 'b' : c is 'j' or 'c' ? 's' : c;
            default:
                return Arabic(c);
        }
    }

    private static char Arabic(char c) => c switch
    {
        'ب' => 'b',
        'ت' or 'ط' or 'ث' => 't',
        'ج' or 'س' or 'ش' or 'ص' => 's',
        'خ' => 'x',
        'د' or 'ض' => 'd',
        'ذ' or 'ز' or 'ظ' => 'z',
        'ر' => 'r',
        'غ' or 'ق' or 'ك' => 'k',
        'ف' => 'f',
        'ل' => 'l',
        'م' => 'm',
        'ن' => 'n',
        _ => '\0',
    };
}
