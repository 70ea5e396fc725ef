using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace AlertBot.Chat;

/// <summary>What the program says in one language. Immutable.</summary>
/// <remarks>
/// A text has named holes, <c>{place}</c>, and may have plural forms under its key with <c>.zero</c>, <c>.one</c>,
/// <c>.two</c>, <c>.few</c>, <c>.many</c> and <c>.other</c> (Unicode CLDR plural rules). Keys are
/// <c>room.subject.what</c> in lower case. A text that a language lacks is given in English.
/// </remarks>
public sealed class Texts
{
    private readonly FrozenDictionary<string, string> _texts;

    internal Texts(string language, FrozenDictionary<string, string> texts)
    {
        Language = language;
        IsRightToLeft = Direction.OfLanguage(language) == ReadingDirection.RightToLeft;
        _texts = texts;
    }

    /// <summary>BCP 47 tag: en, ar.</summary>
    public string Language { get; }

    /// <summary>Whether it is written from right to left.</summary>
    public bool IsRightToLeft { get; }

    /// <summary>Every key, those of plural forms with their ending.</summary>
    public IEnumerable<string> Keys => _texts.Keys;

    /// <summary>Whether there is such a text: for keys that are made from data.</summary>
    public bool Has(string key) => _texts.ContainsKey(key);

    /// <summary>A text without holes.</summary>
    /// <exception cref="KeyNotFoundException">There is no such text: a fault of the program.</exception>
    public string this[string key] => Of(key);

    /// <summary>A text with its holes filled.</summary>
    /// <param name="key">Which text.</param>
    /// <param name="values">
    /// By the name of the hole. What runs against the direction of the language is isolated (Unicode Standard Annex 9),
    /// so that a Latin name in an Arabic sentence does not turn its neighbours around.
    /// </param>
    /// <exception cref="KeyNotFoundException">There is no such text: a fault of the program.</exception>
    public string Of(string key, params ReadOnlySpan<(string Name, object? Value)> values) =>
        _texts.TryGetValue(key, out var text)
            ? Filled(text, values)
            : throw new KeyNotFoundException($"There is no text '{key}'.");

    /// <summary>A text without holes; null where there is none.</summary>
    public string? Find(string key) => _texts.GetValueOrDefault(key);

    /// <summary>
    /// The form of a text that fits a number: "1 incident", "3 incidents". The hole <c>{count}</c> is that number.
    /// </summary>
    /// <param name="key">Which text, without the ending of a form.</param>
    /// <param name="count">How many.</param>
    /// <param name="values">Of the other holes, by their names.</param>
    /// <exception cref="KeyNotFoundException">There is no such text: a fault of the program.</exception>
    public string Count(string key, long count, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!_texts.TryGetValue($"{key}.{PluralForms.Of(Language, count)}", out var text)
            && !_texts.TryGetValue(key + ".other", out text))
        {
            throw new KeyNotFoundException($"There is no text '{key}.other'.");
        }
        return Filled(text, [.. values, ("count", count)]);
    }

    /// <summary>Names as people list them: "a, b and c".</summary>
    public string List(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "",
        1 => names[0],
        _ => Of("chat.list.last",
            ("before", string.Join(this["chat.list.between"], names.SkipLast(1).Select(Isolated))), ("last", names[^1])),
    };

    /// <summary>
    /// What somebody said, in the original: marked with its language where that is another one, and isolated where it
    /// runs the other way.
    /// </summary>
    /// <param name="text">As it was said.</param>
    /// <param name="language">BCP 47 tag; null when it is not known.</param>
    public string Quote(string text, string? language)
    {
        text = Isolates.Without(text);
        if (text.Length == 0 || language is not { Length: > 0 } tag) return Isolated(text);
        var primary = tag.Split('-', '_')[0].ToLowerInvariant();
        return primary == Language ? text
            : Of("chat.quoted", ("language", LanguageName(primary)),
                ("quote", Isolates.Around(text, Direction.OfLanguage(primary))));
    }

    private string LanguageName(string primary)
    {
        if (Has("chat.language." + primary)) return this["chat.language." + primary];
        try
        {
            return CultureInfo.GetCultureInfo(primary, predefinedOnly: true).EnglishName;
        }
        catch (CultureNotFoundException)
        {
            return primary;
        }
    }

    private string Filled(string text, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var open = text.IndexOf('{', StringComparison.Ordinal);
        if (open < 0) return text;
        var filled = new StringBuilder(text.Length + 32);
        var from = 0;
        for (; open >= 0; open = text.IndexOf('{', from))
        {
            var close = text.IndexOf('}', open);
            if (close < 0) break;
            filled.Append(text, from, open - from).Append(Value(text.AsSpan(open + 1, close - open - 1), values));
            from = close + 1;
        }
        return filled.Append(text, from, text.Length - from).ToString();
    }

    private string Value(ReadOnlySpan<char> hole, ReadOnlySpan<(string Name, object? Value)> values)
    {
        foreach (var (name, value) in values)
        {
            if (!hole.SequenceEqual(name)) continue;
            return value is string text ? Isolated(text)
                : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        }
        // A hole that nobody filled stands as it is: a wrong text is better than a lost alert.
        return $"{{{hole}}}";
    }

    /// <summary>
    /// The text, isolated where something in it runs against this language; isolates that it leaves open are taken out.
    /// </summary>
    public string Isolated(string text) => Isolates.AroundForeign(
        text, IsRightToLeft ? ReadingDirection.RightToLeft : ReadingDirection.LeftToRight);
}
