using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>
/// Writes what people read of an incident: the alert, its replies, a digest. Pure; platforms add the looks. The texts
/// that each function takes first decide the language.
/// </summary>
public static partial class AlertCard
{
    // Longer ledgers belong to the answer of /incident, where people asked for them.
    private const int LedgerLines = 6;

    // Stands for a time while a line is put together; no text of ours or others holds it.
    private const string Hole = "\u0001";
    private const int SourceLines = 8;
    private const int WhyLines = 3;
    private const int ShownPlaces = 3;

    /// <summary>The alert itself. <paramref name="changes"/> are the named changes so far, oldest first.</summary>
    public static Message Alert(
        Texts texts, IncidentView view, IReadOnlyList<AlertChange> changes, AlertMarks? marks = null)
    {
        var blocks = new List<Block> { Head(texts, view) };
        if (view.State == IncidentState.Retracted) blocks.Add(new Block.Paragraph(0, [Withdrawn(texts, view)]));
        if (Corrected(texts, view) is { } corrected)
            blocks.Add(new Block.Sentence(1, corrected, view.CorrectionSource is { } n ? [n] : [], null));
        blocks.AddRange(Summary(texts, view));
        blocks.Add(Facts(texts, view));
        if (Ledger(texts, view, LedgerLines) is { } ledger) blocks.Add(ledger);
        blocks.Add(Sources(texts, view, SourceLines));
        blocks.Add(Why(texts, view));
        if (changes.Count > 0)
            blocks.Add(new Block.Bullets(4, texts["alerts.changes"], [.. changes.Select(c => Line(texts, c))]));
        if (marks is not null) blocks.AddRange(marks.Lines(texts).Select(line => new Block.Paragraph(3, [line])));
        // What a button answers is not made for everybody's eyes.
        if (marks is not { IsPublic: true }) blocks.Add(Buttons(texts, view.Number, marks?.Mute is not null));
        return In(texts, Tone(view.Severity.Level), blocks) with { Labels = AlertLabels.Of(view) };
    }

    /// <summary>What a channel keeps of an alert whose incident went into another.</summary>
    /// <param name="texts">The language.</param>
    /// <param name="number">The number of the one that ended.</param>
    /// <param name="before">What the channel was shown of it; null when that is not known any more.</param>
    /// <param name="carriesOnNumber">The number of the one that carries on.</param>
    /// <param name="carriesOn">What the channel is shown of that; null when it may see none of it.</param>
    public static Message MergedAlert(
        Texts texts, long number, IncidentView? before, long carriesOnNumber, IncidentView? carriesOn)
    {
        var title = before is null ? new Span("") : Title(texts, before) with { IsStruck = true };
        List<Span> pointer = [texts.Of("alerts.merged", ("number", carriesOnNumber))];
        if (carriesOn is not null) pointer.AddRange([": ", Title(texts, carriesOn) with { IsStrong = true }]);
        return In(texts, Chat.Tone.Neutral,
        [
            new Block.Headline(0, texts["alerts.label.merged"], title, $"#{number}"), new Block.Paragraph(0, pointer),
            Details(texts, carriesOnNumber),
        ]);
    }

    /// <summary>The short answer under an alert that tells of changes, one line each.</summary>
    public static Message Reply(Texts texts, IncidentView view, IReadOnlyList<AlertChange> changes) => In(
        texts, Tone(view.Severity.Level),
        [
            Head(texts, view) with { Label = texts["alerts.label.update"] },
            new Block.Bullets(0, "", [.. changes.Select(c => (IReadOnlyList<Span>)[Reported(texts, c)])]),
        ]);

    /// <summary>One message that stands for several incidents, gravest first.</summary>
    /// <param name="texts">The language.</param>
    /// <param name="views">What is shown of them.</param>
    /// <param name="leftOut">How many more it stands for that can no longer be shown.</param>
    /// <param name="reason">Why they share a message.</param>
    public static Message Digest(
        Texts texts, IReadOnlyList<IncidentView> views, int leftOut, DigestReason reason = DigestReason.Timed)
    {
        var ordered = views.OrderByDescending(v => v.Severity.Score).ThenBy(v => v.Number).ToList();
        if (reason == DigestReason.LeftOut) return LeftOut(texts, ordered, leftOut);
        var (label, title) = reason switch
        {
            DigestReason.Crowd => ("alerts.label.also", "alerts.digest.crowd"),
            DigestReason.CatchUp => ("alerts.label.catchup", "alerts.digest.catchup"),
            _ => ("alerts.label.digest", "alerts.digest.timed"),
        };
        var blocks = new List<Block>
        {
            new Block.Headline(0, texts[label], texts.Count(title, views.Count + leftOut), null),
            new Block.Bullets(0, "", [.. ordered.Select(view => DigestLine(texts, view))]),
        };
        if (leftOut > 0) blocks.Add(new Block.Paragraph(1, [texts.Count("alerts.digest.gone", leftOut)]));
        return In(texts, ordered.Count == 0 ? Chat.Tone.Neutral : Tone(ordered[0].Severity.Level), blocks);
    }

    private static Message LeftOut(Texts texts, List<IncidentView> views, int unknown)
    {
        var text = views.Count == 0
            ? texts.Of("alerts.leftout.text", ("line", "/incidents"))
            : texts.Of("alerts.leftout.span", ("from", texts.Of(views.Min(v => v.FirstUtc))),
                ("to", texts.Of(views.Max(v => v.LatestUtc))), ("line", "/incidents"));
        return In(texts, Chat.Tone.Neutral,
        [
            new Block.Headline(
                0, texts["alerts.label.leftout"], texts.Count("alerts.leftout.title", views.Count + unknown), null),
            new Block.Paragraph(0, [text]),
        ]);
    }

    /// <summary>The tone of a level.</summary>
    public static Tone Tone(SeverityLevel level) => level switch
    {
        SeverityLevel.Critical => Chat.Tone.Critical,
        SeverityLevel.High => Chat.Tone.High,
        SeverityLevel.Medium => Chat.Tone.Medium,
        _ => Chat.Tone.Low,
    };

    /// <summary>Severity, linked title and number: the first line of an alert.</summary>
    public static Block.Headline Head(Texts texts, IncidentView view) => new(
        0, Label(texts, view),
        Title(texts, view) with { IsStrong = true, IsStruck = view.State == IncidentState.Retracted },
        $"#{view.Number}");

    /// <summary>The linked title, marked with its language where that is another one.</summary>
    public static Span Title(Texts texts, IncidentView view) =>
        new(texts.Quote(view.Title, view.TitleLanguage), view.Sources[view.TitleSource - 1].Link);

    /// <summary>Why the incident was withdrawn, as a sentence.</summary>
    public static string Withdrawn(Texts texts, IncidentView view) => view.RetractedWhy is { } why
        ? texts.Of("alerts.withdrawn", ("why", texts.Quote(why, view.RetractedLanguage)))
        : texts["alerts.withdrawn.unsaid"];

    /// <summary>What a source corrected, as a sentence; null when none did.</summary>
    public static string? Corrected(Texts texts, IncidentView view) =>
        view.CorrectionSentence is { } sentence
            ? texts.Corrected(sentence, view.CorrectionSource is { } from ? LanguageOf(view, from) : null)
            : null;

    /// <summary>The summary's sentences, each with its source.</summary>
    public static IEnumerable<Block> Summary(Texts texts, IncidentView view) => view.Summary.Select((sentence, i) =>
    {
        var language = LanguageOf(view, sentence.Source);
        return new Block.Sentence(
            Math.Min(i + 1, 2),
            new Span(texts.Quote(sentence.Text, language), IsStruck: view.State == IncidentState.Retracted),
            [sentence.Source], language);
    });

    /// <summary>The line of facts: kind, standing, place, day, figures, munitions.</summary>
    public static Block.Facts Facts(Texts texts, IncidentView view)
    {
        var items = new List<Fact>();
        Add("alerts.fact.what", texts.Of(view.Kind));
        // Lists are cut from the end: how firm the news is must not be what goes first.
        Add("alerts.fact.standing", texts.Of(view.Status));
        Add("alerts.fact.where", view.Places.Count > 1
            ? texts.Of([.. view.Places.Take(ShownPlaces)]) : texts.Of(view.Place));
        if (view.EventDay is { } day) Add("alerts.fact.day", texts.Of(day));
        Add("alerts.fact.killed", texts.Of(view.Killed));
        Add("alerts.fact.wounded", texts.Of(view.Wounded));
        Add("alerts.fact.taken", texts.Of(view.Captured));
        Add("alerts.fact.used", texts.Of(view.Munitions));
        var first = texts.Of(view.FirstUtc);
        items.Add(new Fact(texts["alerts.fact.first"], first, new TimeSpot(view.FirstUtc, first)));
        return new Block.Facts(1, items);

        void Add(string name, string? value)
        {
            if (value is not null) items.Add(new Fact(texts[name], value));
        }
    }

    /// <summary>Who says what, and that nobody knows who did it; null when no source tells.</summary>
    /// <remarks>
    /// What one sentence says of several is one line, and a sentence of the summary is not quoted again.
    /// </remarks>
    public static Block.Ledger? Ledger(Texts texts, IncidentView view, int most)
    {
        var summary = view.Summary.Select(s => s.Text).ToHashSet(StringComparer.Ordinal);
        var told = view.Ledger
            .Where(e => e.Role is not (
                ActorRole.Mentioned or ActorRole.Speaker or ActorRole.Target or ActorRole.Victim))
            .GroupBy(e => (e.Sentence, e.Source)).Select(g => Line(texts, [.. g], Quote)).ToList();
        if (view is { PerpetratorUnknownSentence: { } unknown, PerpetratorUnknownSource: { } source })
            told.Insert(0, new LedgerLine(
                texts["alerts.perpetrator"], texts["alerts.perpetrator.unknown"], Quote(unknown, source), source,
                view.Sources[source - 1].Outlet));
        return told.Count == 0
            ? null
            : new Block.Ledger(2, texts["alerts.ledger"], [.. told.Take(most)])
            {
                LeftOut = Math.Max(0, told.Count - most),
            };

        string Quote(string sentence, int source) => sentence.Length == 0 ? texts["alerts.quote.withheld"]
            : summary.Contains(sentence) ? "" : texts.Quote(sentence, LanguageOf(view, source));
    }

    /// <summary>The numbered sources, copies of one text marked as such.</summary>
    public static Block.SourceList Sources(Texts texts, IncidentView view, int most)
    {
        // The sources that sentences refer to come first: a number without its line would be of no use.
        var cited = view.Summary.Select(s => s.Source).Concat(view.Ledger.Select(e => e.Source))
            .Append(view.TitleSource)
            .ToHashSet();
        var first = view.Sources.GroupBy(s => s.Report).ToDictionary(g => g.Key, g => g.Min(s => s.Number));
        var lines = view.Sources.OrderBy(s => cited.Contains(s.Number) ? 0 : 1).ThenBy(s => s.Number).Take(most)
            .OrderBy(s => s.Number)
            .Select(s => new SourceLine(s.Number, s.Outlet, s.Link, first[s.Report] == s.Number
                ? null : texts.Of("alerts.source.same", ("number", first[s.Report]))))
            .ToList();
        var counted = texts.Sources(view.Sources.Count, view.Reports);
        return new Block.SourceList(3, texts.Of("alerts.sources", ("counted", counted)), lines)
        {
            LeftOut = view.Sources.Count - lines.Count,
        };
    }

    /// <summary>Why it was sent and why it is that grave.</summary>
    public static Block.Bullets Why(Texts texts, IncidentView view)
    {
        // Whose rule it is that a reader follows is between them and us.
        var items = view.Matches.Where(m => m.Topic != Follow.TopicId).DistinctBy(m => (m.Topic, m.Rule)).Take(WhyLines)
            .Select(m => (IReadOnlyList<Span>)[texts.Of(
                "alerts.why.rule", ("topic", m.Topic), ("rule", m.Rule),
                ("terms", texts.Joined(m.Terms.Select(t => t.Text).Distinct().Take(5))))])
            .ToList();
        if (items.Count == 0 && view.Matches.Count > 0) items.Add([texts["alerts.why.followed"]]);
        if (view.Severity.Reasons.Count > 0)
            items.Add([texts.Of(
                "alerts.why.severity", ("level", texts.Of(view.Severity.Level)), ("score", view.Severity.Score),
                ("reasons", texts.Joined(view.Severity.Reasons.Select(reason => texts.Of(reason)))))]);
        return new Block.Bullets(5, texts["alerts.why"], items);
    }

    private static Message In(Texts texts, Tone tone, IReadOnlyList<Block> blocks) =>
        new(tone, blocks) { Language = texts.Language };

    // Most important first: platforms with few buttons cut them from the end.
    private static Block.Actions Buttons(Texts texts, long number, bool isMuted) => new(6,
    [
        .. Details(texts, number).Buttons,
        new ActionButton(texts["alerts.button.why"], $"/why {number}"),
        isMuted
            ? new ActionButton(texts["alerts.button.unmute"], $"/unmute {number}")
            : new ActionButton(texts["alerts.button.mute"], $"/mute {number}"),
        new ActionButton(texts["alerts.button.ack"], $"/ack {number}"),
        new ActionButton(texts["alerts.button.good"], $"/good {number}"),
        new ActionButton(texts["alerts.button.noise"], $"/noise {number}"),
    ]);

    private static Block.Actions Details(Texts texts, long number) =>
        new(6, [new ActionButton(texts["alerts.button.details"], $"/incident {number}")]);

    private static string Label(Texts texts, IncidentView view) =>
        texts["alerts.label." + (view.State == IncidentState.Retracted
            ? "withdrawn" : view.Severity.Level.ToString().ToLowerInvariant())];

    private static string? LanguageOf(IncidentView view, int source) => view.Sources[source - 1].Language;

    private static LedgerLine Line(Texts texts, IReadOnlyList<LedgerEntry> said, Func<string, int, string> quote)
    {
        var roles = said.GroupBy(e => e.Role)
            .Select(g => (Role: texts.Of(g.Key), Names: texts.Joined(g.Select(e => e.Name).Distinct())))
            .ToList();
        var more = string.Concat(roles.Skip(1).Select(
            r => $"{texts["alerts.place.between"]}{r.Role.ToLowerInvariant()} {r.Names}"));
        return new LedgerLine(
            roles[0].Role, roles[0].Names + more, quote(said[0].Sentence, said[0].Source), said[0].Source,
            said[0].Outlet);
    }

    private static IReadOnlyList<Span> Line(Texts texts, AlertChange change) =>
        Timed(texts.Of("alerts.change.line", ("at", Hole), ("change", texts.Of(change))),
            texts.Isolated(texts.Of(change.AtUtc)), change.AtUtc);

    // Each language puts the time where it belongs.
    private static IReadOnlyList<Span> Timed(string line, string time, DateTimeOffset atUtc)
    {
        var at = line.IndexOf(Hole, StringComparison.Ordinal);
        if (at < 0) return [line];
        Span[] all =
        [
            line[..at], new Span(time) { At = new TimeSpot(atUtc, time) }, line[(at + Hole.Length)..],
        ];
        return [.. all.Where(span => span.Text.Length > 0)];
    }

    private static string Reported(Texts texts, AlertChange change) => change.Outlet is { } outlet
        ? texts.Of("alerts.change.reported", ("change", texts.Of(change)), ("outlet", outlet))
        : texts.Of(change);

    private static IReadOnlyList<Span> DigestLine(Texts texts, IncidentView view)
    {
        var facts = texts.Joined(texts.InShort(view).Append(texts.Sources(view.Sources.Count, view.Reports)));
        return
        [
            new Span($"{Label(texts, view)} #{view.Number} ", IsStrong: true),
            Title(texts, view) with { IsStruck = view.State == IncidentState.Retracted }, $" ({facts})",
        ];
    }
}
