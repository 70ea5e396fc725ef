using System.Collections.Frozen;
using System.Globalization;

namespace AlertBot.Incidents.Facts;

/// <summary>Local time by country, in minutes from UTC, without summer time: a day is all that is asked of
/// it.</summary>
internal static class LocalTime
{
    // Minutes, then the countries.
    private static readonly string[] Zones =
    [
        "180 IQ SY SA KW QA BH YE TR JO RU SO ET KE",
        "210 IR",
        "240 AE OM GE AM AZ",
        "270 AF",
        "300 PK UZ",
        "330 IN LK",
        "345 NP",
        "360 BD",
        "390 MM",
        "420 TH VN ID",
        "480 CN PH",
        "540 JP KR",
        "600 AU",
        "720 NZ",
        "120 IL PS LB EG LY SD CY GR UA ZA",
        "60 DE FR IT ES TN DZ NG",
        "-180 BR AR",
        "-360 SV GT HN NI CR MX",
        "-300 CO PE EC PA US",
        "-240 CL BO VE",
    ];

    private static readonly FrozenDictionary<string, int> Minutes = Zones.Select(zone => zone.Split(' '))
        .SelectMany(zone => zone[1..].Select(country => (country, int.Parse(zone[0], CultureInfo.InvariantCulture))))
        .ToFrozenDictionary(zone => zone.country, zone => zone.Item2, StringComparer.Ordinal);

    /// <summary>An instant as people there read the clock; UTC where the country is not known.</summary>
    public static DateTime At(DateTimeOffset instant, string? country) =>
        instant.UtcDateTime.AddMinutes(country is not null && Minutes.TryGetValue(country, out var offset) ? offset
            : 0);
}
