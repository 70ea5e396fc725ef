using System.Globalization;

namespace AlertBot.Storage;

/// <summary>The right to be the one program on a data folder. The system ends it with the process, however that
/// dies.</summary>
internal sealed class DirectoryLock : IDisposable
{
    private readonly FileStream held;

    private DirectoryLock(FileStream held) => this.held = held;

    /// <summary>Takes the lock; null when another process (or another store of this one) has it.</summary>
    /// <exception cref="UnauthorizedAccessException">The lock file cannot be made or written.</exception>
    public static DirectoryLock? TryTake(string folder)
    {
        FileStream file;
        try
        {
            // On Unix .NET takes flock(LOCK_EX) for FileShare.None, which goes when the process goes.
            file = new FileStream(LockIn(folder), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(LockIn(folder)))
        {
            return null;
        }

        File.WriteAllText(HolderIn(folder), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new DirectoryLock(file);
    }

    /// <summary>Number of the process that has the lock; null when it cannot be read.</summary>
    public static int? Holder(string folder)
    {
        try
        {
            var text = File.ReadAllText(HolderIn(folder));
            return int.TryParse(text, CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Dispose() => held.Dispose();

    private static string LockIn(string folder) => Path.Combine(folder, "alertbot.lock");

    // A file of its own: a locked one cannot be read by others.
    private static string HolderIn(string folder) => Path.Combine(folder, "alertbot.pid");
}
