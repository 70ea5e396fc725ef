using System.Text;
using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Hubs;

public sealed class HubSignatureTests
{
    private const string Secret = "a secret of at least thirty-two bytes";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("<rss>منشور</rss>");

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    [InlineData("sha384")]
    [InlineData("sha512")]
    public void Every_method_of_the_specification_is_known(string method)
    {
        var digits = HubServer.Sign(method, Secret, Body);

        Assert.True(HubSignature.IsOf($"{method}={digits}", Body, Secret));
        Assert.True(HubSignature.IsOf($"{method.ToUpperInvariant()}={digits.ToUpperInvariant()}", Body, Secret));
        Assert.False(HubSignature.IsOf($"{method}={digits}", Body, Secret + "."));
        Assert.False(HubSignature.IsOf($"{method}={digits}", [.. Body, 10], Secret));
        Assert.False(HubSignature.IsOf($"{method}={digits[..^2]}", Body, Secret));
        Assert.False(HubSignature.IsOf($"{method}={digits}00", Body, Secret));
    }

    // RFC 2202, 3, test case 2.
    [Fact]
    public void The_test_case_of_the_rfc_holds() => Assert.True(HubSignature.IsOf(
        "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79", "what do ya want for nothing?"u8, "Jefe"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("=")]
    [InlineData("sha256")]
    [InlineData("sha256=")]
    [InlineData("md5=d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("sha1=zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public void What_is_no_signature_is_none(string? signature) => Assert.False(HubSignature.IsOf(signature, Body, Secret));
}
