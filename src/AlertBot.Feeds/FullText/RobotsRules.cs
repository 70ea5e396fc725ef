using System.Globalization;
using System.Text;

namespace AlertBot.Feeds;

/// <summary>What a site's robots.txt lets us ask for (RFC 9309). Pure; never throws for what the file contains.</summary>
internal sealed class RobotsRules
{
    /// <summary>The name by which site owners address us.</summary>
    public const string ProductToken = "AlertBot";

    private const int MaxBytes = 512 * 1024; // RFC 9309, 2.5: at least 500 kibibytes are read
    private const int MaxRules = 5_000;
    private const int MaxPatternChars = 2_000;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    private readonly List<(string Pattern, bool Allows)> _rules = [];

    private RobotsRules()
    {
    }

    /// <summary>Everything may be asked for: there is no such file (2.3.1.3).</summary>
    public static RobotsRules AllowAll { get; } = new();

    /// <summary>Nothing may be asked for: the file cannot be reached (2.3.1.4).</summary>
    public static RobotsRules DisallowAll { get; } = Of(("/", false));

    /// <summary>Sitemaps that the file names, absolute addresses, at most 100.</summary>
    public List<string> Sitemaps { get; } = [];

    /// <summary>How long to rest between two requests, a minute at most; null when the file does not say.</summary>
    /// <remarks>Crawl-delay is in no standard, and written all the same; of several in a group the first counts.</remarks>
    public TimeSpan? Delay { get; private set; }

    /// <summary>Reads a file. The groups of our own name count; where there are none, those for everybody.</summary>
    public static RobotsRules Read(ReadOnlySpan<byte> file)
    {
        const int MaxSitemaps = 100;
        var text = Encoding.UTF8.GetString(file[..Math.Min(file.Length, MaxBytes)]);
        var (own, any) = (new RobotsRules(), new RobotsRules());
        var (isOwn, isAny, hasOwn, inAgents) = (false, false, false, false);
        foreach (var raw in text.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            var hash = raw.IndexOf('#');
            var line = (hash < 0 ? raw : raw[..hash]).Trim();
            var colon = line.IndexOf(':');
            if (colon <= 0) continue;
            var name = line[..colon].Trim();
            var value = line[(colon + 1)..].Trim();
            if (name.Equals("user-agent", StringComparison.OrdinalIgnoreCase))
            {
                // Lines that follow each other name the agents of one group.
                if (!inAgents) (isOwn, isAny) = (false, false);
                inAgents = true;
                isAny |= value is "*";
                isOwn |= IsUs(value);
                hasOwn |= isOwn;
                continue;
            }
            if (name.Equals("sitemap", StringComparison.OrdinalIgnoreCase))
            {
                if (any.Sitemaps.Count < MaxSitemaps) any.Sitemaps.Add(value.ToString());
                continue;
            }
            inAgents = false;
            if (name.Equals("crawl-delay", StringComparison.OrdinalIgnoreCase))
            {
                if (isOwn) own.Delay ??= DelayOf(value);
                if (isAny) any.Delay ??= DelayOf(value);
                continue;
            }

            var allows = name.Equals("allow", StringComparison.OrdinalIgnoreCase);
            if (!allows && !name.Equals("disallow", StringComparison.OrdinalIgnoreCase)) continue;
            if (isOwn) own.Add(value, allows);
            if (isAny) any.Add(value, allows);
        }
        if (!hasOwn) return any;
        own.Sitemaps.AddRange(any.Sitemaps);
        return own;
    }

    /// <summary>Whether an address may be asked for: the longest pattern that fits decides, of equals the one that
    /// allows (2.2.2).</summary>
    public bool Allows(Uri url)
    {
        var path = Normal(url.PathAndQuery);
        if (path is "/robots.txt") return true;
        var (longest, allows) = (-1, true);
        foreach (var rule in _rules)
        {
            if (rule.Pattern.Length < longest || (rule.Pattern.Length == longest && !rule.Allows)) continue;
            if (Matches(rule.Pattern, path)) (longest, allows) = (rule.Pattern.Length, rule.Allows);
        }
        return allows;
    }

    private static RobotsRules Of(params (string Pattern, bool Allows)[] rules)
    {
        var made = new RobotsRules();
        foreach (var (pattern, allows) in rules) made.Add(pattern, allows);
        return made;
    }

    // "AlertBot/1.0" is written too.
    private static bool IsUs(ReadOnlySpan<char> agent)
    {
        var slash = agent.IndexOf('/');
        return (slash < 0 ? agent : agent[..slash]).Trim().Equals(ProductToken, StringComparison.OrdinalIgnoreCase);
    }

    private void Add(ReadOnlySpan<char> pattern, bool allows)
    {
        // An empty pattern fits nothing, which is how "disallow nothing" is written.
        if (pattern.IsEmpty || pattern.Length > MaxPatternChars || _rules.Count >= MaxRules) return;
        _rules.Add((Normal(pattern.ToString()), allows));
    }

    private static TimeSpan? DelayOf(ReadOnlySpan<char> value)
    {
        if (value.IsEmpty || !char.IsAsciiDigit(value[0])
            || !double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)) return null;
        return seconds < LongestDelay.TotalSeconds ? TimeSpan.FromSeconds(seconds) : LongestDelay;
    }

    // Patterns and addresses are written with and without percent-encoding, in either case: octets are compared (2.2.2).
    private static string Normal(string text)
    {
        if (text[0] is not ('/' or '*')) text = "/" + text;
        if (Ascii.IsValid(text) && !text.Contains('%')) return text;
        var made = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length;
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                var octet = (char)byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                var isPlain = char.IsAsciiLetterOrDigit(octet) || octet is '-' or '.' or '_' or '~';
                if (isPlain) made.Append(octet);
                else made.Append('%').Append(char.ToUpperInvariant(text[i + 1])).Append(char.ToUpperInvariant(text[i + 2]));
                i += 2;
            }
            else if (char.IsAscii(text[i])) made.Append(text[i]);
            else made.Append(Uri.EscapeDataString(text.AsSpan(i, isPair ? 2 : 1)));
            if (isPair) i++;
        }

        return made.ToString();
    }

    // "*" stands for anything, "$" at the end for the end. Goes back to the last star alone, so it costs length times
    // length at most.
    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        var anchored = pattern[^1] == '$';
        if (anchored) pattern = pattern[..^1];
        var (p, at, star, mark) = (0, 0, -1, 0);
        while (true)
        {
            if (p == pattern.Length && (!anchored || at == path.Length)) return true;
            if (p < pattern.Length && pattern[p] == '*') (star, mark, p) = (p, at, p + 1);
            else if (p < pattern.Length && at < path.Length && pattern[p] == path[at]) (p, at) = (p + 1, at + 1);
            else if (star >= 0 && mark < path.Length) (p, at) = (star + 1, ++mark);
            else return false;
        }
    }
}
