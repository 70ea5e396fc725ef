using Microsoft.Extensions.Options;

namespace AlertBot.Discord;

/// <summary>How alerts look.</summary>
public enum DiscordLayout
{
    /// <summary>One embed with buttons under it: the default, and what every client shows alike.</summary>
    Embeds,

    /// <summary>Components V2: a container of text blocks with the buttons inside.</summary>
    Components,
}

/// <summary>Where it is told what changed since an alert was posted.</summary>
public enum DiscordChanges
{
    /// <summary>In answers to the alert, in its own channel: the default.</summary>
    Replies,

    /// <summary>In a thread of the alert, one an incident; in answers where none can be.</summary>
    Threads,
}

/// <summary>Settings under <c>Discord</c>.</summary>
public sealed class DiscordOptions
{
    /// <summary>The bot's token; null or empty for no Discord at all. Never logged.</summary>
    public string? Token { get; set; }

    /// <summary>
    /// Where the API is, with its version. http or https; default the public one. The gateway's address comes from it.
    /// </summary>
    public string ApiBaseUrl { get; set; } = "https://discord.com/api/v10";

    /// <summary>
    /// The only server in which commands are registered, for trying things out; null for all servers.
    /// </summary>
    public string? CommandGuild { get; set; }

    /// <summary>How alerts look. Default <see cref="DiscordLayout.Embeds"/>.</summary>
    public DiscordLayout Layout { get; set; } = DiscordLayout.Embeds;

    /// <summary>
    /// Where changes are told in text and announcement channels. Default <see cref="DiscordChanges.Replies"/>; in forums
    /// they always stand in the post of their incident.
    /// </summary>
    public DiscordChanges Changes { get; set; } = DiscordChanges.Replies;

    /// <summary>
    /// After what time without a message threads and posts leave the list: 1 hour, 1, 3 or 7 days; default 3 days. The
    /// next change brings them back.
    /// </summary>
    public TimeSpan ArchiveAfter { get; set; } = TimeSpan.FromDays(3);

    /// <summary>
    /// Whether alerts in announcement channels are published to the channels that follow them. Default false; Discord
    /// takes ten an hour and channel.
    /// </summary>
    public bool Crosspost { get; set; }

    /// <summary>
    /// Whether tags that a forum lacks are made there. Default false; needs the right Manage Channels.
    /// </summary>
    public bool CreateTags { get; set; }

    /// <summary>Whether what the gateway sends is compressed. Default true: a tenth of the traffic.</summary>
    public bool Compress { get; set; } = true;

    /// <summary>
    /// Requests to all of the API a second. From 1 to 10,000; default 50, which is every bot's limit unless Discord
    /// granted more.
    /// </summary>
    public int RequestsPerSecond { get; set; } = 50;

    /// <summary>
    /// Refused requests (401, 403, 429) in 10 minutes at which nothing more is asked until they are forgotten. From 10
    /// to 9,000; default 2,000. Discord shuts out an address at 10,000, and several workers may share one.
    /// </summary>
    public int MaxInvalidRequests { get; set; } = 2000;

    /// <summary>Longest time for one request. 1 second to 5 minutes; default 15 seconds.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(15);
}

internal sealed class DiscordOptionsValidator : IValidateOptions<DiscordOptions>
{
    public ValidateOptionsResult Validate(string? name, DiscordOptions options)
    {
        var faults = new List<string>();
        if (options.Token is { Length: > 0 } token && !IsToken(token))
            faults.Add("Discord:Token must be the bot's token as the developer portal shows it (letters, digits, dots, "
                + "dashes and underscores, without \"Bot \" before it), but is not.");
        if (!Uri.TryCreate(options.ApiBaseUrl, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https") || address.Query.Length + address.Fragment.Length > 0)
            faults.Add("Discord:ApiBaseUrl must be an http or https address such as https://discord.com/api/v10, "
                + $"but is \"{options.ApiBaseUrl}\".");
        if (options.CommandGuild is { Length: > 0 } guild && !Snowflake.TryParse(guild, out _))
            faults.Add($"Discord:CommandGuild must be the id of a server (digits only), but is \"{guild}\".");
        if (!Enum.IsDefined(options.Layout))
            faults.Add($"Discord:Layout must be Embeds or Components, but is {options.Layout}.");
        if (!Enum.IsDefined(options.Changes))
            faults.Add($"Discord:Changes must be Replies or Threads, but is {options.Changes}.");
        if (options.ArchiveAfter.TotalMinutes is not (60 or 1440 or 4320 or 10080))
            faults.Add("Discord:ArchiveAfter must be 01:00:00, 1.00:00:00, 3.00:00:00 or 7.00:00:00, but is "
                + $"{options.ArchiveAfter}.");
        if (options.RequestsPerSecond is < 1 or > 10_000)
            faults.Add($"Discord:RequestsPerSecond must be 1 to 10000, but is {options.RequestsPerSecond}.");
        if (options.MaxInvalidRequests is < 10 or > 9000)
            faults.Add($"Discord:MaxInvalidRequests must be 10 to 9000, but is {options.MaxInvalidRequests}.");
        if (options.RequestTimeout < TimeSpan.FromSeconds(1) || options.RequestTimeout > TimeSpan.FromMinutes(5))
            faults.Add($"Discord:RequestTimeout must be 00:00:01 to 00:05:00, but is {options.RequestTimeout}.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsToken(string token) =>
        token.Length <= 200 && token.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
