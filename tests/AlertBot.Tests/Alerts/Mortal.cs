using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Testing;

namespace AlertBot.Tests.Alerts;

/// <summary>Decides when the process dies, and keeps the dead from writing.</summary>
internal sealed class Mortal(Random random)
{
    private readonly Lock _turn = new();

    public bool IsDead { get; set; }

    public bool IsCalm { get; set; }

    public TestFault Weather(ChatDelivery? delivery)
    {
        lock (_turn)
        {
            if (IsDead) return TestFault.Down;
            var fault = random.Next(100) switch
            {
                < 10 => TestFault.Down,
                < 20 => TestFault.LoseRequest,
                < 30 => TestFault.LoseAnswer,
                < 34 => TestFault.Crash,
                _ => TestFault.None,
            };
            if (fault == TestFault.Crash && delivery is not null) IsDead = true;
            return fault;
        }
    }

    /// <summary>Dies here now and then, and always when dead.</summary>
    public void Live(int percent)
    {
        lock (_turn)
        {
            if (!IsCalm && random.Next(100) < percent) IsDead = true;
            if (IsDead) throw new TestCrashException();
        }
    }
}

/// <summary>The real store, with a process that may die before or after it commits.</summary>
internal sealed class MortalAnalysisStore(IAnalysisStore store, Mortal life) : IAnalysisStore
{
    public Task<AnalysisInput> ReadWaitingAsync(int batchSize, CancellationToken cancellationToken) =>
        store.ReadWaitingAsync(batchSize, cancellationToken);

    public Task<StoredWindow> LoadWindowAsync(
        DateTimeOffset sinceUtc, int maxArticles, CancellationToken cancellationToken) =>
        store.LoadWindowAsync(sinceUtc, maxArticles, cancellationToken);

    public async Task<CommitResult> CommitAsync(
        AnalysisOutcome outcome, LeaseToken lease, CancellationToken cancellationToken)
    {
        life.Live(percent: 8);
        var result = await store.CommitAsync(outcome, lease, cancellationToken);
        life.Live(percent: 8);
        return result;
    }

    public Task AddRequestAsync(AnalysisRequest request, DateTimeOffset nowUtc, CancellationToken cancellationToken) =>
        store.AddRequestAsync(request, nowUtc, cancellationToken);

    public Task<int> CountWaitingAsync(CancellationToken cancellationToken) =>
        store.CountWaitingAsync(cancellationToken);
}

/// <summary>The real outbox, with a process that may die before or after it takes rows and records what became of them.</summary>
internal sealed class MortalOutbox(IOutbox outbox, Mortal life) : IOutbox
{
    public async Task<IReadOnlyList<OutboxRow>> ClaimDueAsync(
        string worker, int limit, TimeSpan claim, DateTimeOffset nowUtc, Func<ChannelRef, bool> mayTake,
        CancellationToken cancellationToken)
    {
        life.Live(percent: 2);
        var rows = await outbox.ClaimDueAsync(worker, limit, claim, nowUtc, mayTake, cancellationToken);
        life.Live(percent: 2);
        return rows;
    }

    public Task<IReadOnlyList<(ChannelRef Channel, DateTimeOffset SentUtc)>> ListSentAsync(
        DateTimeOffset sinceUtc, CancellationToken cancellationToken) =>
        outbox.ListSentAsync(sinceUtc, cancellationToken);

    public async Task SettleAsync(
        string key, Settlement settlement, DateTimeOffset nowUtc, CancellationToken cancellationToken)
    {
        life.Live(percent: 3);
        await outbox.SettleAsync(key, settlement, nowUtc, cancellationToken);
        life.Live(percent: 3);
    }

    public Task<int> ReleaseClaimsAsync(string worker, DateTimeOffset nowUtc, CancellationToken cancellationToken) =>
        outbox.ReleaseClaimsAsync(worker, nowUtc, cancellationToken);

    public Task<DateTimeOffset?> NextDueUtcAsync(CancellationToken cancellationToken) =>
        outbox.NextDueUtcAsync(cancellationToken);

    public Task<IReadOnlyList<OutboxRow>> ListAsync(
        DeliveryState? state, int limit, CancellationToken cancellationToken) =>
        outbox.ListAsync(state, limit, cancellationToken);

    public Task<IReadOnlyList<OutboxRow>> ListAsync(string incidentId, CancellationToken cancellationToken) =>
        outbox.ListAsync(incidentId, cancellationToken);

    public Task<OutboxCounts> CountAsync(CancellationToken cancellationToken) => outbox.CountAsync(cancellationToken);

    public Task<bool> RetryAsync(string key, DateTimeOffset nowUtc, CancellationToken cancellationToken) =>
        outbox.RetryAsync(key, nowUtc, cancellationToken);

    public Task<bool> DropAsync(string key, DateTimeOffset nowUtc, CancellationToken cancellationToken) =>
        outbox.DropAsync(key, nowUtc, cancellationToken);
}
