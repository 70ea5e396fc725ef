using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Incidents as a list, one line each.</summary>
internal static class IncidentList
{
    /// <summary>A titled list with a last line that says what to do next.</summary>
    public static Message Of(string title, IEnumerable<IncidentView> views, string next) =>
        Answers.List(title, views.Select(Line), next);

    /// <summary>Facts about a name, then its latest incidents.</summary>
    public static Message About(Block.Facts about, IReadOnlyList<IncidentView> views, string all)
    {
        if (views.Count == 0) return new Message(Tone.Neutral, [about, new Block.Paragraph(1, ["No incidents yet."])]);
        return new Message(Tone.Neutral,
        [
            about, new Block.Bullets(0, "Latest", [.. views.Select(Line)]), new Block.Paragraph(1, [$"All: {all}"]),
        ]);
    }

    private static IReadOnlyList<Span> Line(IncidentView view)
    {
        var facts = string.Join(" · ", new[]
        {
            Wording.Of(view.Kind), Wording.Of(view.Place), Told("killed", view.Killed), Told("wounded", view.Wounded),
            Wording.Of(view.LatestUtc), Wording.Sources(view.Sources.Count, view.Reports),
        }.Where(text => text is not null));
        var state = view.State == IncidentState.Open ? "" : $" ({view.State.ToString().ToLowerInvariant()})";
        return
        [
            new Span($"#{view.Number} {view.Severity.Level.ToString().ToUpperInvariant()}{state} ", IsStrong: true),
            new Span(view.Title, view.Sources[view.TitleSource - 1].Link, IsStruck: view.State == IncidentState.Retracted),
            $" — {facts}",
        ];
    }

    private static string? Told(string name, Figure? figure) => Wording.Of(figure) is { } text ? $"{text} {name}" : null;
}
