using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Incidents as a list, one line each.</summary>
internal static class IncidentList
{
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

    private static IReadOnlyList<Span> Line(Texts texts, IncidentView view)
    {
        var facts = string.Join(" · ", texts.InShort(view)
            .Append(texts.Of(view.LatestUtc)).Append(texts.Sources(view.Sources.Count, view.Reports)));
        var head = AlertCard.Head(texts, view);
        return
        [
            new Span($"#{view.Number} {head.Label} ", IsStrong: true),
            AlertCard.Title(texts, view) with { IsStruck = view.State == IncidentState.Retracted }, $" — {facts}",
        ];
    }
}
