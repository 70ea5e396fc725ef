using System.Net;
using Microsoft.Extensions.Options;

namespace AlertBot.Feeds;

/// <summary>Settings under <c>Feeds</c>.</summary>
public sealed class FeedOptions
{
    /// <summary>Shortest time between two polls of one feed. 1 minute to 24 hours, for
    /// <see cref="AllowedPrivateOrigins"/> from 100 ms; default 5 minutes.</summary>
    public TimeSpan MinPollInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The same for feeds marked urgent, where it is shorter. 1 minute to 1 hour, for
    /// <see cref="AllowedPrivateOrigins"/> from 100 ms; default 2 minutes.</summary>
    public TimeSpan UrgentMinPollInterval { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Requests to one host (host:port) at a time. 1 to 64; default 1.</summary>
    public int HostConcurrency { get; set; } = 1;

    /// <summary>Hosts that serve the feeds of many and are asked twice at a time, each exactly as <c>host:port</c>; also
    /// one text divided by commas. What is set replaces the default, which is the largest feed services; an empty list or
    /// text means none.</summary>
    public IList<string> LargeHosts { get; set; } =
        ["feeds.feedburner.com:443", "feeds.feedburner.com:80", "news.google.com:443", "www.youtube.com:443"];

    /// <summary>Rest between two requests to one host (host:port). 0 to 5 minutes; hosts outside
    /// <see cref="AllowedPrivateOrigins"/> get at least 1 second; default 1 second.</summary>
    public TimeSpan HostDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The only loopback or private origins that may be asked, each exactly as <c>host:port</c>; also one text
    /// divided by commas. Default none.</summary>
    public IList<string> AllowedPrivateOrigins { get; set; } = [];

    /// <summary>Entries older than this when first seen are kept and not alerted. 1 minute to 366 days; default 24
    /// hours.</summary>
    public TimeSpan MaxArticleAge { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Largest body read, in bytes after unpacking. From 1 KiB to 64 MiB; default 16 MiB.</summary>
    public int MaxBodyBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Feeds polled at the same time. 1 to 256; default 16.</summary>
    public int MaxConcurrentPolls { get; set; } = 16;

    /// <summary>Longest time to a connection. 100 ms to 5 minutes; default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time to a response's headers. 100 ms to 5 minutes; default 20 s.</summary>
    public TimeSpan HeaderTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Longest time for one poll with all its redirects. 100 ms to 5 minutes; default 30 s.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Where publishers reach the operator: an address of a page or of mail, at most 200 printable ASCII
    /// characters; it goes into the User-Agent. Default none.</summary>
    public string Contact { get; set; } = "";

    /// <summary>This worker among those that share one database, 1 to 100 characters; default <c>local</c>. It must
    /// outlive the process: by it a worker that starts anew finds again what it held.</summary>
    public string WorkerId { get; set; } = "local";

    /// <summary>Where hubs on the internet reach this process: an http or https address, possibly with a path, at most
    /// 200 characters; empty when they cannot, and then feeds are only polled. Default empty.</summary>
    public string PublicAddress { get; set; } = "";

    /// <summary>Where this process listens for what hubs push, behind the proxy that ends TLS; counts only with
    /// <see cref="PublicAddress"/>. Default http://127.0.0.1:8082.</summary>
    public string HubListen { get; set; } = "http://127.0.0.1:8082";

    /// <summary>Whether hubs can push to us.</summary>
    public bool TakesPushes => !string.IsNullOrWhiteSpace(PublicAddress);

    /// <summary>Whether <see cref="PublicAddress"/> is one that nobody outside reaches, as far as it shows.</summary>
    public bool IsPublicAddressPrivate => TakesPushes && Uri.TryCreate(PublicAddress.Trim(), UriKind.Absolute, out var url)
        && (url.Host is "localhost" || (IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var ip) && PrivateAddress.Is(ip)));

    internal const int LargeHostConcurrency = 2;

    /// <summary>Requests to a host at a time.</summary>
    internal int ConcurrencyOf(string host) => LargeHosts.Contains(host, StringComparer.OrdinalIgnoreCase)
        ? Math.Max(HostConcurrency, LargeHostConcurrency)
        : HostConcurrency;
}

internal sealed class FeedOptionsValidator : IValidateOptions<FeedOptions>
{
    private static readonly TimeSpan PrivateFloor = TimeSpan.FromMilliseconds(100);

    public ValidateOptionsResult Validate(string? name, FeedOptions options)
    {
        var faults = new List<string>();
        var floor = options.AllowedPrivateOrigins.Count > 0 ? PrivateFloor : PollPace.PublicMinInterval;
        Span(faults, "MinPollInterval", options.MinPollInterval, floor, TimeSpan.FromHours(24));
        Span(faults, "UrgentMinPollInterval", options.UrgentMinPollInterval, floor, TimeSpan.FromHours(1));
        Span(faults, "HostDelay", options.HostDelay, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        Span(faults, "MaxArticleAge", options.MaxArticleAge, TimeSpan.FromMinutes(1), TimeSpan.FromDays(366));
        Span(faults, "ConnectTimeout", options.ConnectTimeout, PrivateFloor, TimeSpan.FromMinutes(5));
        Span(faults, "HeaderTimeout", options.HeaderTimeout, PrivateFloor, TimeSpan.FromMinutes(5));
        Span(faults, "TotalTimeout", options.TotalTimeout, PrivateFloor, TimeSpan.FromMinutes(5));
        Number(faults, "HostConcurrency", options.HostConcurrency, 1, 64, "requests");
        Number(faults, "MaxBodyBytes", options.MaxBodyBytes, 1024, 64 * 1024 * 1024, "bytes");
        Number(faults, "MaxConcurrentPolls", options.MaxConcurrentPolls, 1, 256, "feeds");
        foreach (var origin in options.LargeHosts.Where(static origin => !IsOrigin(origin)))
            faults.Add(
                $"Feeds:LargeHosts must hold host:port, for example news.example:443, but has \"{origin}\".");
        foreach (var origin in options.AllowedPrivateOrigins.Where(static origin => !IsOrigin(origin)))
            faults.Add(
                $"Feeds:AllowedPrivateOrigins must hold host:port, for example 127.0.0.1:8080, but has \"{origin}\".");
        if (options.Contact.Length > 200 || options.Contact.AsSpan().ContainsAnyExceptInRange(' ', '~')
            || options.Contact.AsSpan().IndexOfAny("()\\") >= 0)
            faults.Add(
                "Feeds:Contact must be at most 200 printable ASCII characters without brackets and backslashes.");
        if (options.WorkerId.Length is 0 or > 100)
            faults.Add($"Feeds:WorkerId must have 1 to 100 characters, but has {options.WorkerId.Length}.");
        if (options.TakesPushes) faults.AddRange(HubAddresses.FaultsOf(options));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void Span(List<string> faults, string setting, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
            faults.Add($"Feeds:{setting} must be {least} to {most}, but is {value}.");
    }

    private static void Number(List<string> faults, string setting, int value, int least, int most, string unit)
    {
        if (value < least || value > most)
            faults.Add($"Feeds:{setting} must be {least} to {most} {unit}, but is {value}.");
    }

    private static bool IsOrigin(string origin)
    {
        var colon = origin.LastIndexOf(':');
        if (colon < 1 || !ushort.TryParse(origin.AsSpan(colon + 1), out var port) || port == 0) return false;
        var host = origin[..colon];
        if (host.StartsWith('[')) return host.EndsWith(']') && IPAddress.TryParse(host, out _);
        return Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4;
    }
}
