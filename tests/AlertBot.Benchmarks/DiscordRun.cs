using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Testing.Discord;

namespace AlertBot.Benchmarks;

/// <summary>
/// The whole program on Discord, in real time: how much of what Discord takes a burst of alerts uses, how soon people are
/// heard meanwhile, what being connected costs an idle process, and how soon a connection that is cut is whole again.
/// </summary>
/// <remarks>
/// <c>dotnet run -c Release --project tests/AlertBot.Benchmarks -- discord [COUNT] [PROGRAM]</c>; 10,000 take four minutes
/// in all. The stand-in keeps the limits, the 3 seconds and the schemas as in the tests, and counts what breaks them.
/// </remarks>
internal static class DiscordRun
{
    private const int Rooms = 500;
    private const int Limit = 50;
    private const double LeastShare = 0.95;
    private const double MostAckMilliseconds = 100;
    private const double MostMegabytes = 20;
    private const int Drops = 20;
    private const ulong Guild = 70_000_000_000_000_000;

    private static readonly TimeSpan LongestDrop = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenCommands = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(20);
    private static readonly CancellationToken Never = CancellationToken.None;

    public static async Task<int> RunAsync(int count, string? path)
    {
        var program = await ProgramUnderTest.FindAsync(path);
        var isGood = await MemoryAsync(program);
        isGood &= await BurstAsync(program, count);
        isGood &= await DropsAsync(program);
        return isGood ? 0 : 1;
    }

    private static async Task<bool> BurstAsync(string program, int count)
    {
        await using var discord = await DiscordStandIn.StartAsync();
        using var folder = RunFolder.With(program, "feeds: []\n");
        await OweAsync(discord, folder.Data, count);
        using var process = Start(program, folder, discord);
        var draining = process.DrainAsync();
        await ReadyAsync(discord);
        var asking = new Asking(discord, discord.Channels.Values.First());
        while (discord.Messages.Count < count && !process.HasEnded) await asking.AskAsync();
        var requests = discord.Requests.Where(r => r is { Method: "POST", Route: "channels//messages" }).ToList();
        await process.StopAsync();
        await draining;

        var took = requests[^1].AtUtc - requests[0].AtUtc;
        // The first second's share goes at its very beginning.
        var share = (requests.Count - Limit) / took.TotalSeconds / Limit;
        var channels = discord.Messages.GroupBy(m => m.Channel).ToList();
        var isWhole = discord.Messages.Count == count && discord.Messages.DistinctBy(m => m.Nonce).Count() == count;
        Write($"burst     {discord.Messages.Count} of {count} over {channels.Count} channels in {took.TotalSeconds:0.0} s: {share:P1} of {Limit} a second, {discord.RateLimited} refused for their number, busiest second {discord.Limits.Busiest}");
        var p99 = asking.Write("meanwhile");
        return Complain(discord) & isWhole & share >= LeastShare & p99 < MostAckMilliseconds & discord.RateLimited == 0;
    }

    private static async Task<bool> DropsAsync(string program)
    {
        await using var discord = await DiscordStandIn.StartAsync();
        var room = discord.AddChannel(Guild);
        using var folder = RunFolder.With(program, "feeds: []\n");
        using var process = Start(program, folder, discord);
        var draining = process.DrainAsync();
        await ReadyAsync(discord);
        // The session is known to the program once it answers.
        var asking = new Asking(discord, room);
        await asking.AskAsync();
        var longest = TimeSpan.Zero;
        var told = new List<StandInInteraction>();
        for (var n = 1; n <= Drops; n++)
        {
            var from = TimeProvider.System.GetTimestamp();
            var whole = discord.Gateway.UntilAsync(g => g.Resumes == n);
            await discord.Gateway.DropAllAsync();
            // What happens in between is told when the session is taken up again.
            for (var i = 0; i < 10; i++) told.Add(await asking.GiveAsync());
            await whole;
            var took = TimeProvider.System.GetElapsedTime(from);
            if (took > longest) longest = took;
            await Task.WhenAll(told.Select(t => t.Answered)).WaitAsync(TimeSpan.FromMinutes(1));
            await Task.Delay(BetweenCommands);
        }
        await process.StopAsync();
        await draining;

        var answered = told.Count(t => t.Answers.Count == 1);
        Write($"drops     {Drops} in a row: whole again after {longest.TotalMilliseconds:0} ms at most, {answered} of {told.Count} commands given meanwhile answered once, {discord.Gateway.Identifies} session begun");
        return Complain(discord) & longest < LongestDrop & answered == told.Count & discord.Gateway.Identifies == 1;
    }

    private static async Task<bool> MemoryAsync(string program)
    {
        var without = new List<double>();
        var with = new List<double>();
        for (var n = 0; n < 3; n++)
        {
            without.Add(await IdleAsync(program, null));
            await using var discord = await DiscordStandIn.StartAsync();
            discord.AddChannel(Guild);
            with.Add(await IdleAsync(program, discord));
        }
        var more = Middle(with) - Middle(without);
        Write($"memory    idle {Middle(without):0.0} MB without Discord, {Middle(with):0.0} MB connected: {more:0.0} MB more");
        return more < MostMegabytes;
    }

    private static async Task<double> IdleAsync(string program, DiscordStandIn? discord)
    {
        using var folder = RunFolder.With(program, "feeds: []\n");
        using var process = Start(program, folder, discord);
        var draining = process.DrainAsync();
        if (discord is not null) await ReadyAsync(discord);
        await Task.Delay(Settled);
        var use = process.Use().Megabytes;
        await process.StopAsync();
        await draining;
        return use;
    }

    private static async Task OweAsync(DiscordStandIn discord, string data, int count)
    {
        Directory.CreateDirectory(data);
        await using var store = TestStore.At(data);
        if (await store.Store.OpenAsync(Never) is { } problem) throw new InvalidOperationException(problem.ToString());
        var rooms = Enumerable.Range(0, Rooms).Select(_ => discord.AddChannel(Guild)).ToList();
        var nowUtc = TimeProvider.System.GetUtcNow();
        var rows = Enumerable.Range(1, count).Select(n => Some.Delivery(
            n, severity: (SeverityLevel)(n % 4),
            channel: new ChannelRef("discord", $"{Guild}", $"{rooms[n % Rooms].Id}", null)) with
        {
            DueUtc = nowUtc,
            CreatedUtc = nowUtc,
        });
        foreach (var part in rows.Chunk(1000)) await store.CommitAsync(Some.Outcome(deliveries: part));
    }

    private static ProgramUnderTest Start(string program, RunFolder folder, DiscordStandIn? discord) =>
        ProgramUnderTest.Start(program, ["run", "--config", folder.Config],
        [
            new("Storage__DataDirectory", folder.Data),
            .. discord is null ? [] : (KeyValuePair<string, string>[])
            [
                new("Discord__Token", DiscordStandIn.Token), new("Discord__ApiBaseUrl", discord.ApiBaseUrl),
            ],
        ]);

    private static async Task ReadyAsync(DiscordStandIn discord)
    {
        await discord.Gateway.UntilAsync(g => g.Ready == 1).WaitAsync(TimeSpan.FromMinutes(1));
        while (discord.Commands is null) await Task.Delay(BetweenCommands);
    }

    private static bool Complain(DiscordStandIn discord)
    {
        foreach (var group in discord.Complaints.GroupBy(c => c, StringComparer.Ordinal).Take(10))
            Write($"          {group.Count()} times: {group.Key}");
        return discord.Complaints.Count == 0;
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Somebody who gives one command after another.</summary>
    private sealed class Asking(DiscordStandIn discord, StandInChannel room)
    {
        private static readonly string[] Commands = ["help", "topics", "status", "incidents", "subscriptions"];

        private readonly ConcurrentQueue<StandInInteraction> _given = new();
        private int _next;

        public async Task AskAsync()
        {
            await GiveAsync();
            await Task.Delay(BetweenCommands);
        }

        public async Task<StandInInteraction> GiveAsync()
        {
            var name = Commands[_next++ % Commands.Length];
            var given = await discord.InteractAsync(room, 2, new JsonObject { ["name"] = name });
            _given.Enqueue(given);
            return given;
        }

        /// <summary>Says how soon they were heard; returns the 99th of a hundred, in milliseconds.</summary>
        public double Write(string when)
        {
            var heard = _given.Where(g => g.Took is not null).Select(g => g.Took!.Value.TotalMilliseconds).Order().ToList();
            var p99 = heard[Math.Min(heard.Count - 1, heard.Count * 99 / 100)];
            DiscordRun.Write($"heard     {when}, {heard.Count} of {_given.Count} commands: p50 {heard[heard.Count / 2]:0.0} ms, p99 {p99:0.0} ms, most {heard[^1]:0.0} ms");
            return heard.Count == _given.Count ? p99 : double.PositiveInfinity;
        }
    }
}
