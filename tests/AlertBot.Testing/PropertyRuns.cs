using System.Globalization;

namespace AlertBot.Testing;

/// <summary>How long properties are tried and with which values, as the environment says.</summary>
public static class PropertyRuns
{
    /// <summary>Where the values come from, of <c>ALERTBOT_SEED</c>; null for others every time.</summary>
    public static ulong? Seed => Read("ALERTBOT_SEED");

    /// <summary>How many values are tried, of <c>ALERTBOT_RUNS</c>.</summary>
    public static int Count(int otherwise) => (int?)Read("ALERTBOT_RUNS") ?? otherwise;

    private static ulong? Read(string name) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture,
            out var value) ? value : null;
}
