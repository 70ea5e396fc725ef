namespace AlertBot.Alerts;

/// <summary>
/// What this process is called among workers. With SQLite there is only one, and it keeps its name over restarts.
/// </summary>
/// <param name="Value">1 to 100 characters.</param>
public sealed record WorkerName(string Value);
