using AlertBot.Alerts;
using AlertBot.Storage;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Storage;

/// <summary>What is left when a process dies or the disk is full in the middle of a write.</summary>
public sealed class SqliteCrashTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_process_that_dies_within_a_step_leaves_the_step_before_and_a_sound_database()
    {
        await using var store = await TestStore.NewSqliteAsync();
        using var crashed = new TemporaryFolder();
        await store.AddArticlesAsync(Some.Article());
        await store.CommitAsync(Some.Outcome(Some.Incident(1)));

        await store.Get<Database>().WriteAsync(
            async session =>
            {
                await session.RunAsync($"""DELETE FROM "WaitingArticles" """, None);
                for (var i = 2; i < 200; i++) await IncidentRows.SaveAsync(session, [Some.Incident(i)], None);

                // What the disk holds at this moment is what a process killed here would leave.
                foreach (var file in Directory.GetFiles(store.Folder))
                    if (!file.EndsWith(".lock", StringComparison.Ordinal)
                        && !file.EndsWith("-shm", StringComparison.Ordinal))
                        File.Copy(file, Path.Combine(crashed.Path, Path.GetFileName(file)));
            },
            None);

        await using var next = TestStore.At(crashed.Path);
        Assert.Null(await next.Store.OpenAsync(None));
        Assert.Null(await next.Store.CheckAsync(thorough: true, None));
        Assert.Equal(2, (await next.Analysis.LoadWindowAsync(DateTimeOffset.UnixEpoch, 4_000, None)).NextNumber);
        Assert.Equal(1, await next.Analysis.CountWaitingAsync(None));
        Assert.Equal(200, (await store.Analysis.LoadWindowAsync(DateTimeOffset.UnixEpoch, 4_000, None)).NextNumber);
    }

    [Fact]
    public async Task A_step_that_is_cancelled_or_fails_is_not_there()
    {
        await using var store = await TestStore.NewSqliteAsync();
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.Get<Database>().WriteAsync(
            async session =>
            {
                await IncidentRows.SaveAsync(session, [Some.Incident(1)], cancel.Token);
                await cancel.CancelAsync();
                await IncidentRows.SaveAsync(session, [Some.Incident(2)], cancel.Token);
            },
            cancel.Token));

        Assert.Equal(1, (await store.Analysis.LoadWindowAsync(DateTimeOffset.UnixEpoch, 4_000, None)).NextNumber);
        Assert.Equal(CommitResult.Committed, await store.CommitAsync(Some.Outcome(Some.Incident(1))));
    }

    [Fact]
    public async Task A_full_disk_fails_the_write_whole_and_it_goes_through_once_there_is_room()
    {
        using var folder = new TemporaryFolder();
        var text = string.Concat(Enumerable.Range(0, 9000).Select(i => $"word{i} "));
        var stored = 0;
        await using (var store = TestStore.At(folder.Path, settings: ("MaxMebibytes", "1")))
        {
            Assert.Null(await store.Store.OpenAsync(None));
            var full = await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
            {
                for (; stored < 100; stored++)
                    await store.AddArticlesAsync(Some.Article($"article-{stored}", text: $"{stored} {text}"));
            });

            Assert.Equal(StoreProblemCode.Full, full.Problem.Code);
            Assert.IsType<IOException>(full, exactMatch: false);
            Assert.InRange(stored, 1, 99);
            Assert.Equal(stored, await store.Analysis.CountWaitingAsync(None));
            Assert.Null(await store.Store.CheckAsync(thorough: true, None));
        }

        await using var roomier = TestStore.At(folder.Path);
        Assert.Null(await roomier.Store.OpenAsync(None));
        await roomier.AddArticlesAsync(Some.Article($"article-{stored}", text: $"{stored} {text}"));
        Assert.Equal(stored + 1, await roomier.Analysis.CountWaitingAsync(None));
        Assert.Equal(stored + 1, (await roomier.Search.SearchAsync("word17", Some.CommunityA, 0, 100, None)).Count);
    }
}
