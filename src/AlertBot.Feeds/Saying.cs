using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace AlertBot.Feeds;

/// <summary>
/// Something to tell people: a code and its values, for whoever shows it in their language, and the same in English for
/// programs and the command line.
/// </summary>
public sealed class Saying : IEquatable<Saying>
{
    private Saying(string code, string english, IReadOnlyList<(string Name, object Value)> values) =>
        (Code, English, Values) = (code, english, values);

    /// <summary>Nothing at all.</summary>
    public static Saying Nothing { get; } = new("", "", []);

    /// <summary>Names the text, in lower-case words with dots and hyphens; empty for what is the same in every
    /// language.</summary>
    public string Code { get; }

    /// <summary>The whole text in English.</summary>
    public string English { get; }

    /// <summary>What stands in its holes: texts, numbers, other sayings, and lists of texts or sayings.</summary>
    public IReadOnlyList<(string Name, object Value)> Values { get; }

    /// <summary>Whether it says nothing.</summary>
    public bool IsNothing => English.Length == 0;

    /// <summary>A text without holes.</summary>
    public static Saying Of(string code, string english) => new(code, english, []);

    /// <summary>A text with holes that have names: <c>$"unknown key '{key:key}'"</c>.</summary>
    public static Saying Of(string code, SayingText text) => new(code, text.English, text.Values);

    /// <summary>What somebody typed, or what has no other language.</summary>
    public static Saying Plain(string text) => new("", text, []);

    /// <summary>What another program says, in English: quoted as that in other languages.</summary>
    public static Saying InEnglish(string text) => new("english", text, []);

    /// <summary>A saying that was kept, as it was.</summary>
    public static Saying Kept(string code, string english, IReadOnlyList<(string Name, object Value)> values) =>
        new(code, english, values);

    /// <inheritdoc cref="Plain"/>
    public static Saying FromString(string text) => Plain(text);

    /// <inheritdoc cref="Plain"/>
    public static implicit operator Saying(string text) => Plain(text);

    /// <inheritdoc/>
    public bool Equals(Saying? other) => other is not null && Code == other.Code && English == other.English;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Saying);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Code, English);

    /// <inheritdoc/>
    public override string ToString() => English;
}

/// <summary>Takes an interpolated text apart into its English form and its values, each under the name that stands behind
/// its colon.</summary>
[InterpolatedStringHandler]
public readonly struct SayingText
{
    private readonly StringBuilder _text;
    private readonly List<(string Name, object Value)> _values;

    /// <summary>Begins one; called by the compiler.</summary>
    public SayingText(int literalLength, int formattedCount) =>
        (_text, _values) = (new StringBuilder(literalLength), new List<(string, object)>(formattedCount));

    internal string English => _text.ToString();

    internal IReadOnlyList<(string Name, object Value)> Values => _values;

    /// <summary>Text between holes.</summary>
    public void AppendLiteral(string text) => _text.Append(text);

    /// <summary>A value and the name of its hole.</summary>
    public void AppendFormatted(object value, string format)
    {
        _values.Add((format, value));
        _text.Append(value switch
        {
            IEnumerable<string> list => string.Join(", ", list),
            IEnumerable<Saying> sayings => string.Join("; ", sayings.Select(one => one.English)),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        });
    }
}
