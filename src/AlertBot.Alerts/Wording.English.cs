using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Alerts;

/// <content>The same in English, for those who do not say in which language.</content>
public static partial class Wording
{
    private static Texts English { get; } = AlertTexts.Book.For(TextBook.English);

    /// <inheritdoc cref="Of(Texts, Figure?)"/>
    public static string? Of(Figure? figure) => English.Of(figure);

    /// <inheritdoc cref="Of(Texts, EventKind?)"/>
    public static string Of(EventKind? kind) => English.Of(kind);

    /// <inheritdoc cref="Of(Texts, ActorRole)"/>
    public static string Of(ActorRole role) => English.Of(role);

    /// <inheritdoc cref="Of(Texts, FactStatus)"/>
    public static string? Of(FactStatus status) => English.Of(status);

    /// <inheritdoc cref="Of(Texts, Munitions?)"/>
    public static string? Of(Munitions? munitions) => English.Of(munitions);

    /// <inheritdoc cref="Of(Texts, PlaceFact?)"/>
    public static string? Of(PlaceFact? place) => English.Of(place);

    /// <inheritdoc cref="Sources(Texts, int, int)"/>
    public static string Sources(int articles, int reports) => English.Sources(articles, reports);

    /// <inheritdoc cref="InShort(Texts, IncidentView)"/>
    public static IReadOnlyList<string> InShort(IncidentView view) => English.InShort(view);

    /// <summary>For example "1 article" or "3 articles".</summary>
    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    /// <inheritdoc cref="Of(Texts, DateTimeOffset)"/>
    public static string Of(DateTimeOffset instantUtc) => English.Of(instantUtc);

    /// <inheritdoc cref="Of(Texts, DateOnly)"/>
    public static string Of(DateOnly day) => English.Of(day);

    /// <inheritdoc cref="Of(Texts, SeverityReason)"/>
    public static string Of(SeverityReason reason) => English.Of(reason);

    /// <inheritdoc cref="Country(Texts, string)"/>
    public static string Country(string code) => English.Country(code);
}
