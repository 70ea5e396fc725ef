using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AlertBot.Storage;

/// <summary>Says for people what SQLite and the file system report.</summary>
internal static class SqliteProblems
{
    // Result codes of SQLite, https://sqlite.org/rescode.html
    private const int Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14,
        NotADatabase = 26;

    // ENOSPC and EDQUOT on Linux, ERROR_DISK_FULL on Windows: the low 16 bits of HResult.
    private static readonly int[] NoSpace = [28, 122, 0x70];

    /// <summary>The problem that the exception stands for; null when it is a fault of the program.</summary>
    public static StoreProblem? Of(Exception exception, string path) => exception switch
    {
        SqliteException sqlite => Of(sqlite, path),
        DbUpdateException { InnerException: DbException inner } => Of(inner, path),
        UnauthorizedAccessException => NoAccess(path),
        IOException io when NoSpace.Contains(io.HResult & 0xFFFF) => NoRoom(path),
        IOException => new(StoreProblemCode.NoAccess, $"{path}: {exception.Message}",
            "Choose another Storage:DataDirectory."),
        _ => null,
    };

    public static StoreProblem NoAccess(string path) => new(
        StoreProblemCode.NoAccess, $"{path} cannot be opened or made by this user.",
        "Give the user the right to write there, or set Storage:DataDirectory to a folder that it may write.");

    public static StoreProblem CannotWrite(string path) => new(
        StoreProblemCode.ReadOnly, $"The database {path} is read-only.",
        "Make the file and its folder writable for this user, or set Storage:DataDirectory to another folder.");

    public static StoreProblem Damaged(string path, string finding) => new(
        StoreProblemCode.Damaged, $"The database {path} is damaged: {finding}.",
        "Stop AlertBot and put back a copy, or move the file away to start afresh.");

    private static StoreProblem NoRoom(string path) => new(
        StoreProblemCode.Full, $"There is no room left for the database {path}.",
        "Make room on the disk, or raise Storage:MaxMebibytes if it is set.");

    private static StoreProblem? Of(SqliteException exception, string path) => exception.SqliteErrorCode switch
    {
        Busy or Locked => new(
            StoreProblemCode.Busy, $"The database {path} is held by another program.",
                "Try again when that has finished."),
        ReadOnly => CannotWrite(path),
        IoError => new(
            StoreProblemCode.Other,
            $"The disk failed to read or write the database {path} ({exception.SqliteExtendedErrorCode}).",
            "Check the disk and the room on it."),
        Corrupt => Damaged(path, "SQLite cannot read it"),
        Full => NoRoom(path),
        CannotOpen => NoAccess(path),
        NotADatabase => new(
            StoreProblemCode.NotADatabase, $"{path} is no database.",
                "Move the file away, or set Storage:DataDirectory to another folder."),
        _ => null,
    };
}
