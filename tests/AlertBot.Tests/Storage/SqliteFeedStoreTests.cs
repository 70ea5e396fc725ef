using AlertBot.Feeds;
using AlertBot.Storage;
using AlertBot.Testing;

namespace AlertBot.Tests.Storage;

public sealed class SqliteFeedStoreTests() : FeedStoreContract(SqliteFeedStore.NewAsync);

public sealed class SqliteFeedStoreIdentityTests() : FeedStoreIdentityContract(SqliteFeedStore.NewAsync);

/// <summary>The feed store of SQLite, as the contract wants it.</summary>
internal static class SqliteFeedStore
{
    public static async Task<FeedStoreUnderTest> NewAsync()
    {
        var store = await TestStore.NewSqliteAsync();
        return new FeedStoreUnderTest(store.Feeds, () => ReadAsync(store), () => store.DisposeAsync().AsTask());
    }

    private static async Task<IReadOnlyList<Article>> ReadAsync(TestStore store) =>
        await store.Get<Database>().ReadAsync(
            async session => await session.ListAsync(
                $"""SELECT {ArticleRows.Columns} FROM "Articles" a ORDER BY a."Row" """, ArticleRows.Read,
                CancellationToken.None),
            CancellationToken.None);
}
