using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Incidents;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>What people find as an example works when they type it.</summary>
public sealed class ExamplesTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;

    // They name what is not there before somebody makes it: the answer says so, and how to.
    private static readonly string[] OfWhatIsToCome = ["/whynot", "/feed", "/watch", "/split", "/move", "/undo"];

    // It names a place of the shipped watchlists in a spelling that the one of these tests lacks.
    private const string OfShippedLists = "/place عين الأسد";

    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Every_example_of_the_catalogue_does_what_it_shows()
    {
        foreach (var example in _bench.Catalogue.Definitions.SelectMany(d => d.Examples)
            .Where(e => e != OfShippedLists && !OfWhatIsToCome.Contains(e.Split(' ')[0])))
        {
            await HaveAsync();
            _bench.Time.Advance(TimeSpan.FromMinutes(1));
            var reply = await _bench.AskAsync(example, CommandBench.Moderator);
            Assert.True(reply.Message.Tone != Tone.Problem, $"{example} is answered with\n{CommandBench.Text(reply)}");
        }
    }

    [Fact]
    public async Task No_button_of_any_answer_leads_nowhere()
    {
        foreach (var example in _bench.Catalogue.Definitions.SelectMany(d => d.Examples))
        {
            await HaveAsync();
            _bench.Time.Advance(TimeSpan.FromMinutes(1));
            var reply = await _bench.AskAsync(example, CommandBench.Moderator);
            foreach (var button in reply.Message.Blocks.OfType<Block.Actions>().SelectMany(b => b.Buttons))
            {
                Assert.InRange(button.Label.Length, 1, 80);
                Assert.InRange(button.Command.Length, 2, 100);
                Assert.True(
                    CommandLine.Parse(button.Command, _bench.Catalogue.Names, TestTexts.English) is CommandLine.Read,
                    $"{example} offers {button.Command}");
            }
        }
    }

    /// <summary>What examples speak of: a few incidents, a subscription, something that is followed.</summary>
    private async Task HaveAsync()
    {
        // Merged and withdrawn ones come back for the next example.
        var revision = (int)(_bench.Time.NowUtc - Some.NowUtc).TotalMinutes + 2;
        await _bench.HaveAsync([.. Enumerable.Range(1, 8).Select(n => Some.Incident(n, revision, members:
            [Some.Member($"article-{n}", matches: [Some.Match("iraq-militias", "attack-on-base")])]))]);
        await _bench.Store.Subscriptions.SaveAsync(
            Subscription.Default(Some.ChannelA, "iraq-militias", _bench.Time.NowUtc) with
            {
                LeastSeverity = SeverityLevel.Low,
            },
            Never);
        foreach (var (id, text) in ((string, string)[])[("f1", "Taji"), ("f2", "Kata'ib Hezbollah")])
        {
            await _bench.Store.Follows.AddAsync(
                new Follow(id, Some.ChannelA, CommandBench.Moderator.Id, "a moderator", text, $"\"{id}\"", _bench.Time.NowUtc),
                Never);
        }
    }
}
