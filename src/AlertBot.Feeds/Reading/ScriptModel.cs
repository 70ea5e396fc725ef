using System.Text;

namespace AlertBot.Feeds.Reading;

/// <summary>How a script is written.</summary>
internal enum Writing
{
    /// <summary>Words of letters of this script alone.</summary>
    Uncased,

    /// <summary>As before, with capitals.</summary>
    Cased,

    /// <summary>ASCII letters with some of its own among them.</summary>
    Latin,
}

/// <summary>One language in one encoding of a byte a character: how likely each byte is, and beside what.</summary>
internal sealed class ScriptModel
{
    // All weights are natural logarithms of how much likelier a byte is than if all upper bytes were alike.
    private const double Impossible = -12;
    private const double Unusual = -2.7;
    private const double Sign = 0.25;
    private const string Signs = "\u00A0«»“”„‘’–—…•№€£¥©®™°·§½²³¡¿،؛؟ـ";

    private readonly double[] _weights = new double[128];
    private readonly Kind[] _kinds = new Kind[128];
    private readonly Writing _writing;

    /// <summary>Makes the tables of one language in one encoding.</summary>
    /// <param name="encoding">An encoding of one byte a character.</param>
    /// <param name="writing">How the language is written.</param>
    /// <param name="letters">Its letters beyond ASCII in small form, most frequent first.</param>
    /// <param name="neverFirst">Those that start no word.</param>
    /// <param name="onlyLast">Those that end words.</param>
    public ScriptModel(
        Encoding encoding, Writing writing, string letters, string neverFirst = "", string onlyLast = "")
    {
        Encoding = encoding;
        _writing = writing;
        Span<byte> one = stackalloc byte[1];
        Span<char> chars = stackalloc char[4];
        for (var i = 0; i < 128; i++)
        {
            one[0] = (byte)(i + 128);
            var length = encoding.GetChars(one, chars);
            var c = length == 1 ? chars[0] : '\uFFFD';
            (_weights[i], _kinds[i]) = Judge(c, letters);
            if (neverFirst.Contains(char.ToLowerInvariant(c), StringComparison.Ordinal)) _kinds[i] |= Kind.NeverFirst;
            if (onlyLast.Contains(c, StringComparison.Ordinal)) _kinds[i] |= Kind.OnlyLast;
        }
    }

    [Flags]
    private enum Kind : byte
    {
        Other = 0,
        Letter = 1,
        Capital = 2,
        NeverFirst = 4,
        OnlyLast = 8,
        Ascii = 16,
    }

    /// <summary>The encoding that this is a model of.</summary>
    public Encoding Encoding { get; }

    /// <summary>How much likelier the bytes are in this language and encoding than by chance.</summary>
    public double Score(ReadOnlySpan<byte> sample)
    {
        var score = 0.0;
        var (before, here) = (Kind.Other, Kind.Other);
        for (var i = 0; i < sample.Length; i++)
        {
            here = KindOf(sample[i]);
            if (sample[i] >= 0x80)
            {
                score += _weights[sample[i] - 128];
                if (Is(here, Kind.Letter))
                    score += Beside(before, here, i + 1 < sample.Length ? KindOf(sample[i + 1]) : Kind.Other);
            }
            before = here;
        }
        return score;
    }

    private static bool Is(Kind kind, Kind flag) => (kind & flag) == flag;

    private Kind KindOf(byte b)
    {
        if (b >= 0x80) return _kinds[b - 128];
        return b is >= (byte)'a' and <= (byte)'z' ? Kind.Letter | Kind.Ascii
            : b is >= (byte)'A' and <= (byte)'Z' ? Kind.Letter | Kind.Ascii | Kind.Capital
            : Kind.Other;
    }

    private double Beside(Kind before, Kind here, Kind after)
    {
        var first = !Is(before, Kind.Letter);
        var last = !Is(after, Kind.Letter);
        var score = first && last ? -1.0 : 0;
        if (first && Is(here, Kind.NeverFirst)) score -= 4;
        if (!last && Is(here, Kind.OnlyLast)) score -= 4;
        if (_writing == Writing.Latin)
        {
            // Two accented letters side by side are rare in every language written so.
            if (!first && !Is(before, Kind.Ascii)) score -= 1.2;
            if (!last && !Is(after, Kind.Ascii)) score -= 1.2;
        }
        else
        {
            if (Is(before, Kind.Ascii)) score -= 3;
            if (Is(after, Kind.Ascii)) score -= 3;
        }
        return _writing == Writing.Uncased ? score : score + Case(first, before, here);
    }

    // Capitals begin words or make up whole words.
    private static double Case(bool first, Kind before, Kind here)
    {
        var isCapital = Is(here, Kind.Capital);
        if (first) return isCapital ? -1.5 : -0.2;
        var followsCapital = Is(before, Kind.Capital);
        if (isCapital) return followsCapital ? -0.3 : -5;
        return followsCapital ? -0.7 : 0;
    }

    private static (double Weight, Kind Kind) Judge(char c, string letters)
    {
        var rank = letters.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal);
        if (rank >= 0)
        {
            // Frequencies of letters fall off geometrically, over three powers of e from the first to the last.
            var decay = 3.0 / letters.Length;
            var share = (1 - Math.Exp(-decay)) / (1 - Math.Exp(-3)) * Math.Exp(-decay * rank);
            return (Math.Log(share * 128), char.IsUpper(c) ? Kind.Letter | Kind.Capital : Kind.Letter);
        }
        if (Signs.Contains(c, StringComparison.Ordinal)) return (Sign, Kind.Other);
        if (c is '\uFFFD' or (>= '\u0080' and <= '\u009F') or (>= '\uE000' and <= '\uF8FF'))
            return (Impossible, Kind.Other);
        if (char.IsLetter(c)) return (2 * Unusual, char.IsUpper(c) ? Kind.Letter | Kind.Capital : Kind.Letter);
        return (Unusual, Kind.Other);
    }
}
