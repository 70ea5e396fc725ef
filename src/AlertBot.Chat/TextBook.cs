using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Resources;

namespace AlertBot.Chat;

/// <summary>
/// A room that has texts: its resources called <c>Texts</c>, one in each folder that says something, with one file a
/// language.
/// </summary>
/// <param name="Assembly">The room.</param>
public sealed record TextSource(Assembly Assembly)
{
    private const string Ending = ".Texts.resources";

    /// <summary>The resources of all folders.</summary>
    /// <exception cref="MissingManifestResourceException">There is none.</exception>
    internal IReadOnlyList<ResourceManager> Resources()
    {
        var all = Assembly.GetManifestResourceNames().Where(n => n.EndsWith(Ending, StringComparison.Ordinal))
            .Select(n => new ResourceManager(n[..^".resources".Length], Assembly)).ToList();
        return all.Count > 0
            ? all
            : throw new MissingManifestResourceException($"{Assembly.GetName().Name} has no resource Texts.");
    }
}

/// <summary>The texts of all rooms in every language that there is. Immutable.</summary>
public sealed class TextBook
{
    /// <summary>The language of all texts that another one lacks.</summary>
    public const string English = "en";

    private readonly FrozenDictionary<string, Texts> _byLanguage;

    /// <summary>Reads the resources of some rooms; this room's own are always among them.</summary>
    /// <exception cref="MissingManifestResourceException">A room has no resource <c>Texts</c>.</exception>
    /// <exception cref="ArgumentException">Two resources use one key.</exception>
    public TextBook(IEnumerable<TextSource> rooms)
    {
        var sources = rooms.Append(new TextSource(typeof(TextBook).Assembly)).Distinct()
            .SelectMany(r => r.Resources()).ToList();
        var english = Read(sources, CultureInfo.InvariantCulture, []);
        _byLanguage = Languages.ToFrozenDictionary(
            language => language,
            language => new Texts(language, (language == English
                ? english
                : Read(sources, CultureInfo.GetCultureInfo(language), english)).ToFrozenDictionary(StringComparer.Ordinal)),
            StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>BCP 47 tags of the languages in which the program speaks, English first.</summary>
    public static IReadOnlyList<string> Languages { get; } = [English, "ar"];

    /// <summary>This room's own texts alone. Stands below the languages because it is made of them.</summary>
    internal static TextBook OfChat { get; } = new([]);

    /// <summary>Whether the program speaks a language; what follows the language itself (ar-IQ) does not matter.</summary>
    public static bool Speaks(string language) =>
        Languages.Contains(language.Split('-', '_')[0], StringComparer.OrdinalIgnoreCase);

    /// <summary>The texts in a language, or in English where there is none of them; null means English.</summary>
    /// <param name="language">BCP 47 tag; what follows the language itself (ar-IQ) does not matter.</param>
    public Texts For(string? language) =>
        _byLanguage.GetValueOrDefault(language?.Split('-', '_')[0] ?? English) ?? _byLanguage[English];

    private static Dictionary<string, string> Read(
        IEnumerable<ResourceManager> sources, CultureInfo culture, IEnumerable<KeyValuePair<string, string>> fallback)
    {
        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            var set = source.GetResourceSet(culture, createIfNotExists: true, tryParents: false)
                ?? throw new MissingManifestResourceException($"{source.BaseName} has no texts in '{culture.Name}'.");
            foreach (DictionaryEntry text in set) own.Add((string)text.Key, (string)text.Value!);
        }
        foreach (var (key, text) in fallback) own.TryAdd(key, text);
        return own;
    }
}
