using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace AlertBot.Tests.Alerts;

/// <summary>One thing that happens. A run is told whole by its turns: the same turns do the same every time.</summary>
internal abstract record Turn
{
    private const int Stories = 12;

    private static readonly string[] Ports =
    [
        nameof(IAnalysisStore), nameof(IOutbox), nameof(IChannelBook), nameof(IMuteStore), nameof(ISubscriptionStore),
        nameof(IChatPlatform), nameof(ILeases),
    ];

    private static readonly Gen<int> AnyNumber = Gen.Choose(1, 5);

    private static readonly Gen<string> AnyChannel = Gen.Elements(FragileBot.Rooms);

    /// <summary>Any turn.</summary>
    public static Gen<Turn> Generator { get; } = Gen.Frequency(
        (12, Three(Gen.Choose(0, 6), Gen.Elements(0, 1, 3, 8, 20), Gen.Choose(0, 9)).Select(s =>
            (Turn)new News(s.Item1, s.Item2, (StoryTwist)Math.Max(0, s.Item3 - 5)))),
        (2, Gen.Zip(Gen.Choose(1, Stories), Gen.Elements(0, 1, 3, 8)).Select(s => (Turn)new Edited(s.Item1, s.Item2))),
        (2, Gen.Zip(AnyNumber, AnyNumber).Select(s => (Turn)new Merge(s.Item1, s.Item2))),
        (2, Gen.Zip(AnyNumber, Gen.Choose(1, Stories)).Select(s => (Turn)new Split(s.Item1, s.Item2))),
        (1, Gen.Zip(Gen.Choose(1, Stories), AnyNumber).Select(s => (Turn)new Move(s.Item1, s.Item2))),
        (2, AnyNumber.Select(n => (Turn)new Retract(n))), (1, AnyNumber.Select(n => (Turn)new Restore(n))),
        (1, AnyNumber.Select(n => (Turn)new Acknowledge(n))),
        (1, Gen.Zip(AnyNumber, Gen.Elements(true, false)).Select(s => (Turn)new Muted(s.Item1, s.Item2))),
        (1, Gen.Constant((Turn)new Unmute())), (1, AnyChannel.Select(c => (Turn)new Close(c))),
        (1, AnyChannel.Select(c => (Turn)new Reopen(c))), (1, AnyChannel.Select(c => (Turn)new Moved(c))),
        (1, Gen.Choose(0, 10).Select(n => (Turn)new Remove(n))), (1, Gen.Constant((Turn)new Mend())),
        (1, AnyChannel.Select(c => (Turn)new Subscribe(c))),
        (4, Gen.OneOf(Gen.Choose(1, 120), Gen.Choose(60, 3600), Gen.Choose(3600, 100_000)).Select(s =>
            (Turn)new Wait(s))),
        (5, Three(Gen.Elements(Ports), Gen.Choose(1, 6), Gen.Elements(true, false)).Select(s =>
            (Turn)new Die(s.Item1, s.Item2, s.Item3))),
        (5, Three(Gen.Elements(true, false), Gen.Choose(0, 3), Gen.Elements(Faults)).Select(s =>
            (Turn)new Weather(s.Item1, s.Item2, s.Item3))),
        (8, Gen.Constant((Turn)new Analyse())), (8, Gen.Constant((Turn)new Deliver())),
        (3, Gen.Constant((Turn)new Both())), (1, Gen.Constant((Turn)new Repair())));

    private static TestFault[] Faults =>
    [
        .. Enum.GetValues<TestFault>().Except(
            [TestFault.None, TestFault.RefuseChannel, TestFault.Crash, TestFault.CrashBefore]),
    ];

    /// <summary>A run of turns; what fails is told with as few of them as do.</summary>
    public static Arbitrary<Turn[]> Runs { get; } =
        Arb.From(Generator.ListOf().Select(turns => turns.ToArray()), Fewer);

    private static Gen<(T1 Item1, T2 Item2, T3 Item3)> Three<T1, T2, T3>(Gen<T1> first, Gen<T2> second, Gen<T3> third) =>
        Gen.Zip(Gen.Zip(first, second), third).Select(t => (t.Item1.Item1, t.Item1.Item2, t.Item2));

    // First halves, then quarters, at last one by one.
    private static IEnumerable<Turn[]> Fewer(Turn[] turns)
    {
        for (var size = turns.Length / 2; size > 0; size /= 2)
            for (var from = 0; from + size <= turns.Length; from += size)
                yield return [.. turns[..from], .. turns[(from + size)..]];
    }

    internal sealed record News(int Place, int Killed, StoryTwist Twist) : Turn;

    internal sealed record Edited(int Story, int Killed) : Turn;

    internal sealed record Merge(int First, int Second) : Turn;

    internal sealed record Split(int Number, int Story) : Turn;

    internal sealed record Move(int Story, int To) : Turn;

    internal sealed record Retract(int Number) : Turn;

    internal sealed record Restore(int Number) : Turn;

    internal sealed record Acknowledge(int Number) : Turn;

    internal sealed record Muted(int Number, bool UntilChange) : Turn;

    internal sealed record Unmute : Turn;

    internal sealed record Subscribe(string Channel) : Turn;

    internal sealed record Close(string Channel) : Turn;

    internal sealed record Reopen(string Channel) : Turn;

    internal sealed record Moved(string Channel) : Turn;

    internal sealed record Remove(int Message) : Turn;

    internal sealed record Mend : Turn;

    internal sealed record Wait(int Seconds) : Turn;

    internal sealed record Die(string Port, int Calls, bool IsAfter) : Turn;

    internal sealed record Weather(bool IsBlind, int Fair, TestFault Fault) : Turn;

    internal sealed record Analyse : Turn;

    internal sealed record Deliver : Turn;

    internal sealed record Both : Turn;

    internal sealed record Repair : Turn;
}

/// <summary>What is special about a story.</summary>
internal enum StoryTwist
{
    None,
    Claimed,
    Historic,
    Backlog,
    OldWhenSeen,
}
