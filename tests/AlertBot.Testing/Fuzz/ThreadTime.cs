using System.Globalization;

namespace AlertBot.Testing.Fuzz;

/// <summary>How long the present thread has been on a processor, where the system tells (Linux); else nothing.</summary>
internal static class ThreadTime
{
    private const string Path = "/proc/thread-self/schedstat";
    private static readonly bool IsTold = File.Exists(Path);

    public static TimeSpan Now()
    {
        if (!IsTold) return TimeSpan.Zero;
        var text = File.ReadAllText(Path);
        var nanoseconds = long.Parse(text.AsSpan(0, text.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
        return TimeSpan.FromMicroseconds(nanoseconds / 1e3);
    }
}
