using AlertBot.Feeds;
using Xunit;

namespace AlertBot.Tests.Feeds.Hubs;

public sealed class HubAddressesTests
{
    private static string Key { get; } = HubAddresses.NewKey();

    [Fact]
    public void Nobody_guesses_an_address_or_a_secret_and_both_are_as_long_as_the_specification_wants()
    {
        Assert.Equal(HubAddresses.KeyChars, Key.Length);
        Assert.Equal(64, HubAddresses.NewSecret().Length);
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(static _ => HubAddresses.NewKey()).Distinct().Count());
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(static _ => HubAddresses.NewSecret()).Distinct().Count());
    }

    [Theory]
    [InlineData("https://alerts.example", "https://alerts.example/hub/")]
    [InlineData("https://alerts.example/", "https://alerts.example/hub/")]
    [InlineData(" https://alerts.example/my/bot/ ", "https://alerts.example/my/bot/hub/")]
    public void Addresses_stand_below_the_public_one(string address, string expected)
    {
        var callback = HubAddresses.CallbackOf(address, Key);

        Assert.Equal(expected + Key, callback.AbsoluteUri);
        Assert.True(HubAddresses.IsUnder(callback, address));
        Assert.False(HubAddresses.IsUnder(callback, "https://other.example"));
        Assert.Equal(Key, HubAddresses.KeyOf(callback.AbsolutePath, address));
    }

    [Fact]
    public void A_proxy_may_take_its_own_path_away() =>
        Assert.Equal(Key, HubAddresses.KeyOf("/hub/" + Key, "https://alerts.example/my/bot"));

    [Theory]
    [InlineData("https://alerts.example", false)]
    [InlineData("https://8.8.8.8/bot", false)]
    [InlineData("http://127.0.0.1:8082", true)]
    [InlineData("https://[::1]/", true)]
    [InlineData("https://localhost/bot", true)]
    [InlineData("https://10.1.2.3", true)]
    [InlineData("", false)]
    public void An_address_that_nobody_outside_reaches_is_told(string address, bool isPrivate) =>
        Assert.Equal(isPrivate, new FeedOptions { PublicAddress = address }.IsPublicAddressPrivate);

    [Fact]
    public void A_path_with_escapes_is_known_by_what_the_server_makes_of_it() =>
        Assert.Equal(Key, HubAddresses.KeyOf("/my bot/hub/" + Key, "https://alerts.example/my%20bot"));

    [Theory]
    [InlineData("/")]
    [InlineData("/hub/")]
    [InlineData("/hub/short")]
    [InlineData("/elsewhere/hub/0123456789012345678901234567890123456789012")]
    [InlineData("/hub/0123456789012345678901234567890123456789/..")]
    public void Other_paths_are_none_of_ours(string path) =>
        Assert.Null(HubAddresses.KeyOf(path, "https://alerts.example/my/bot"));

    [Theory]
    [InlineData("https://alerts.example")]
    [InlineData("http://127.0.0.1:8082/bot")]
    [InlineData("https://xn--mgbh0fb.example:8443/a/b/")]
    public void A_public_address_of_the_web_is_right(string address) =>
        Assert.Empty(HubAddresses.FaultsOf(new FeedOptions { PublicAddress = address }));

    [Theory]
    [InlineData("alerts.example")]
    [InlineData("ftp://alerts.example")]
    [InlineData("https://alerts.example/?a=b")]
    [InlineData("https://alerts.example/#a")]
    [InlineData("https://me:secret@alerts.example/")]
    [InlineData("https://منشور.example/")]
    public void Any_other_is_told_at_the_start(string address)
    {
        var fault = Assert.Single(HubAddresses.FaultsOf(new FeedOptions { PublicAddress = address }));

        Assert.StartsWith("Feeds:PublicAddress must ", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("8082")]
    [InlineData("https://127.0.0.1:8082")]
    [InlineData("http://127.0.0.1:8082/bot")]
    public void So_is_a_place_to_listen_that_is_none(string listen) => Assert.StartsWith(
        "Feeds:HubListen must ",
        Assert.Single(HubAddresses.FaultsOf(new FeedOptions { PublicAddress = "https://a.example", HubListen = listen })),
        StringComparison.Ordinal);
}
