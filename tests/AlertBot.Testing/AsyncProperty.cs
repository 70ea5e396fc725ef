using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Testing;

/// <summary>
/// Properties of asynchronous code: FsCheck makes the values, and no thread is blocked while they are tried.
/// </summary>
public static class AsyncProperty
{
    // FsCheck's own measure of how large a generated value may become.
    private const int LargestSize = 100;

    private const int MostShrinks = 500;

    /// <summary>
    /// Tries values that grow from trivial to large. The first that fails is made as small as it can be, and told
    /// together with the seed that makes the same values again.
    /// </summary>
    /// <param name="values">What is tried.</param>
    /// <param name="property">Throws when it does not hold.</param>
    /// <param name="times">How many values, 1 or more.</param>
    /// <param name="seed">Where the values come from; null for others every time.</param>
    /// <param name="tell">Writes a value for people; null for as it writes itself.</param>
    public static async Task HoldsAsync<T>(
        Arbitrary<T> values, Func<T, Task> property, int times = LargestSize, ulong? seed = null,
        Func<T, string>? tell = null)
    {
        var from = seed ?? (ulong)RandomNumberGenerator.GetInt32(int.MaxValue);
        for (var n = 0; n < times; n++)
        {
            var size = 1 + (n * (LargestSize - 1) / Math.Max(1, times - 1));
            var value = values.Generator.Sample(1, new Rnd(from + (ulong)n), size).Single();
            if (await FaultAsync(property, value) is not { } fault) continue;
            var (smallest, told, steps) = await ShrinkAsync(values, property, value, fault);
            Assert.Fail($"Value {n + 1} of seed {from} fails, made smaller {steps} times: "
                + $"{(tell is null ? smallest?.ToString() : tell(smallest))}\n{told}");
        }
    }

    private static async Task<(T Value, Exception Fault, int Steps)> ShrinkAsync<T>(
        Arbitrary<T> values, Func<T, Task> property, T value, Exception fault)
    {
        var steps = 0;
        for (var isSmaller = true; isSmaller && steps < MostShrinks;)
        {
            isSmaller = false;
            foreach (var candidate in values.Shrinker(value))
            {
                if (await FaultAsync(property, candidate) is not { } again) continue;
                (value, fault, isSmaller) = (candidate, again, true);
                steps++;
                break;
            }
        }
        return (value, fault, steps);
    }

    private static async Task<Exception?> FaultAsync<T>(Func<T, Task> property, T value)
    {
        try
        {
            await property(value);
            return null;
        }
        catch (Exception fault)
        {
            return fault;
        }
    }
}
