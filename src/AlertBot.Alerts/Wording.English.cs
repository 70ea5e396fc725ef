using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <content>The same in English, for answers that speak no other language yet.</content>
public static partial class Wording
{
    private static Texts English { get; } = AlertTexts.Book.For(TextBook.English);

    /// <inheritdoc cref="Of(Texts, Figure?)"/>
    public static string? Of(Figure? figure) => English.Of(figure);

    /// <inheritdoc cref="Of(Texts, DateTimeOffset)"/>
    public static string Of(DateTimeOffset instantUtc) => English.Of(instantUtc);

    /// <summary>For example "1 article" or "3 articles".</summary>
    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
