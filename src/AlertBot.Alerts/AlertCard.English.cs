using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <content>The same in English, for those who do not say in which language.</content>
public static partial class AlertCard
{
    private static Texts English { get; } = AlertTexts.Book.For(TextBook.English);

    /// <inheritdoc cref="Head(Texts, IncidentView)"/>
    public static Block.Headline Head(IncidentView view) => Head(English, view);

    /// <inheritdoc cref="Summary(Texts, IncidentView)"/>
    public static IEnumerable<Block> Summary(IncidentView view) => Summary(English, view);

    /// <inheritdoc cref="Facts(Texts, IncidentView)"/>
    public static Block.Facts Facts(IncidentView view) => Facts(English, view);

    /// <inheritdoc cref="Ledger(Texts, IncidentView, int)"/>
    public static Block.Ledger? Ledger(IncidentView view, int most) => Ledger(English, view, most);

    /// <inheritdoc cref="Sources(Texts, IncidentView, int)"/>
    public static Block.SourceList Sources(IncidentView view, int most) => Sources(English, view, most);

    /// <inheritdoc cref="Why(Texts, IncidentView)"/>
    public static Block.Bullets Why(IncidentView view) => Why(English, view);
}
