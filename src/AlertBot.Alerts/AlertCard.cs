using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>
/// Writes what people read of an incident: the alert, its replies, a digest. Pure; platforms add the looks.
/// </summary>
public static class AlertCard
{
    // Longer ledgers belong to the answer of /incident, where people asked for them.
    private const int LedgerLines = 6;
    private const int SourceLines = 8;
    private const int WhyLines = 3;
    private const int ShownPlaces = 3;

    /// <summary>The alert itself. <paramref name="changes"/> are the named changes so far, oldest first.</summary>
    public static Message Alert(IncidentView view, IReadOnlyList<AlertChange> changes, AlertMarks? marks = null)
    {
        var blocks = new List<Block> { Head(view) };
        if (view.State == IncidentState.Retracted)
            blocks.Add(new Block.Paragraph(0, ["Withdrawn: " + (view.RetractedWhy ?? "the sources took it back.")]));
        if (view.CorrectionSentence is { } correction)
            blocks.Add(new Block.Sentence(
                1, "Corrected: " + correction, view.CorrectionSource is { } n ? [n] : [], null));
        blocks.AddRange(Summary(view));
        blocks.Add(Facts(view));
        if (Ledger(view, LedgerLines) is { } ledger) blocks.Add(ledger);
        blocks.Add(Sources(view, SourceLines));
        blocks.Add(Why(view));
        if (changes.Count > 0)
            blocks.Add(new Block.Bullets(4, "Changes", [.. changes.Select(Line)]));
        if (marks is not null) blocks.AddRange(marks.Lines().Select(line => new Block.Paragraph(3, [line])));
        // What a button answers is not made for everybody's eyes.
        if (marks is not { IsPublic: true })
            blocks.Add(new Block.Actions(6, [new ActionButton("Details", $"/incident {view.Number}")]));
        return new Message(Tone(view.Severity.Level), blocks);
    }

    /// <summary>What a channel keeps of an alert whose incident went into another.</summary>
    /// <param name="number">The number of the one that ended.</param>
    /// <param name="before">What the channel was shown of it; null when that is not known any more.</param>
    /// <param name="carriesOnNumber">The number of the one that carries on.</param>
    /// <param name="carriesOn">What the channel is shown of that; null when it may see none of it.</param>
    public static Message MergedAlert(long number, IncidentView? before, long carriesOnNumber, IncidentView? carriesOn)
    {
        var title = before is null ? new Span("")
            : new Span(before.Title, before.Sources[before.TitleSource - 1].Link, IsStruck: true);
        List<Span> pointer = [$"The same event as #{carriesOnNumber}, which carries on"];
        if (carriesOn is not null)
            pointer.AddRange([": ",
                new Span(carriesOn.Title, carriesOn.Sources[carriesOn.TitleSource - 1].Link, IsStrong: true)]);
        return new Message(Chat.Tone.Neutral,
        [
            new Block.Headline(0, "MERGED", title, $"#{number}"), new Block.Paragraph(0, pointer),
            new Block.Actions(6, [new ActionButton("Details", $"/incident {carriesOnNumber}")]),
        ]);
    }

    /// <summary>The short answer under an alert that tells of named changes.</summary>
    public static Message Reply(IncidentView view, IReadOnlyList<NamedChange> changes) =>
        Reply(view, [.. changes.Select(c => Line(view, c))]);

    /// <summary>One line of a reply: the change and who reports it.</summary>
    internal static string Line(IncidentView view, NamedChange change) =>
        change.Text + (change.Source is { } n ? $" [{view.Sources[n - 1].Outlet}]" : "");

    /// <summary>The short answer under an alert that tells of changes, one line each.</summary>
    public static Message Reply(IncidentView view, IReadOnlyList<string> changes) => new(
        Tone(view.Severity.Level),
        [
            Head(view) with { Label = "UPDATE" },
            new Block.Bullets(0, "", [.. changes.Select(c => (IReadOnlyList<Span>)[c])]),
        ]);

    /// <summary>One message that stands for several incidents, gravest first.</summary>
    /// <param name="views">What is shown of them.</param>
    /// <param name="leftOut">How many more it stands for that can no longer be shown.</param>
    /// <param name="reason">Why they share a message.</param>
    public static Message Digest(
        IReadOnlyList<IncidentView> views, int leftOut, DigestReason reason = DigestReason.Timed)
    {
        var ordered = views.OrderByDescending(v => v.Severity.Score).ThenBy(v => v.Number).ToList();
        var count = Wording.Count(views.Count + leftOut, reason == DigestReason.Timed ? "incident" : "more incident");
        if (reason == DigestReason.LeftOut) return LeftOut(ordered, leftOut);
        var blocks = new List<Block>
        {
            reason switch
            {
                DigestReason.Crowd =>
                    new Block.Headline(0, "ALSO", $"{count}, gathered here because much is happening", null),
                DigestReason.CatchUp => new Block.Headline(0, "CATCH-UP", $"{count} while it was quiet here", null),
                _ => new Block.Headline(0, "DIGEST", count, null),
            },
            new Block.Bullets(0, "", [.. ordered.Select(DigestLine)]),
        };
        if (leftOut > 0) blocks.Add(
            new Block.Paragraph(1, [$"{Wording.Count(leftOut, "more incident")} can no longer be shown."]));
        return new Message(ordered.Count == 0 ? Chat.Tone.Neutral : Tone(ordered[0].Severity.Level), blocks);
    }

    private static Message LeftOut(List<IncidentView> views, int unknown)
    {
        var span = views.Count == 0 ? "" :
            $" They are of {Wording.Of(views.Min(v => v.FirstUtc))} to {Wording.Of(views.Max(v => v.LatestUtc))}.";
        return new Message(Chat.Tone.Neutral,
        [
            new Block.Headline(
                0, "LEFT OUT", $"{Wording.Count(views.Count + unknown, "incident")} too old to be alerted", null),
            new Block.Paragraph(
                0, [$"The news of them was old when it first came: nobody was called.{span} /incidents lists them."]),
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
    public static Block.Headline Head(IncidentView view)
    {
        var link = view.Sources[view.TitleSource - 1].Link;
        var isWithdrawn = view.State == IncidentState.Retracted;
        return new Block.Headline(
            0, Label(view), new Span(view.Title, link, IsStrong: true, isWithdrawn), $"#{view.Number}");
    }

    /// <summary>The summary's sentences, each with its source.</summary>
    public static IEnumerable<Block> Summary(IncidentView view) => view.Summary.Select((sentence, i) =>
        new Block.Sentence(
            Math.Min(i + 1, 2), new Span(sentence.Text, IsStruck: view.State == IncidentState.Retracted),
            [sentence.Source], view.Sources[sentence.Source - 1].Language));

    /// <summary>The line of facts: kind, standing, place, day, figures, munitions.</summary>
    public static Block.Facts Facts(IncidentView view)
    {
        var items = new List<Fact> { new("What", Wording.Of(view.Kind)) };
        // Lists are cut from the end: how firm the news is must not be what goes first.
        Add("Standing", Wording.Of(view.Status));
        Add("Where", Places(view));
        if (view.EventDay is { } day) Add("Day", Wording.Of(day));
        Add("Killed", Wording.Of(view.Killed));
        Add("Wounded", Wording.Of(view.Wounded));
        Add("Taken", Wording.Of(view.Captured));
        Add("Used", Wording.Of(view.Munitions));
        items.Add(new Fact("First", Wording.Of(view.FirstUtc), new TimeSpot(view.FirstUtc, Wording.Of(view.FirstUtc))));
        return new Block.Facts(1, items);

        void Add(string name, string? value)
        {
            if (value is not null) items.Add(new Fact(name, value));
        }
    }

    /// <summary>Who says what, and that nobody knows who did it; null when no source tells.</summary>
    /// <remarks>
    /// What one sentence says of several is one line, and a sentence of the summary is not quoted again.
    /// </remarks>
    public static Block.Ledger? Ledger(IncidentView view, int most)
    {
        var summary = view.Summary.Select(s => s.Text).ToHashSet(StringComparer.Ordinal);
        var told = view.Ledger
            .Where(e => e.Role is not (
                ActorRole.Mentioned or ActorRole.Speaker or ActorRole.Target or ActorRole.Victim))
            .GroupBy(e => (e.Sentence, e.Source)).Select(g => Line([.. g], Quote)).ToList();
        if (view is { PerpetratorUnknownSentence: { } unknown, PerpetratorUnknownSource: { } source })
            told.Insert(0, new LedgerLine(
                "Perpetrator", "unknown", Quote(unknown), source, view.Sources[source - 1].Outlet));
        return told.Count == 0
            ? null
            : new Block.Ledger(2, "Who says what", [.. told.Take(most)]) { LeftOut = Math.Max(0, told.Count - most) };

        string Quote(string sentence) => summary.Contains(sentence) ? "" : sentence;
    }

    /// <summary>The numbered sources, copies of one text marked as such.</summary>
    public static Block.SourceList Sources(IncidentView view, int most)
    {
        // The sources that sentences refer to come first: a number without its line would be of no use.
        var cited = view.Summary.Select(s => s.Source).Concat(view.Ledger.Select(e => e.Source))
            .Append(view.TitleSource)
            .ToHashSet();
        var first = view.Sources.GroupBy(s => s.Report).ToDictionary(g => g.Key, g => g.Min(s => s.Number));
        var lines = view.Sources.OrderBy(s => cited.Contains(s.Number) ? 0 : 1).ThenBy(s => s.Number).Take(most)
            .OrderBy(s => s.Number)
            .Select(s => new SourceLine(
                s.Number, s.Outlet, s.Link, first[s.Report] == s.Number ? null : $"same text as {first[s.Report]}"))
            .ToList();
        return new Block.SourceList(3, "Sources: " + Wording.Sources(view.Sources.Count, view.Reports), lines)
        {
            LeftOut = view.Sources.Count - lines.Count,
        };
    }

    /// <summary>Why it was sent and why it is that grave.</summary>
    public static Block.Bullets Why(IncidentView view)
    {
        var items = view.Matches.DistinctBy(m => (m.Topic, m.Rule)).Take(WhyLines).Select(m => (IReadOnlyList<Span>)
            [$"{m.Topic}, rule {m.Rule}: {string.Join(", ", m.Terms.Select(t => t.Text).Distinct().Take(5))}"])
                .ToList();
        if (view.Severity.Reasons.Count > 0)
            items.Add([$"{view.Severity.Level} {view.Severity.Score}/100: {string.Join(", ", view.Severity.Reasons)}"]);
        return new Block.Bullets(5, "Why", items);
    }

    private static string Label(IncidentView view) =>
        view.State == IncidentState.Retracted ? "WITHDRAWN" : view.Severity.Level.ToString().ToUpperInvariant();

    private static string? Places(IncidentView view) =>
        view.Places.Count > 1 ? Wording.Of([.. view.Places.Take(ShownPlaces)]) : Wording.Of(view.Place);

    private static LedgerLine Line(IReadOnlyList<LedgerEntry> said, Func<string, string> quote)
    {
        var roles = said.GroupBy(e => e.Role)
            .Select(g => (Role: Wording.Of(g.Key), Names: string.Join(", ", g.Select(e => e.Name).Distinct())))
            .ToList();
        var more = string.Concat(roles.Skip(1).Select(r => $"; {r.Role.ToLowerInvariant()} {r.Names}"));
        return new LedgerLine(
            roles[0].Role, roles[0].Names + more, quote(said[0].Sentence), said[0].Source, said[0].Outlet);
    }

    private static IReadOnlyList<Span> Line(AlertChange change) => [$"{Wording.Of(change.AtUtc)}  {change.Text}"];

    private static IReadOnlyList<Span> DigestLine(IncidentView view)
    {
        var facts = string.Join(", ", Wording.InShort(view).Append(Wording.Sources(view.Sources.Count, view.Reports)));
        return
        [
            new Span($"{Label(view)} #{view.Number} ", IsStrong: true),
            new Span(view.Title, view.Sources[view.TitleSource - 1].Link,
                IsStruck: view.State == IncidentState.Retracted),
            $" ({facts})",
        ];
    }
}
