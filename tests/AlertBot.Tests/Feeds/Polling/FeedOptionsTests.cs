using AlertBot.Feeds;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

public sealed class FeedOptionsTests
{
    [Fact]
    public void The_defaults_are_those_of_the_reference()
    {
        var options = Bind();

        Assert.Equal(TimeSpan.FromMinutes(5), options.MinPollInterval);
        Assert.Equal(TimeSpan.FromMinutes(2), options.UrgentMinPollInterval);
        Assert.Equal((1, TimeSpan.FromSeconds(1)), (options.HostConcurrency, options.HostDelay));
        Assert.Equal((TimeSpan.FromHours(24), 16 * 1024 * 1024, 16),
            (options.MaxArticleAge, options.MaxBodyBytes, options.MaxConcurrentPolls));
        Assert.Empty(options.AllowedPrivateOrigins);
    }

    [Fact]
    public void Allowed_origins_are_read_as_a_list_and_as_one_text()
    {
        var options = Bind(
            ("Feeds:AllowedPrivateOrigins", "127.0.0.1:8080, [::1]:8081"),
                ("Feeds:AllowedPrivateOrigins:0", "localhost:1"));

        Assert.Equal(
            ["127.0.0.1:8080", "[::1]:8081", "localhost:1"],
            options.AllowedPrivateOrigins.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{}", null, "feeds.feedburner.com:443 feeds.feedburner.com:80 news.google.com:443 www.youtube.com:443")]
    [InlineData("""{"Feeds": {"LargeHosts": []}}""", null, "")]
    [InlineData("""{"Feeds": {"LargeHosts": ""}}""", null, "")]
    [InlineData("""{"Feeds": {"LargeHosts": ["a.example:443", "b.example:80"]}}""", null, "a.example:443 b.example:80")]
    [InlineData("""{"Feeds": {"LargeHosts": "a.example:443, b.example:80"}}""", null, "a.example:443 b.example:80")]
    [InlineData("{}", "Feeds:LargeHosts=", "")]
    [InlineData("{}", "Feeds:LargeHosts=a.example:443,b.example:80", "a.example:443 b.example:80")]
    [InlineData("{}", "Feeds:LargeHosts:0=a.example:443", "a.example:443")]
    [InlineData("""{"Feeds": {"LargeHosts": ["a.example:443"]}}""", "Feeds:LargeHosts=", "")]
    [InlineData("""{"Feeds": {"LargeHosts": ["a.example:443"]}}""", "Feeds:LargeHosts=b.example:80", "b.example:80")]
    [InlineData("""{"Feeds": {"LargeHosts": ["a.example:1", "b.example:2"]}}""", "Feeds:LargeHosts:0=c.example:3", "c.example:3 b.example:2")]
    [InlineData("""{"Feeds": {"LargeHosts": []}}""", "Feeds:LargeHosts:0=c.example:3", "c.example:3")]
    public void The_large_hosts_are_replaced_by_what_is_set_and_can_be_none(string file, string? environment, string hosts)
    {
        var pair = environment?.Split('=', 2);
        var options = Bind(new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(file)))
            .AddInMemoryCollection(
                pair is null ? [] : new Dictionary<string, string?>(StringComparer.Ordinal) { [pair[0]] = pair[1] })
            .Build());

        Assert.Equal(hosts, string.Join(' ', options.LargeHosts));
        Assert.All(options.LargeHosts, host => Assert.Equal(2, options.ConcurrencyOf(host)));
        Assert.Equal(1, options.ConcurrencyOf("small.example:443"));
    }

    [Theory]
    [InlineData(
        "Feeds:MinPollInterval", "00:00:30", "Feeds:MinPollInterval must be 00:01:00 to 1.00:00:00, but is 00:00:30.")]
    [InlineData("Feeds:HostDelay", "-00:00:01", "Feeds:HostDelay must be 00:00:00 to 00:05:00, but is -00:00:01.")]
    [InlineData("Feeds:MaxBodyBytes", "10", "Feeds:MaxBodyBytes must be 1024 to 67108864 bytes, but is 10.")]
    [InlineData("Feeds:HostConcurrency", "0", "Feeds:HostConcurrency must be 1 to 64 requests, but is 0.")]
    [InlineData("Feeds:MaxConcurrentPolls", "1000", "Feeds:MaxConcurrentPolls must be 1 to 256 feeds, but is 1000.")]
    [InlineData("Feeds:AllowedPrivateOrigins", "http://127.0.0.1",
        "Feeds:AllowedPrivateOrigins must hold host:port, for example 127.0.0.1:8080, but has \"http://127.0.0.1\".")]
    [InlineData("Feeds:Contact", "a\r\nX: 1",
        "Feeds:Contact must be at most 200 printable ASCII characters without brackets and backslashes.")]
    public void A_setting_out_of_bounds_is_named_with_what_is_allowed(string setting, string value, string fault)
    {
        var thrown = Assert.Throws<OptionsValidationException>(() => Bind((setting, value)));

        Assert.Equal([fault], thrown.Failures);
    }

    [Fact]
    public void Less_than_a_minute_is_for_allowed_private_origins_alone()
    {
        var options = Bind(
            ("Feeds:MinPollInterval", "00:00:00.1"), ("Feeds:HostDelay", "0"),
                ("Feeds:AllowedPrivateOrigins", "127.0.0.1:8080"));
        var feed = Testing.SomeFeeds.Feed();

        var inside = PollPace.For(feed, new Uri("http://127.0.0.1:8080/x"), options);
        var outside = PollPace.For(feed, new Uri("http://127.0.0.1:8081/x"), options);

        Assert.Equal(new PollPace(TimeSpan.FromMilliseconds(100), TimeSpan.Zero, true, false), inside);
        Assert.Equal(new PollPace(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1), false, false), outside);
    }

    [Fact]
    public void Urgent_feeds_have_their_own_minimum()
    {
        var url = new Uri("https://a.example/");

        Assert.Equal(
            TimeSpan.FromMinutes(2),
            PollPace.For(Testing.SomeFeeds.Feed(urgent: true), url, new FeedOptions()).MinInterval);
        Assert.Equal(
            TimeSpan.FromMinutes(5), PollPace.For(Testing.SomeFeeds.Feed(), url, new FeedOptions()).MinInterval);
    }

    private static FeedOptions Bind(params (string Name, string Value)[] settings) => Bind(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.ToDictionary(static pair => pair.Name, static pair => (string?)pair.Value))
        .Build());

    private static FeedOptions Bind(IConfiguration configuration)
    {
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration).AddFeeds().BuildServiceProvider();
        return services.GetRequiredService<IOptions<FeedOptions>>().Value;
    }
}
