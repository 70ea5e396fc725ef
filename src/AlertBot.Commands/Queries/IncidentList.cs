using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Incidents as a list, one line each.</summary>
internal static class IncidentList
{
    /// <summary>A titled list that ends with what to press or type next.</summary>
    public static Message Of(string title, IReadOnlyList<IncidentView> views, IEnumerable<ActionButton> next) => new(
        Tone.Neutral, [Lines(title, views), new Block.Actions(1, [.. next.Append(Whole(views[0]))])]);

    /// <summary>The incidents under a title.</summary>
    public static Block.Bullets Lines(string title, IEnumerable<IncidentView> views) =>
        new(0, title, [.. views.Select(Line)]);

    /// <summary>The button that shows one whole.</summary>
    public static ActionButton Whole(IncidentView view) => new($"#{view.Number} whole", $"/incident {view.Number}");

    private static IReadOnlyList<Span> Line(IncidentView view)
    {
        var facts = string.Join(" · ", Wording.InShort(view)
            .Append(Wording.Of(view.LatestUtc)).Append(Wording.Sources(view.Sources.Count, view.Reports)));
        var state = view.State == IncidentState.Open ? "" : $" ({view.State.ToString().ToLowerInvariant()})";
        return
        [
            new Span($"#{view.Number} {view.Severity.Level.ToString().ToUpperInvariant()}{state} ", IsStrong: true),
            new Span(view.Title, view.Sources[view.TitleSource - 1].Link,
                IsStruck: view.State == IncidentState.Retracted),
            $" — {facts}",
        ];
    }
}
