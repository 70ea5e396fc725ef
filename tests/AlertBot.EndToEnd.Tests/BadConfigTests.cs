using AlertBot.Testing;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>What is wrong in <c>config/</c> is one line with its place and a remedy, and the rest goes on.</summary>
public sealed class BadConfigTests
{
    public static TheoryData<string, string, string, string> Faults => new()
    {
        {
            "watchlists/other.yaml", "topic: other\nname: \"Other\nrules: []\n", "config/watchlists/other.yaml:2:",
            "quote"
        },
        {
            "watchlists/other.yaml",
            "topic: other\nname: Other\nactors:\n  - {id: houthis, name: Houthis, kind: militia}\n" +
            "  - {id: houthis, name: Ansar Allah, kind: militia}\n",
            "config/watchlists/other.yaml:5:", "the actor 'houthis' stands in line 4 already"
        },
        {
            "appsettings.json", "{\n  \"Feeds\": { \"HostDelai\": \"00:00:01\" }\n}\n", "config/appsettings.json:2:",
            "HostDelay"
        },
        {
            "feeds.yaml", "feeds:\n  - {id: a, name: A, url: \"ftp://a.example/\"}\n", "config/feeds.yaml:2:", "http"
        },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_of_the_configuration_is_one_line_and_the_rest_goes_on(
        string file, string text, string place, string told)
    {
        await using var stand = new Newsstand();
        if (file != "feeds.yaml") stand.Add("good", FeedServerReply.Document(Newsstand.News(1, 1)));
        stand.Folder.Write($"config/{file}", text);

        var check = await stand.ToEndAsync("check");
        await using var run = await stand.StartedAsync();
        if (file != "feeds.yaml")
            await run.SeesAsync(line => line.Contains(Newsstand.Place(1), StringComparison.Ordinal));
        await run.SignalAsync("TERM");
        var end = await run.EndAsync();

        Assert.Equal((1, 0), (check.ExitCode, end.ExitCode));
        var line = Assert.Single(check.OutputLines, l => l.StartsWith("config/", StringComparison.Ordinal));
        Assert.StartsWith(place, line, StringComparison.Ordinal);
        Assert.Contains(told, line, StringComparison.Ordinal);
        Assert.Contains("; ", line, StringComparison.Ordinal);
        Assert.Equal(
            $"alertbot: {line}",
            Assert.Single(end.ErrorLines, l => l.StartsWith("alertbot: ", StringComparison.Ordinal)));
    }
}
