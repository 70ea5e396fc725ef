using System.Collections.ObjectModel;

namespace AlertBot.Chat;

/// <summary>Reasons that are said in several languages. Pure.</summary>
public static class Reasons
{
    /// <summary>One that is said in no other language than its own.</summary>
    public static IReadOnlyDictionary<string, string> Unsaid { get; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>A text of a room in every language that there is.</summary>
    public static IReadOnlyDictionary<string, string> InAll(Func<string, string> inLanguage) =>
        TextBook.Languages.ToDictionary(language => language, inLanguage, StringComparer.Ordinal);

    /// <summary>The reason in a language, in English, or as it was given; the first of these that there is.</summary>
    /// <param name="said">The reason by BCP 47 tag.</param>
    /// <param name="language">Of the reader.</param>
    /// <param name="given">As it was given.</param>
    public static string In(this IReadOnlyDictionary<string, string> said, string language, string given) =>
        said.TryGetValue(language, out var own) || said.TryGetValue(TextBook.English, out own) ? own : given;
}
