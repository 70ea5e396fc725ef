using System.Text.Json;
using AlertBot.Discord;
using AlertBot.Discord.Wire;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Discord;

public sealed class SnowflakeTests
{
    [Fact]
    public void It_says_when_it_was_made()
    {
        // Discord's own example (Reference, Snowflakes).
        var snowflake = Snowflake.Parse("175928847299117063");

        Assert.Equal(new DateTimeOffset(2016, 4, 30, 11, 18, 25, 796, TimeSpan.Zero), snowflake.CreatedUtc);
        Assert.True(Snowflake.At(snowflake.CreatedUtc) <= snowflake);
        Assert.True(Snowflake.At(snowflake.CreatedUtc.AddMilliseconds(1)) > snowflake);
    }

    [Fact]
    public void It_is_read_as_it_is_written() => Prop.ForAll(
        ArbMap.Default.ArbFor<ulong>(),
        number => Snowflake.Parse(new Snowflake(number).ToString()) == new Snowflake(number)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1e3")]
    [InlineData("18446744073709551616")]
    public void What_is_none_is_not_read(string text) => Assert.False(Snowflake.TryParse(text, out _));

    [Fact]
    public void It_is_text_in_JSON_and_read_from_a_number_too()
    {
        var channel = JsonSerializer.Deserialize(
            """{"id":"18446744073709551615","type":99,"parent_id":5,"of_tomorrow":{"a":[1]}}""",
            DiscordJson.Default.ReceivedChannel)!;

        Assert.Equal(new Snowflake(ulong.MaxValue), channel.Id);
        Assert.Equal(new Snowflake(5), channel.ParentId);
        Assert.Equal(99, (int)channel.Type);
        Assert.Contains("\"id\":\"18446744073709551615\"", JsonSerializer.Serialize(channel, DiscordJson.Default.ReceivedChannel), StringComparison.Ordinal);
    }
}
