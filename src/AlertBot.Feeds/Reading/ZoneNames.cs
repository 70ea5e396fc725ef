using System.Collections.Frozen;

namespace AlertBot.Feeds.Reading;

/// <summary>Minutes that a zone is ahead of UTC, by the abbreviations that feeds use. The same on every host.</summary>
/// <remarks>Where one abbreviation has several meanings, the one that news feeds use most stands here.</remarks>
internal static class ZoneNames
{
    private static readonly FrozenDictionary<string, int> Minutes = new Dictionary<int, string>
    {
        [-660] = "sst",
        [-600] = "hst",
        [-540] = "akst",
        [-480] = "pst pt akdt",
        [-420] = "mst mt pdt",
        [-360] = "cst ct mdt",
        [-300] = "est et cot pet ect cdt",
        [-240] = "ast at clt vet bot edt",
        [-210] = "nst",
        [-180] = "brt art uyt clst adt",
        [-150] = "ndt",
        [-120] = "brst",
        [0] = "gmt utc ut z wet zulu uct",
        [60] = "bst west cet mez met wat",
        [120] = "cest mesz mest eet sast cat",
        [180] = "eest msk trt eat idt",
        [210] = "irst",
        [240] = "msd gst",
        [270] = "irdt aft",
        [300] = "pkt uzt",
        [330] = "ist",
        [345] = "npt",
        [420] = "wib ict",
        [480] = "sgt hkt pht myt awst wita",
        [540] = "jst kst wit",
        [570] = "acst",
        [600] = "aest",
        [630] = "acdt",
        [660] = "aedt",
        [720] = "nzst nzt",
        [780] = "nzdt",
    }
    .SelectMany(zone => zone.Value.Split(' ').Select(name => (Name: name, Minutes: zone.Key)))
    .ToFrozenDictionary(zone => zone.Name, zone => zone.Minutes, StringComparer.Ordinal);

    /// <summary>Minutes ahead of UTC for a name in lower case; null when it is no zone.</summary>
    public static int? Find(ReadOnlySpan<char> name)
    {
        if (Minutes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var minutes)) return minutes;
        return name.Length == 1 ? Military(name[0]) : null;
    }

    // RFC 822, 5.1: A to M (without J) are behind, N to Y ahead.
    private static int? Military(char letter) => letter switch
    {
        >= 'a' and <= 'i' => -60 * (letter - 'a' + 1),
        >= 'k' and <= 'm' => -60 * (letter - 'k' + 10),
        >= 'n' and <= 'y' => 60 * (letter - 'n' + 1),
        _ => null,
    };
}
