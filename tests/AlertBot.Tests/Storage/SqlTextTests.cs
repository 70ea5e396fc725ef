using AlertBot.Alerts;
using AlertBot.Storage;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Storage;

public sealed class SqlTextTests
{
    [Fact]
    public void What_stands_in_braces_is_a_value_and_never_text()
    {
        var name = "x'; DROP TABLE y; --";
        var sql = Of($"SELECT {name}, {$"{name}!"}, {DeliveryState.Sent}, {Some.NowUtc}, {(string?)null}");

        Assert.Equal("SELECT @p0 , @p1 , @p2 , @p3 , @p4 ", sql.Text);
        Assert.Equal([name, $"{name}!", 2L, Some.NowUtc.ToUnixTimeMilliseconds(), null], sql.Values);
    }

    [Fact]
    public void Parts_are_numbered_on_in_the_order_of_the_whole()
    {
        var part = Of($"{1L}{2L}{3L}{4L}{5L}{6L}{7L}{8L}{9L}{10L}{11L}{12L}");
        var whole = Of($"{"first"} ({part}) {part} {"last"}");

        var numbers = Enumerable.Range(0, 26).Select(i => $"@p{i}");
        Assert.Equal(numbers, whole.Text.Split([' ', '(', ')'], StringSplitOptions.RemoveEmptyEntries));
        long[] values = [.. Enumerable.Range(1, 12)];
        Assert.Equal(["first", .. values.Cast<object?>(), .. values.Cast<object?>(), "last"], whole.Values);
    }

    private static SqlText Of(SqlText sql) => sql;
}
