using System.Globalization;
using AlertBot.Feeds;

namespace AlertBot.Watchlists;

/// <summary>Keys with values. Its getters report what is missing or wrong and answer null for it.</summary>
public sealed class ConfigMapping : ConfigNode
{
    private readonly Dictionary<string, (ConfigScalar Key, ConfigNode Value)> _entries;

    internal ConfigMapping(
        ConfigDocument document, int line, int column, Dictionary<string, (ConfigScalar Key, ConfigNode Value)> entries)
        : base(document, line, column) => _entries = entries;

    /// <summary>The keys in the order of the file.</summary>
    public IEnumerable<ConfigScalar> Keys => _entries.Values.Select(entry => entry.Key);

    /// <inheritdoc/>
    public override Saying Shape => Saying.Of("shape.keys", "keys with values");

    /// <summary>The value of a key, whatever it is; null when the key is missing or has no value.</summary>
    public ConfigNode? this[string key] =>
        _entries.TryGetValue(key, out var entry) && entry.Value is not ConfigScalar { IsNothing: true }
            ? entry.Value
            : null;

    /// <summary>Reports every key that is not one of these.</summary>
    public void Allow(params string[] keys)
    {
        foreach (var key in Keys)
            if (!keys.Contains(key.Value, StringComparer.Ordinal))
                key.Report(Saying.Of("key.unknown", $"unknown key '{key.Value:key}'"), DidYouMean.Remedy(key.Value, keys));
    }

    /// <summary>The key and its value as text of 1 to <paramref name="maxLength"/> characters.</summary>
    public ConfigScalar? Scalar(string key, bool required = false, int maxLength = 200)
    {
        if (this[key] is not { } node)
        {
            if (required) Missing(key);
            return null;
        }

        if (node is not ConfigScalar scalar)
        {
            node.Report(
                Saying.Of("key.value", $"'{key:key}' must be a value, but is {node.Shape:shape}"),
                Saying.Of("do.same-line", $"write {key:key}: and the value on the same line"));
            return null;
        }

        if (scalar.Value.Length <= maxLength && scalar.Value.AsSpan().Trim().Length > 0) return scalar;
        scalar.Report(
            Saying.Of(
                "key.length",
                $"'{key:key}' must have 1 to {maxLength:most} characters, but has {scalar.Value.Trim().Length:count}"),
            Saying.Of("do.shorten", "shorten or fill it"));
        return null;
    }

    /// <summary>Text of 1 to <paramref name="maxLength"/> characters.</summary>
    public string? Text(string key, bool required = false, int maxLength = 200) =>
        Scalar(key, required, maxLength)?.Value.Trim();

    /// <summary>An id: lower-case letters, digits and single hyphens, 1 to 64 characters.</summary>
    public string? Id(string key, bool required = false)
    {
        if (Scalar(key, required) is not { } scalar) return null;
        if (Ids.IsValid(scalar.Value)) return scalar.Value;
        scalar.Report(
            Is(key, scalar),
            Saying.Of(
                "do.id", "use lower-case letters, digits and single hyphens, at most 64, such as taji-base"));
        return null;
    }

    /// <summary>A whole number.</summary>
    public int? Integer(string key, int min, int max, bool required = false)
    {
        if (Scalar(key, required) is not { } scalar) return null;
        if (int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= min && value <= max) return value;
        scalar.Report(
            Is(key, scalar), Saying.Of("do.whole", $"give a whole number from {min:least} to {max:most}"));
        return null;
    }

    /// <summary>A number with a decimal point.</summary>
    public double? Number(string key, double min, double max, bool required = false)
    {
        if (Scalar(key, required) is not { } scalar) return null;
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (double.TryParse(scalar.Value, Style, CultureInfo.InvariantCulture, out var value)
            && value >= min && value <= max) return value;
        scalar.Report(
            Is(key, scalar),
            Saying.Of("do.number", $"give a number from {min:least} to {max:most} with a decimal point"));
        return null;
    }

    /// <summary>true or false; yes and no, on and off are understood.</summary>
    public bool? Flag(string key, bool required = false)
    {
        if (Scalar(key, required) is not { } scalar) return null;
        switch (scalar.Value.ToUpperInvariant())
        {
            case "TRUE" or "YES" or "ON":
                return true;
            case "FALSE" or "NO" or "OFF":
                return false;
        }

        scalar.Report(Is(key, scalar), Saying.Of("do.flag", "give true or false"));
        return null;
    }

    /// <summary>An absolute http or https address.</summary>
    public Uri? Address(string key, bool required = false)
    {
        if (Scalar(key, required, 2000) is not { } scalar) return null;
        if (Uri.TryCreate(scalar.Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") return uri;
        scalar.Report(
            Is(key, scalar), Saying.Of("do.address", "give a whole address that begins with http:// or https://"));
        return null;
    }

    /// <summary>An instant with its offset, ISO 8601; without an offset it is UTC.</summary>
    public DateTimeOffset? Instant(string key, bool required = false)
    {
        if (Scalar(key, required) is not { } scalar) return null;
        const DateTimeStyles Style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        string[] forms =
        [
            "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd",
        ];
        if (DateTimeOffset.TryParseExact(scalar.Value, forms, CultureInfo.InvariantCulture, Style, out var value))
            return value;
        scalar.Report(Is(key, scalar), Saying.Of("do.instant", "give a time such as 2020-03-11T19:35:00Z"));
        return null;
    }

    /// <summary>A span of time as hh:mm:ss or d.hh:mm:ss.</summary>
    public TimeSpan? Duration(string key, TimeSpan min, TimeSpan max, bool required = false)
    {
        if (Scalar(key, required) is not { } scalar) return null;
        if (TimeSpan.TryParse(scalar.Value, CultureInfo.InvariantCulture, out var value)
            && value >= min && value <= max)
            return value;
        scalar.Report(
            Is(key, scalar),
            Saying.Of(
                "do.span",
                $"give a time from {min.ToString("c"):least} to {max.ToString("c"):most}, such as 00:05:00"));
        return null;
    }

    /// <summary>One of several words.</summary>
    public string? Choice(string key, IReadOnlyCollection<string> words, bool required = false)
    {
        if (Scalar(key, required) is not { } scalar) return null;
        if (words.Contains(scalar.Value, StringComparer.Ordinal)) return scalar.Value;
        scalar.Report(Is(key, scalar), DidYouMean.Remedy(scalar.Value, words));
        return null;
    }

    /// <summary>A mapping under a key.</summary>
    public ConfigMapping? Mapping(string key, bool required = false)
    {
        if (this[key] is { } node)
        {
            if (node is ConfigMapping mapping) return mapping;
            node.Report(
                Saying.Of("key.keys", $"'{key:key}' must be keys with values, but is {node.Shape:shape}"),
                Saying.Of("do.indent", $"indent the keys of {key:key} under it"));
        }
        else if (required)
        {
            Missing(key);
        }

        return null;
    }

    /// <summary>The items of a list, at most <paramref name="max"/>; empty when there is none.</summary>
    public IReadOnlyList<ConfigNode> Items(string key, int max, bool required = false)
    {
        if (this[key] is not { } node)
        {
            if (required) Missing(key);
            return [];
        }

        if (node is not ConfigSequence sequence)
        {
            node.Report(
                Saying.Of("key.list", $"'{key:key}' must be a list, but is {node.Shape:shape}"),
                Saying.Of("do.items", "begin each item with - on a line of its own"));
            return [];
        }

        if (sequence.Items.Count <= max) return sequence.Items;
        sequence.Items[max].Report(
            Saying.Of("key.many", $"'{key:key}' has {sequence.Items.Count:count} items; at most {max:most} are read"),
            Saying.Of("do.divide", "divide the file"));
        return [.. sequence.Items.Take(max)];
    }

    /// <summary>The items of a list that are mappings; the others are reported.</summary>
    public IReadOnlyList<ConfigMapping> Mappings(string key, int max, bool required = false) =>
        Only<ConfigMapping>(key, Items(key, max, required), Saying.Of("shape.keys", "keys with values"));

    /// <summary>The items of a list that are values of at most <paramref name="maxLength"/> characters.</summary>
    public IReadOnlyList<ConfigScalar> Scalars(string key, int max, bool required = false, int maxLength = 200)
    {
        var scalars = Only<ConfigScalar>(key, Items(key, max, required), Saying.Of("shape.value", "a value"));
        foreach (var scalar in scalars.Where(scalar => !IsFilled(scalar, maxLength)))
            scalar.Report(
                Saying.Of("item.length", $"an item of '{key:key}' must have 1 to {maxLength:most} characters"),
                Saying.Of("do.shorten", "shorten or fill it"));
        return [.. scalars.Where(scalar => IsFilled(scalar, maxLength))];
    }

    /// <summary>Reports that a key is missing.</summary>
    public void Missing(string key)
    {
        if (_entries.TryGetValue(key, out var entry))
            entry.Key.Report(
                Saying.Of("key.empty", $"'{key:key}' has no value"),
                Saying.Of("do.value", $"add a value after {key:key}:"));
        else
            Report(Saying.Of("key.missing", $"'{key:key}' is missing"), Saying.Of("do.key", $"add {key:key}:"));
    }

    private static Saying Is(string key, ConfigScalar scalar) =>
        Saying.Of("key.is", $"'{key:key}' is '{scalar.Value:value}'");

    private static bool IsFilled(ConfigScalar scalar, int maxLength) =>
        scalar.Value.Length <= maxLength && !string.IsNullOrWhiteSpace(scalar.Value);

    private static List<T> Only<T>(string key, IReadOnlyList<ConfigNode> items, Saying shape)
        where T : ConfigNode
    {
        foreach (var item in items)
            if (item is not T)
                item.Report(
                    Saying.Of("item.shape", $"an item of '{key:key}' must be {shape:expected}, but is {item.Shape:shape}"),
                    Saying.Of("do.before", "look at the item before"));
        return [.. items.OfType<T>()];
    }
}
