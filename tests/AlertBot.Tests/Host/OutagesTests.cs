using AlertBot.Hosting;
using AlertBot.Storage;
using AlertBot.Testing;
using Microsoft.Extensions.Logging;
using Xunit;

namespace AlertBot.Tests.Host;

public sealed class OutagesTests
{
    private readonly LogLines<Outages> _log = new();
    private readonly FakeTime _time = new();
    private readonly Outages _outages;

    public OutagesTests() => _outages = new Outages(_time, _log);

    [Fact]
    public async Task A_store_that_cannot_be_used_is_one_line_however_many_parts_need_it()
    {
        foreach (var part in (string[])["polling", "analysis", "polling", "sign of life", "analysis"])
            Assert.False(await _outages.TryAsync(part, _ => throw Full(), CancellationToken.None));
        foreach (var part in (string[])["polling", "sign of life", "analysis", "polling"])
            Assert.True(await _outages.TryAsync(part, _ => Task.CompletedTask, CancellationToken.None));
        Assert.Equal([8010], _log.Lines.Select(line => line.Id));
        _time.Advance(Outages.Calm);
        foreach (var part in (string[])["polling", "analysis"])
            await _outages.TryAsync(part, _ => Task.CompletedTask, CancellationToken.None);

        Assert.Equal([8010, 8013], _log.Lines.Select(line => line.Id));
        Assert.Contains("There is no room left. Make some.", _log.Lines[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_keeps_the_outage_open_though_others_get_through()
    {
        await _outages.TryAsync("analysis", _ => throw Full(), CancellationToken.None);
        for (var beat = 0; beat < 5; beat++)
        {
            await _outages.TryAsync("sign of life", _ => Task.CompletedTask, CancellationToken.None);
            await _outages.TryAsync("analysis", _ => throw Full(), CancellationToken.None);
        }

        Assert.Equal(8010, Assert.Single(_log.Lines).Id);
    }

    [Fact]
    public async Task A_small_write_that_goes_through_between_two_that_fail_ends_no_outage()
    {
        for (var second = 0; second < 20; second++)
        {
            await _outages.TryAsync("polling", _ => throw Full(), CancellationToken.None);
            await _outages.TryAsync("polling", _ => Task.CompletedTask, CancellationToken.None);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(8010, Assert.Single(_log.Lines).Id);
    }

    [Fact]
    public async Task A_fault_of_a_part_is_told_when_it_begins_and_when_it_ends()
    {
        foreach (var _ in (int[])[1, 2, 3])
            await _outages.TryAsync(
                "delivery", _ => throw new InvalidOperationException("odd"), CancellationToken.None);
        await _outages.TryAsync("analysis", _ => throw new IOException("The pipe is gone."), CancellationToken.None);
        await _outages.TryAsync("delivery", _ => Task.CompletedTask, CancellationToken.None);

        Assert.Equal([8011, 8014, 8012], _log.Lines.Select(line => line.Id));
        Assert.Equal(LogLevel.Error, _log.Lines[0].Level);
    }

    [Fact]
    public async Task To_be_asked_to_stop_is_no_failure()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _outages.TryAsync(
            "analysis", token => Task.FromCanceled(token), stop.Token));

        Assert.Empty(_log.Lines);
    }

    private static StoreUnavailableException Full() => new(
        new StoreProblem(StoreProblemCode.Full, "There is no room left.", "Make some."), new IOException());
}
