using System.Globalization;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>Why a request could not be met.</summary>
public enum RefusalReason
{
    /// <summary>The incident was merged into another.</summary>
    Merged,

    /// <summary>Nothing was heard of the incident for so long that it takes no changes any more.</summary>
    Closed,

    /// <summary>There is no such incident, or none any more.</summary>
    NoIncident,

    /// <summary>The incident was withdrawn.</summary>
    Withdrawn,

    /// <summary>The incident is not withdrawn.</summary>
    NotWithdrawn,

    /// <summary>The two incidents are one.</summary>
    Itself,

    /// <summary>None of the articles is in the incident.</summary>
    NoneOfThem,

    /// <summary>All articles would leave: nothing would be split.</summary>
    AllOfThem,

    /// <summary>No open incident holds the article.</summary>
    NoArticle,

    /// <summary>The article is there already.</summary>
    ThereAlready,

    /// <summary>The community has no alert of the incident.</summary>
    NoAlert,

    /// <summary>The time of the mute is over before it began.</summary>
    TimeOver,

    /// <summary>There is no such mute, or none any more.</summary>
    NoMute,
}

/// <summary>A request that could not be met.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Why">Why not.</param>
/// <param name="Number">The incident that is to blame; 0 when none is.</param>
public sealed record RefusedRequest(AnalysisRequest Request, RefusalReason Why, long Number = 0)
{
    /// <summary>
    /// The incident that carries on the one to blame, where the community that asked may see it; null otherwise.
    /// </summary>
    public long? CarriesOn { get; init; }

    /// <summary>When that was found.</summary>
    public DateTimeOffset AtUtc { get; init; }

    /// <summary>What was asked for, in signs of no language: "#5 → #3".</summary>
    public string Subject => Request switch
    {
        AnalysisRequest.Merge r => $"{Text(r.SecondNumber)} → {Text(r.FirstNumber)}",
        AnalysisRequest.Split r => Text(r.Number),
        AnalysisRequest.Move r => $"→ {Text(r.ToNumber)}",
        AnalysisRequest.Retract r => Text(r.Number),
        AnalysisRequest.Restore r => Text(r.Number),
        AnalysisRequest.Acknowledge r => Text(r.Number),
        AnalysisRequest.AddMute { Mute: { What: MuteWhat.Incident } mute } => "#" + mute.Target,
        AnalysisRequest.AddMute r => r.Mute.Target,
        _ => "",
    };

    /// <summary>
    /// What tells the asker, in the step that refused and so once; null when nobody is known who asked.
    /// </summary>
    internal Delivery? Notice()
    {
        if (Request.Asker is not { } asker) return null;
        var id = Keys.Of("refused", Request.Id);
        return new Delivery(
            Keys.Of("delivery", id, "1"), id, 1, DeliveryKind.Send, asker.Channel, null, SeverityLevel.High,
            AlertCard.Refused(AlertTexts.Book.For(asker.Language), this, asker), IsSilent: false, null, null, AtUtc,
            AtUtc)
        {
            Followers = asker.Called is { Count: > 0 } called ? called : null,
        };
    }

    private static string Text(long number) => string.Create(CultureInfo.InvariantCulture, $"#{number}");
}
