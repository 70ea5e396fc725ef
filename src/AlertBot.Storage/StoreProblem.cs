using System.Diagnostics.CodeAnalysis;

namespace AlertBot.Storage;

/// <summary>What keeps the store from being opened or written.</summary>
public enum StoreProblemCode
{
    /// <summary>Another AlertBot runs on this data folder.</summary>
    InUse,

    /// <summary>There is no database yet, and the verb makes none.</summary>
    Absent,

    /// <summary>The file or its folder cannot be written.</summary>
    ReadOnly,

    /// <summary>The folder cannot be made or entered.</summary>
    NoAccess,

    /// <summary>The database was last used by a newer AlertBot.</summary>
    Newer,

    /// <summary>The database is of an older AlertBot, and the verb does not change it.</summary>
    Older,

    /// <summary>The file is no database.</summary>
    NotADatabase,

    /// <summary>The database is damaged.</summary>
    Damaged,

    /// <summary>The disk, or the size that is allowed, is full.</summary>
    Full,

    /// <summary>The database is held by somebody else for too long.</summary>
    Busy,

    /// <summary>Anything else that the database reports.</summary>
    Other,
}

/// <summary>Why the store cannot be used, for people.</summary>
/// <param name="Code">What sort.</param>
/// <param name="Message">One line with the path: what is wrong.</param>
/// <param name="Remedy">One line: what to do.</param>
public sealed record StoreProblem(StoreProblemCode Code, string Message, string Remedy)
{
    /// <summary>Both in one line.</summary>
    public override string ToString() => $"{Message} {Remedy}";
}

/// <summary>The store could not do what was asked; nothing of it was written. The same call may go through
/// later.</summary>
/// <remarks>
/// It is an <see cref="IOException"/>, so that rooms that do not know the store can tell it from a fault of the
/// program: log
/// one line, wait, and try the step again. Its message is <see cref="StoreProblem.ToString"/>.
/// </remarks>
[SuppressMessage("Roslynator", "RCS1194", Justification = "It always has a problem to tell of.")]
public sealed class StoreUnavailableException : IOException
{
    /// <summary>For <paramref name="problem"/>.</summary>
    public StoreUnavailableException(StoreProblem problem, Exception innerException)
        : base(problem.ToString(), innerException) => Problem = problem;

    /// <summary>What is wrong.</summary>
    public StoreProblem Problem { get; }
}
