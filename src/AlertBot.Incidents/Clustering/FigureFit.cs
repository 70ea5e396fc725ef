namespace AlertBot.Incidents.Clustering;

/// <summary>Whether two numbers can be the same count, told by two sources at two times.</summary>
internal static class FigureFit
{
    /// <summary>A count that does not grow, such as rockets: 1 equal, 0 unknown, -1 far apart.</summary>
    public static float Fixed(Figure? a, Figure? b)
    {
        if (a is null || b is null) return 0;
        if (IsExact(a) && IsExact(b) && a.Min == b.Min) return 1;
        var gap = Gap(a, b);
        if (gap == 0) return 0.3f;
        // 15 and 18 are two sources' counts of one salvo; five and twenty are two salvos.
        return -Math.Clamp((gap - 0.15f) / 0.45f, 0, 1);
    }

    /// <summary>A toll that grows as reports come in: <paramref name="earlier"/> is what was known.</summary>
    public static float Growing(Figure? earlier, Figure? later)
    {
        if (earlier is null || later is null) return 0;
        var (was, isNow) = (earlier.Min ?? 0, later.Min ?? 0);
        if (was == isNow) return was > 0 ? 1 : 0.6f;
        if (Gap(earlier, later) == 0) return 0.3f;
        var steps = MathF.Abs(MathF.Log((isNow + 1f) / (was + 1f)));
        // First reports know of no casualties more often than not.
        if (was == 0) return -Math.Min(0.5f, steps / 5);
        // A toll falls only by correction; that it rises is the rule, but not by any leap.
        return isNow < was ? -Math.Min(1, steps / 0.7f) : Math.Max(-1, 0.3f - (steps / 1.1f));
    }

    private static bool IsExact(Figure f) => f.Min is not null && f.Min == f.Max;

    // How far the nearest ends are apart, as the share of the larger; 0 when the ranges meet.
    private static float Gap(Figure a, Figure b)
    {
        var slack = a.Qualifier == FigureQualifier.About || b.Qualifier == FigureQualifier.About ? 0.25f : 0;
        float aMin = a.Min ?? 0, aMax = a.Max ?? float.MaxValue, bMin = b.Min ?? 0, bMax = b.Max ?? float.MaxValue;
        var (low, high) = aMin > bMax ? (bMax, aMin) : bMin > aMax ? (aMax, bMin) : (0f, 0f);
        return high == 0 ? 0 : Math.Max(0, ((high - low) / high) - slack);
    }
}
