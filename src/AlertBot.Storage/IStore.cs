namespace AlertBot.Storage;

/// <summary>How a verb uses the store.</summary>
public enum StoreAccess
{
    /// <summary>Alone on the data folder: makes the database, brings it up to date and holds the lock.</summary>
    Own,

    /// <summary>Beside a running program: reads, and writes now and then. Makes and changes no tables.</summary>
    Beside,

    /// <summary>Beside a running program: reads only.</summary>
    ReadOnly,
}

/// <summary>The store as a whole. Opened once, before any port is used; disposing it gives the lock back.</summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>Makes the store ready; null when it is, else what keeps it. To be tried again after a remedy.</summary>
    Task<StoreProblem?> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Looks through the whole database; null when it is sound. Takes seconds for a large one.</summary>
    /// <param name="thorough">Also compares every index with its table.</param>
    /// <param name="cancellationToken">Ends the wait between two steps.</param>
    Task<StoreProblem?> CheckAsync(bool thorough, CancellationToken cancellationToken);
}
