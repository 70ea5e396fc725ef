using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Alerts;

/// <summary>What alerts can be filed under: their severity and the kind of the event. Immutable.</summary>
public static class AlertLabels
{
    /// <summary>The gravest severity first, then kinds of events.</summary>
    public static MessageLabels All { get; } = new(
    [
        .. Enum.GetValues<SeverityLevel>().Reverse().Select(level => Label(KeyOf(level), texts => texts.Of(level))),
        .. Enum.GetValues<EventKind>().Where(kind => kind != EventKind.Other)
            .Select(kind => Label(KeyOf(kind), texts => texts.Of((EventKind?)kind))),
    ]);

    /// <summary>The labels of an incident as a channel is shown it.</summary>
    internal static IReadOnlyList<string> Of(IncidentView view) => view.Kind is { } kind and not EventKind.Other
        ? [KeyOf(view.Severity.Level), KeyOf(kind)]
        : [KeyOf(view.Severity.Level)];

    private static string KeyOf(SeverityLevel level) => $"severity-{level.ToString().ToLowerInvariant()}";

    private static string KeyOf(EventKind kind) => $"kind-{kind.Word()}";

    private static MessageLabel Label(string key, Func<Texts, string> name) =>
        new(key, Reasons.InAll(language => name(AlertTexts.Book.For(language))));
}
