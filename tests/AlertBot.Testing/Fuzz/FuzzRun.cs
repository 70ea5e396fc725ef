using System.Globalization;
using AlertBot.Feeds;

namespace AlertBot.Testing.Fuzz;

/// <summary>Tries documents one after the other and keeps those that break a rule.</summary>
/// <param name="inputs">Where they come from.</param>
/// <param name="folder">Where documents are kept that were answered wrongly.</param>
/// <param name="tell">Who hears of them.</param>
public sealed class FuzzRun(FuzzInputs inputs, string folder, Action<string> tell)
{
    // What a document may take: the reader holds it as characters, and each entry takes some room of its own.
    private const long FreeBytes = 2 * 1024 * 1024;
    private const long BytesPerByte = 150;
    private const long BytesPerEntry = 3_000;

    // CPU time of this thread, which other processes do not lengthen; a hang is a hundred times that.
    private static readonly TimeSpan FreeTime = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan TimePerMegabyte = TimeSpan.FromMilliseconds(800);

    private int _faults;
    private bool _isWarm;

    /// <summary>Tries the document of this number. False when something is wrong with the answer.</summary>
    public bool Try(long number)
    {
        if (!_isWarm) WarmUp();
        var input = inputs.Make(number);
        var (bytes, time) = (GC.GetAllocatedBytesForCurrentThread(), ThreadTime.Now());
        var fault = FuzzCheck.Fault(input, out var entries) ?? FaultOfCost(
            input.Body.Length, entries, GC.GetAllocatedBytesForCurrentThread() - bytes, ThreadTime.Now() - time);
        if (fault is null) return true;
        _faults++;
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"fuzz-{number.ToString(CultureInfo.InvariantCulture)}.bin");
        File.WriteAllBytes(path, input.Body);
        if (_faults <= 20) tell($"document {number} ({input.Kind}, {input.Source}), kept as {path}: {Cut(fault)}");
        return false;
    }

    // Tables that the reader makes once for all documents belong to none of them.
    private void WarmUp()
    {
        byte[] undeclared = [.. "<rss><channel><item><title>"u8, 0xC4, 0xE3, 0xBA, 0xC3, .. "</title></item></channel></rss>"u8];
        FuzzCheck.Fault(new FuzzInput("first", undeclared, FeedSource.Unknown), out _);
        _isWarm = true;
    }

    private static string Cut(string text) => text.Length <= 600 ? text : text[..600] + "…";

    private static string? FaultOfCost(int length, int entries, long allocated, TimeSpan time)
    {
        if (allocated > FreeBytes + (BytesPerByte * length) + (BytesPerEntry * entries)) return $"it took {allocated} bytes of memory for {length}";
        var allowed = FreeTime + (TimePerMegabyte * (length / 1e6));
        return time > allowed ? $"it took {time.TotalMilliseconds:0} ms of CPU for {length} bytes" : null;
    }
}
