namespace AlertBot.Incidents.Clustering;

/// <summary>Weighs evidence.</summary>
internal static class JoinScore
{
    /// <summary>They cannot be one event.</summary>
    public const float Never = float.NegativeInfinity;

    // Below this many agreeing facts two texts in two languages have nothing that ties them.
    private const int LeastAgreements = 3;

    // First reports take drones for rockets and rockets for aircraft; the same man dead at the same place is another matter.
    private const float Confusable = -0.5f;

    public static float Of(in Evidence e, IncidentRules rules)
    {
        var w = rules.Weights;
        if (e.Place <= PlaceFit.Veto || e.Hours > rules.Window.TotalHours) return Never;
        float words;
        if (e is { Text: { } text, Nearest: { } nearest, Title: { } title })
            words = (w.Text * text) + (w.Nearest * nearest) + (w.Title * title);
        else if (e.Agreements >= LeastAgreements && e.Kind >= 0) words = w.OtherLanguage;
        else return Never;
        // Two reporters may share few words: where the facts agree, that says little.
        if (e.Agreements >= LeastAgreements && e.Place >= 0.5f
            && (e.Kind >= 0 || e is { Kind: >= Confusable, Roles: >= 0.7f }))
            words = Math.Max(words, w.OtherWords);
        var against = e.HasSignature ? 1 : w.WithoutSignature;
        var score = words + (w.Entities * e.Entities)
            + Signed(e.Place, w.Place, w.PlaceAgainst * against) + Signed(e.Kind, w.Kind, w.KindAgainst * against)
            + Signed(e.Day, w.Day, DayAgainst(e.Day, w) * against)
            + Signed(e.Munitions, w.Munitions, w.MunitionsAgainst * against)
            + Signed(e.Killed, w.Toll, w.TollAgainst * against) + Signed(e.Wounded, w.Toll, w.TollAgainst * against / 2)
            + Signed(e.Roles, w.Roles, w.RolesAgainst * against);
        if (score <= 0) return score;
        // Who names the day of the event says by himself what the hours between two reports only suggest.
        var halfLife = e.Day >= 1 ? 2 * w.HalfLifeHours : w.HalfLifeHours;
        return score * MathF.Pow(0.5f, e.Hours / halfLife);
    }

    /// <summary>What the score must reach.</summary>
    public static float Least(in Evidence e, ArticleFeatures article, IncidentRules rules) =>
        e.HasSignature ? rules.JoinWithSignature
        : article.Text.Terms.Length > article.Title.Terms.Length ? rules.JoinByText
        : rules.JoinByHeadline;

    // One day off is the night between two days as often as another event.
    private static float DayAgainst(float fit, JoinWeights w) =>
        fit == Evidence.NextDay ? w.NextDayAgainst / -Evidence.NextDay : w.DayAgainst;

    private static float Signed(float fit, float weight, float against) => fit * (fit > 0 ? weight : against);
}
