using System.Text;

namespace AlertBot.Feeds.Reading;

/// <summary>An East Asian encoding of two bytes a character, and how likely its pairs are.</summary>
internal sealed class WideModel
{
    private const int FirstPair = 0x8000;
    private const int LastPair = 0xFFFF;

    // All weights are natural logarithms of how much likelier a pair is than if all pairs were alike.
    private const double Pairs = 128 * 128;
    private const double Broken = -14;
    private const double Punctuation = 4.5;

    private readonly Layout _layout;
    private readonly string _frequent;
    private readonly double _frequentWeight;
    private readonly Lazy<float[]> _weights;

    /// <summary>Makes the model; its table is made when it is first asked for.</summary>
    /// <param name="encoding">The encoding.</param>
    /// <param name="layout">How its bytes lie.</param>
    /// <param name="frequent">Characters that most text is written with.</param>
    /// <param name="share">How much of text that is, 0 to 1.</param>
    public WideModel(Encoding encoding, Layout layout, string frequent, double share)
    {
        (Encoding, _layout, _frequent) = (encoding, layout, frequent);
        _frequentWeight = Math.Log(share / frequent.Length * Pairs);
        _weights = new Lazy<float[]>(MakeWeights);
    }

    /// <summary>How lead and trail bytes lie.</summary>
    public enum Layout
    {
        Gb,
        Big5,
        EucKr,
        EucJp,
        ShiftJis,
    }

    /// <summary>The encoding that this is a model of.</summary>
    public Encoding Encoding { get; }

    /// <summary>How much likelier the bytes are in this encoding than by chance.</summary>
    public double Score(ReadOnlySpan<byte> sample)
    {
        var weights = _weights.Value;
        var score = 0.0;
        var afterKana = false;
        for (var i = 0; i < sample.Length; i++)
        {
            var lead = sample[i];
            if (lead < 0x80) continue;
            if (_layout == Layout.ShiftJis && lead is >= 0xA1 and <= 0xDF)
            {
                // Half-width katakana: rare, and never alone.
                score += afterKana ? -0.2 : -3.2;
                afterKana = true;
                continue;
            }
            afterKana = false;
            if (i + 1 >= sample.Length) break;
            var trail = sample[++i];
            score += weights[(lead << 8 | trail) - FirstPair];
            if (trail < 0x80 && !IsPair(lead, trail)) i--;
        }
        return score;
    }

    private float[] MakeWeights()
    {
        Span<byte> pair = stackalloc byte[2];
        Span<char> chars = stackalloc char[8];
        var weights = new float[LastPair - FirstPair + 1];
        for (var number = FirstPair; number <= LastPair; number++)
        {
            (pair[0], pair[1]) = ((byte)(number >> 8), (byte)number);
            var isOne = IsPair(pair[0], pair[1]) && Encoding.GetChars(pair, chars) == 1;
            weights[number - FirstPair] = (float)(isOne ? WeightOf(chars[0], pair[0], pair[1]) : Broken);
        }
        return weights;
    }

    private bool IsPair(byte lead, byte trail) => _layout switch
    {
        Layout.Gb => lead is >= 0x81 and <= 0xFE && trail is (>= 0x40 and <= 0x7E) or (>= 0x80 and <= 0xFE),
        Layout.Big5 => lead is >= 0xA1 and <= 0xF9 && trail is (>= 0x40 and <= 0x7E) or (>= 0xA1 and <= 0xFE),
        Layout.ShiftJis => lead is (>= 0x81 and <= 0x9F) or (>= 0xE0 and <= 0xFC)
            && trail is (>= 0x40 and <= 0x7E) or (>= 0x80 and <= 0xFC),
        _ => lead is >= 0xA1 and <= 0xFE && trail is >= 0xA1 and <= 0xFE,
    };

    private double WeightOf(char c, byte lead, byte trail)
    {
        // The decoder puts the middle dot of Japanese where it knows no character.
        if (c == '\u30FB' && lead is not (0x81 or 0xA1 or 0xA3)) return Broken;
        if (c is '?' or '\uFFFD' || char.IsBetween(c, '\uE000', '\uF8FF')) return Broken;
        if (WideTables.Punctuation.Contains(c, StringComparison.Ordinal)) return Punctuation;
        var isJapanese = _layout is Layout.EucJp or Layout.ShiftJis;
        if (isJapanese && WideTables.Hiragana.Contains(c, StringComparison.Ordinal)) return 5.2;
        if (char.IsBetween(c, '\u3041', '\u3096')) return isJapanese ? 2.7 : -4;
        if (char.IsBetween(c, '\u30A1', '\u30FC')) return isJapanese ? 3.1 : -4;
        if (_frequent.Contains(c, StringComparison.Ordinal)) return _frequentWeight;
        if (char.IsBetween(c, '\uFF01', '\uFF5E')) return 1;
        return IsFirstLevel(lead, trail) ? Ordinary : Rare;
    }

    // What the standards put first because it is used most.
    private bool IsFirstLevel(byte lead, byte trail) => _layout switch
    {
        Layout.Gb => lead is >= 0xB0 and <= 0xD7 && trail >= 0xA1,
        Layout.Big5 => lead is >= 0xA4 and <= 0xC6,
        Layout.EucKr => lead is >= 0xB0 and <= 0xC8,
        Layout.EucJp => lead is >= 0xB0 and <= 0xCF,
        _ => lead is >= 0x88 and <= 0x97,
    };

    private double Ordinary => _layout is Layout.EucJp or Layout.ShiftJis ? -0.1 : 0.5;

    private double Rare => _layout is Layout.Gb ? -2.5 : -4;
}
