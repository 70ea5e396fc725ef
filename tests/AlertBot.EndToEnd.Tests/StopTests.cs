using AlertBot.Testing;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>SIGTERM and Ctrl+C end it in order, whatever it is at, and nothing is lost.</summary>
public sealed class StopTests
{
    [Theory]
    [InlineData("alertbot.lock")]
    [InlineData("alertbot.db")]
    [InlineData("transcript.jsonl")]
    public async Task A_start_can_be_stopped(string file)
    {
        await using var stand = new Newsstand();
        stand.Add("news", FeedServerReply.Document(Newsstand.News(1, 1)));
        await using (var run = stand.Start())
        {
            // Stopped as soon as that file is there: in the middle of the start.
            await run.UntilAsync(() => File.Exists(stand.Folder[$"data/{file}"]));
            await run.SignalAsync("TERM");
            var end = await run.EndAsync();
            Assert.True(end.ExitCode == 0, end.Errors);
            Assert.DoesNotContain("   at ", end.Errors, StringComparison.Ordinal);
        }

        await using var next = await stand.StartedAsync();
        await next.SeesAsync(line => line.Contains(Newsstand.Place(1), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_poll_that_waits_for_a_silent_server_holds_up_no_stop(string signal)
    {
        await using var stand = new Newsstand();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stand.Add("silent", _ =>
        {
            asked.TrySetResult();
            return new FeedServerReply(200, [], [], FeedServerEnding.Silent);
        });
        // Were the poll waited for, it would outlast the patience of this test.
        await using var run = await stand.StartedAsync(
            ("Feeds__HeaderTimeout", "00:05:00"), ("Feeds__TotalTimeout", "00:05:00"));
        await asked.Task;

        await run.SignalAsync(signal);
        var end = await run.EndAsync();

        Assert.Equal(0, end.ExitCode);
        Assert.DoesNotContain(
            end.ErrorLines,
            l => l.Contains("warn:", StringComparison.Ordinal) || l.Contains("fail:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_deliveries_loses_none_and_repeats_none()
    {
        await using var stand = new Newsstand();
        stand.Add("news", FeedServerReply.Document(Newsstand.News(1, 55)));
        for (var stop = 1; stop <= 2; stop++)
        {
            await using var run = await stand.StartedAsync();
            await run.SeesAsync(line => line.Contains("(#", StringComparison.Ordinal));
            await run.SignalAsync("TERM");
            Assert.Equal(0, (await run.EndAsync()).ExitCode);
        }

        await using (var last = await stand.StartedAsync())
        {
            await last.UntilAsync(() => stand.SentAlerts() >= 55);
            await last.SignalAsync("TERM");
            Assert.Equal(0, (await last.EndAsync()).ExitCode);
        }

        Assert.Equal(
            Enumerable.Range(1, 55), stand.Transcript.Where(s => s.IsAlert).Select(TranscriptFile.Number).Order());
    }
}
