using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Storage.Json;
using AlertBot.Testing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Storage;

/// <summary>Why a feed fails is kept as data, and put into words where it is read.</summary>
public sealed class StoredSayingTests
{
    private static readonly FeedState State = FeedState.New(Some.NowUtc);

    [Fact]
    public void A_reason_comes_back_as_data_and_is_said_in_the_language_of_who_reads_it()
    {
        var why = Saying.Of("fetch.denied", $"HTTP {403:status}: the server does not let us in");
        var error = Saying.Of("fetch.offline", $"our own connection seems to be down; this time: {why:why}");

        var read = Again(State with { Error = error });

        Assert.Equal(error, read.Error);
        Assert.Equal(error.English, TestTexts.English.Say(read.Error!));
        Assert.Equal(
            "يبدو أن اتصالنا نحن منقطع؛ وهذه المرة: ⁨HTTP⁩ 403: الخادم لا يسمح لنا بالدخول",
            TestTexts.Arabic.Say(read.Error!));
    }

    [Fact]
    public void Several_reasons_and_what_a_system_said_in_English_come_back_as_they_were()
    {
        List<Saying> losses =
        [
            Saying.Of("loss.too-deep", "its elements are nested too deep"), Saying.Of("loss.text-cut", "a text was cut"),
        ];
        var notice = Saying.Of("loss.several", $"{losses:losses}");
        var error = Saying.Of("fetch.tls", $"no secure connection: {Saying.InEnglish("expired"):reason}");

        var read = Again(State with { Notice = notice, Error = error });

        Assert.Equal("its elements are nested too deep; a text was cut", read.Notice?.English);
        Assert.Contains("(⁨too-deep⁩)؛ فيه نص", TestTexts.Arabic.Say(read.Notice!), StringComparison.Ordinal);
        Assert.Contains("[بالإنجليزية]", TestTexts.Arabic.Say(read.Error!), StringComparison.Ordinal);
        Assert.Contains("expired", TestTexts.Arabic.Say(read.Error!), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_kept_before_reasons_were_data_is_still_read()
    {
        const string Old = """
            {"nextPollUtc":1583928000000,"nextPollRule":"BackOff","consecutiveFailures":2,"errorCode":"http-503",
            "error":"HTTP 503: the server is overloaded","notice":"it is too long","pausedReason":"It is gone."}
            """;

        var state = StoreJson.Read<FeedState>(Old);

        Assert.Equal("HTTP 503: the server is overloaded", TestTexts.English.Say(state.Error!));
        Assert.Equal(("it is too long", "It is gone."), (state.Notice?.English, state.PausedReason?.English));
        Assert.Contains("[بالإنجليزية]", TestTexts.Arabic.Say(state.Error!), StringComparison.Ordinal);
        Assert.Equal(state, Again(state));
    }

    [Fact]
    public void Whatever_a_saying_holds_comes_back() =>
        Prop.ForAll<string, string, long>((name, text, number) =>
        {
            var saying = Saying.Kept(
                "fetch.status", text ?? "",
                [("text", text ?? ""), ("number", number), ("list", new List<string> { name ?? "", "b" }),
                    ("inner", Saying.Kept("read.root", "x", [("name", name ?? "")]))]);
            var read = Again(State with { Error = saying }).Error!;
            return read.Code == saying.Code && read.English == saying.English
                && read.Values[0].Value.Equals(text ?? "") && read.Values[1].Value.Equals(number)
                && ((IEnumerable<string>)read.Values[2].Value).SequenceEqual([name ?? "", "b"])
                && ((Saying)read.Values[3].Value).Values[0].Value.Equals(name ?? "");
        }).QuickCheckThrowOnFailure();

    private static FeedState Again(FeedState state) => StoreJson.Read<FeedState>(StoreJson.Write(state));
}
