using System.Globalization;
using System.Text;

namespace AlertBot.Storage;

/// <summary>The right to be the one program on a data folder. The system ends it with the process, however that dies.</summary>
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
            file = new FileStream(PathIn(folder), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(PathIn(folder)))
        {
            return null;
        }

        file.SetLength(0);
        file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        file.Flush();
        return new DirectoryLock(file);
    }

    /// <summary>Number of the process that has the lock; null when it cannot be read.</summary>
    public static int? Holder(string folder)
    {
        try
        {
            // FileShare.ReadWrite asks for no lock of its own.
            using var file = new FileStream(PathIn(folder), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file, Encoding.ASCII);
            return int.TryParse(reader.ReadToEnd(), CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Dispose() => held.Dispose();

    private static string PathIn(string folder) => Path.Combine(folder, "alertbot.lock");
}
