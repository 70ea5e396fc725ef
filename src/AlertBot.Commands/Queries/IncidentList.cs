using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Incidents as a list, one line each.</summary>
internal static class IncidentList
{
    /// <summary>
    /// How many fit the shortest message of a platform (4,000 characters with their links) at their longest.
    /// </summary>
    public const int PageSize = 8;

    private const int MostTitle = 100;
    private const int MostLink = 150;

    /// <summary>A titled list that ends with what to press or type next.</summary>
    public static Message Of(
        Texts texts, string title, IReadOnlyList<IncidentView> views, IEnumerable<ActionButton> next) => new(
        Tone.Neutral, [Lines(texts, title, views), new Block.Actions(1, [.. next.Append(Whole(texts, views[0]))])]);

    /// <summary>The incidents under a title.</summary>
    public static Block.Bullets Lines(Texts texts, string title, IEnumerable<IncidentView> views) =>
        new(0, title, [.. views.Select(view => Line(texts, view))]);

    /// <summary>The button that shows one whole.</summary>
    public static ActionButton Whole(Texts texts, IncidentView view) =>
        new(texts.Of("commands.incidents.whole", ("number", view.Number)), $"/incident {view.Number}");

    /// <summary>
    /// A headline for a list: a page of them must fit a message, and what is behind it is one command away.
    /// </summary>
    public static Span Title(Texts texts, string title, string? language, Uri? link) => new(
        texts.Quote(ShortText.Of(title, MostTitle), language), link?.AbsoluteUri.Length > MostLink ? null : link);

    private static IReadOnlyList<Span> Line(Texts texts, IncidentView view)
    {
        var facts = string.Join(" · ", texts.InShort(view)
            .Append(texts.Of(view.LatestUtc)).Append(texts.Sources(view.Sources.Count, view.Reports)));
        var head = AlertCard.Head(texts, view);
        return
        [
            new Span($"#{view.Number} {head.Label} ", IsStrong: true),
            Title(texts, view.Title, view.TitleLanguage, view.Sources[view.TitleSource - 1].Link) with
            {
                IsStruck = view.State == IncidentState.Retracted,
            },
            $" — {facts}",
        ];
    }
}
