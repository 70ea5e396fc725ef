using AlertBot.Chat;
using AlertBot.Discord.Places;
using AlertBot.Discord.Rest;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Discord;

/// <summary>What the platform is made of, put together in one place.</summary>
internal sealed class DiscordParts
{
    public DiscordParts(
        DiscordRest rest, ChannelFacts facts, IPlatformState state, MessageLabels labels, TimeProvider time,
        IOptions<DiscordOptions> options, ILogger<Publisher> logger)
    {
        (Rest, Facts) = (rest, facts);
        Rights = new DiscordRights(rest, options);
        History = new DiscordHistory(rest, time);
        Poster = new MessagePoster(rest, Rights, time, options);
        Tags = new ForumTags(rest, facts, Rights, state, labels, time, options);
        Search = new PostSearch(rest, Rights, time);
        Posts = new ForumPosts(rest, Poster, Tags, facts, Search, options);
        Threads = new IncidentThreads(rest, Poster, time, options);
        Publisher = new Publisher(rest, facts, time, options, logger);
        Owner = new DiscordOwner(rest, Poster);
    }

    public DiscordRest Rest { get; }

    public ChannelFacts Facts { get; }

    public DiscordRights Rights { get; }

    public DiscordHistory History { get; }

    public MessagePoster Poster { get; }

    public ForumTags Tags { get; }

    public PostSearch Search { get; }

    public ForumPosts Posts { get; }

    public IncidentThreads Threads { get; }

    public Publisher Publisher { get; }

    public DiscordOwner Owner { get; }
}
