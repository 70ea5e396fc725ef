using AlertBot.Hosting;
using Xunit;

namespace AlertBot.Tests.Host;

public sealed class HeapCareTests
{
    private const long Idle = 30 * 1024 * 1024;

    [Fact]
    public void A_heap_that_grew_enough_is_due_and_one_that_did_not_is_left_alone()
    {
        using var care = new HeapCare();

        Assert.False(care.IsDue(Idle));
        Assert.False(care.IsDue(Idle + HeapCare.GrowthBytes));
        Assert.True(care.IsDue(Idle + HeapCare.GrowthBytes + 1));
    }

    [Fact]
    public void What_lives_on_after_a_collection_is_the_new_measure_and_so_is_a_heap_that_shrank()
    {
        using var care = new HeapCare();
        Assert.False(care.IsDue(Idle));

        care.Collected(2 * Idle);

        Assert.False(care.IsDue(2 * Idle));
        Assert.False(care.IsDue(Idle));
        Assert.True(care.IsDue(2 * Idle));
    }
}
