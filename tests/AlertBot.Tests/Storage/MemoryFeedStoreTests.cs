using AlertBot.Testing;

namespace AlertBot.Tests.Storage;

public sealed class MemoryFeedStoreTests() : FeedStoreContract(FeedStoreUnderTest.NewInMemoryAsync);

public sealed class MemoryFeedStoreIdentityTests() : FeedStoreIdentityContract(FeedStoreUnderTest.NewInMemoryAsync);
