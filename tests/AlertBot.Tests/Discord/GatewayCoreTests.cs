using System.Text.Json;
using AlertBot.Discord;
using AlertBot.Discord.Gateway;
using AlertBot.Discord.Wire;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Discord;

public sealed class GatewayCoreTests
{
    private static readonly GatewaySession Session = new("s-1", "wss://resume.example", new Snowflake(9), 41);
    private static readonly GatewayState Fresh = GatewayCore.Open(new GatewayState());
    private static readonly GatewayState Known = GatewayCore.Open(new GatewayState { Session = Session });

    [Fact]
    public void Hello_starts_the_heart_and_asks_for_a_session()
    {
        var step = Hear(Fresh, """{"op":10,"d":{"heartbeat_interval":45000}}""");

        Assert.Equal(
            [new GatewayEffect.StartBeating(TimeSpan.FromSeconds(45)), new GatewayEffect.AskToIdentify()], step.Effects);
        Assert.Equal([new GatewayEffect.Identify()], Step(step.State, new GatewayInput.MayIdentify()).Effects);
    }

    [Fact]
    public void Hello_takes_up_a_session_that_is_known()
    {
        var step = Hear(Known, """{"op":10,"d":{"heartbeat_interval":45000}}""");

        Assert.Contains(new GatewayEffect.Resume(Session), step.Effects);
        Assert.DoesNotContain(step.Effects, e => e is GatewayEffect.AskToIdentify);
    }

    [Fact]
    public void The_last_number_goes_with_every_heartbeat_and_with_resuming()
    {
        var state = Ready();
        state = Hear(state, """{"op":0,"s":7,"t":"GUILD_CREATE","d":{}}""").State;

        Assert.Equal([new GatewayEffect.Beat(7)], Step(state, new GatewayInput.BeatDue()).Effects);
        var again = GatewayCore.Open(Step(state, new GatewayInput.Ended(null)).State);
        var resume = Hear(again, """{"op":10,"d":{"heartbeat_interval":45000}}""").Effects.OfType<GatewayEffect.Resume>().Single();
        Assert.Equal(7, resume.Session.Sequence);
    }

    [Fact]
    public void A_heartbeat_without_an_answer_ends_a_dead_connection()
    {
        var beaten = Step(Ready(), new GatewayInput.BeatDue()).State;

        var dead = Step(beaten, new GatewayInput.BeatDue());

        Assert.IsType<GatewayEffect.Hang>(Assert.Single(dead.Effects));
        Assert.Equal(TimeSpan.Zero, Reconnect(dead.State, null).After);
        Assert.Equal(
            [new GatewayEffect.Beat(1)],
            Step(Hear(beaten, """{"op":11}""").State, new GatewayInput.BeatDue()).Effects);
    }

    [Fact]
    public void A_heartbeat_that_is_asked_for_is_sent_at_once() =>
        Assert.Equal([new GatewayEffect.Beat(1)], Hear(Ready(), """{"op":1,"d":null}""").Effects);

    [Theory]
    [InlineData(null, true)]
    [InlineData(1000, true)]
    [InlineData(1006, true)]
    [InlineData(4000, true)]
    [InlineData(4001, false)]
    [InlineData(4002, true)]
    [InlineData(4003, false)]
    [InlineData(4005, false)]
    [InlineData(4007, false)]
    [InlineData(4008, true)]
    [InlineData(4009, false)]
    [InlineData(4999, true)]
    public void Every_close_code_that_lets_one_back_says_whether_the_session_is_alive(int? code, bool resumes)
    {
        var step = Step(Ready(), new GatewayInput.Ended(code));

        Assert.Equal(resumes, step.State.Session is not null);
        Assert.Contains(step.Effects, e => e is GatewayEffect.Reconnect);
        Assert.Equal(!resumes, step.Effects.Contains(new GatewayEffect.Keep(null)));
    }

    [Theory]
    [InlineData(4004, "Discord:Token")]
    [InlineData(4012, "newer AlertBot")]
    [InlineData(4013, "newer AlertBot")]
    [InlineData(4014, "intent")]
    public void A_fatal_close_code_stops_with_what_to_do(int code, string advice)
    {
        var step = Step(Ready(), new GatewayInput.Ended(code));

        Assert.Contains(advice, Assert.Single(step.Effects.OfType<GatewayEffect.Stop>()).Why, StringComparison.Ordinal);
        Assert.DoesNotContain(step.Effects, e => e is GatewayEffect.Reconnect);
    }

    [Theory]
    [InlineData(4010)]
    [InlineData(4011)]
    public void A_wrong_number_of_shards_is_asked_for_anew(int code) =>
        Assert.Contains(new GatewayEffect.Reshard(), Step(Ready(), new GatewayInput.Ended(code)).Effects);

    [Fact]
    public void A_refused_session_is_forgotten_and_begun_anew_after_one_to_five_seconds()
    {
        var refused = Hear(Known, """{"op":9,"d":false}""", jitter: 0.5);

        Assert.Null(refused.State.Session);
        Assert.InRange(Reconnect(refused.State, null).After, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_session_that_may_be_taken_up_again_is() =>
        Assert.NotNull(Hear(Known, """{"op":9,"d":true}""").State.Session);

    [Fact]
    public void Who_was_too_fast_waits_before_coming_back() =>
        Assert.InRange(Reconnect(Ready(), 4008).After, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1));

    [Fact]
    public void Connections_that_fail_in_a_row_are_made_ever_more_slowly_and_lose_the_session_in_the_end()
    {
        var state = Known;
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 12; i++)
        {
            waits.Add(Reconnect(state, null).After);
            state = GatewayCore.Open(Step(state, new GatewayInput.Ended(null)).State);
        }

        Assert.All(waits.Zip(waits.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
        Assert.Equal(TimeSpan.FromMinutes(1), waits[^1]);
        Assert.Null(state.Session);
    }

    [Fact]
    public void Whatever_the_gateway_says_is_no_reason_to_fail() => Prop.ForAll(
        Gen.Elements(
            """{"op":0}""", """{"op":0,"t":"READY","s":1,"d":{}}""", """{"op":0,"t":"READY","d":null}""", """{"op":10}""",
            """{"op":10,"d":{"heartbeat_interval":"x"}}""", """{"op":10,"d":{"heartbeat_interval":0}}""", """{"op":9}""",
            """{"op":9,"d":true}""", """{"op":7}""", """{"op":11}""", """{"op":99,"d":[1],"new":{}}""", """{"op":1}""",
            """{"op":0,"t":"RESUMED","s":3,"d":{}}""", """{"op":0,"t":"OF_TOMORROW","s":4,"d":{"a":1}}""",
            """{"op":0,"t":"READY","s":1,"d":{"session_id":"a","resume_gateway_url":"wss://r","application":{"id":"9"}}}""")
            .ListOf().ToArbitrary(),
        payloads =>
        {
            var state = Fresh;
            foreach (var payload in payloads) state = Hear(state, payload).State;
            state = Step(state, new GatewayInput.Ended(1006)).State;
            return GatewayCore.Open(state).Phase == GatewayPhase.Opening;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1000, 0, 0, false)]
    [InlineData(1000, 949, 0, false)]
    [InlineData(1000, 950, 0, true)]
    [InlineData(1000, 0, 960, true)]
    public void The_last_twentieth_of_a_days_sessions_is_never_spent(int total, int used, int usedElsewhere, bool isSpent)
    {
        var now = AlertBot.Testing.Some.NowUtc;
        var ledger = new IdentifyLedger { ResetUtc = now.AddHours(3).ToUnixTimeMilliseconds(), Used = used };

        var verdict = IdentifyRules.Ask(ledger, 0, new SessionStartLimit(total, total - usedElsewhere, 10_800_000, 1), now);

        Assert.Equal(isSpent, verdict is IdentifyVerdict.Wait { IsSpent: true } wait && wait.UntilUtc == now.AddHours(3));
    }

    [Fact]
    public void Two_sessions_of_one_key_are_five_seconds_apart_and_of_others_are_not()
    {
        var now = AlertBot.Testing.Some.NowUtc;
        var limit = new SessionStartLimit(1000, 1000, 86_400_000, 2);
        var first = Assert.IsType<IdentifyVerdict.Granted>(IdentifyRules.Ask(new IdentifyLedger(), 0, limit, now));

        Assert.IsType<IdentifyVerdict.Granted>(IdentifyRules.Ask(first.Ledger, 1, limit, now));
        var wait = Assert.IsType<IdentifyVerdict.Wait>(IdentifyRules.Ask(first.Ledger, 2, limit, now));
        Assert.InRange(wait.UntilUtc - now, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6));
    }

    [Fact]
    public void Sessions_that_run_short_are_spread_over_the_rest_of_the_day()
    {
        var now = AlertBot.Testing.Some.NowUtc;
        var ledger = new IdentifyLedger
        {
            ResetUtc = now.AddHours(10).ToUnixTimeMilliseconds(),
            Used = 900,
            LastUtc = new Dictionary<int, long> { [0] = now.ToUnixTimeMilliseconds() },
        };

        var wait = Assert.IsType<IdentifyVerdict.Wait>(
            IdentifyRules.Ask(ledger, 0, new SessionStartLimit(1000, 100, 36_000_000, 1), now));

        Assert.Equal(TimeSpan.FromMinutes(6), wait.UntilUtc - now);
    }

    [Fact]
    public void One_connection_sends_less_than_the_gateway_takes()
    {
        var now = AlertBot.Testing.Some.NowUtc;
        var budget = new SendBudget();

        Assert.InRange(Enumerable.Range(0, 200).Count(i => budget.TryTake(now.AddMilliseconds(i))), 100, 119);
        Assert.True(budget.TryTake(now.AddSeconds(61)));
    }

    private static GatewayState Ready() => Hear(
        Hear(Fresh, """{"op":10,"d":{"heartbeat_interval":45000}}""").State,
        """{"op":0,"s":1,"t":"READY","d":{"session_id":"a","resume_gateway_url":"wss://r","application":{"id":"9"},"v":10}}""").State;

    private static GatewayEffect.Reconnect Reconnect(GatewayState state, int? code) =>
        Assert.Single(Step(state, new GatewayInput.Ended(code)).Effects.OfType<GatewayEffect.Reconnect>());

    private static GatewayStep Hear(GatewayState state, string payload, double jitter = 0.5) => GatewayCore.Step(
        state, new GatewayInput.Heard(JsonSerializer.Deserialize(payload, DiscordJson.Default.GatewayPayload)!), jitter);

    private static GatewayStep Step(GatewayState state, GatewayInput input) => GatewayCore.Step(state, input, 0.5);
}
