namespace AlertBot.Incidents.Clustering;

/// <summary>Weighs evidence.</summary>
internal static class JoinScore
{
    /// <summary>They cannot be one event.</summary>
    public const float Never = float.NegativeInfinity;

    // Below this many agreeing facts two texts in two languages have nothing that ties them.
    private const int LeastAgreements = 3;

    public static float Of(in Evidence e, IncidentRules rules)
    {
        var w = rules.Weights;
        if (e.Place <= PlaceFit.Veto || e.Hours > rules.Window.TotalHours) return Never;
        float words;
        if (e is { Text: { } text, Nearest: { } nearest, Title: { } title })
            words = (w.Text * text) + (w.Nearest * nearest) + (w.Title * title);
        else if (e.Agreements >= LeastAgreements && e.Kind >= 0) words = w.OtherLanguage;
        else return Never;
        var score = words + (w.Entities * e.Entities)
            + Signed(e.Place, w.Place, w.PlaceAgainst) + Signed(e.Kind, w.Kind, w.KindAgainst)
            + Signed(e.Day, w.Day, w.DayAgainst) + Signed(e.Munitions, w.Munitions, w.MunitionsAgainst)
            + Signed(e.Killed, w.Toll, w.TollAgainst) + Signed(e.Wounded, w.Toll, w.TollAgainst)
            + Signed(e.Roles, w.Roles, w.RolesAgainst);
        return score > 0 ? score * MathF.Pow(0.5f, e.Hours / w.HalfLifeHours) : score;
    }

    /// <summary>What the score must reach.</summary>
    public static float Least(in Evidence e, ArticleFeatures article, IncidentRules rules) =>
        e.HasSignature ? rules.JoinWithSignature
        : article.Text.Terms.Length > article.Title.Terms.Length ? rules.JoinByText
        : rules.JoinByHeadline;

    private static float Signed(float fit, float weight, float against) => fit * (fit > 0 ? weight : against);
}
