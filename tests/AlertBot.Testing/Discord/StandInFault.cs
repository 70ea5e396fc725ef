namespace AlertBot.Testing.Discord;

/// <summary>A request as the stand-in was asked.</summary>
/// <param name="Method">GET, POST, …</param>
/// <param name="Route">The path without ids: <c>channels//messages</c>.</param>
/// <param name="Path">The path under the API's address, with its query.</param>
/// <param name="Body">The JSON that it carried; null for none.</param>
/// <param name="Files">Names of the files that it carried.</param>
/// <param name="AtUtc">When it came.</param>
public sealed record StandInRequest(
    string Method, string Route, string Path, System.Text.Json.Nodes.JsonNode? Body, IReadOnlyList<string> Files,
    DateTimeOffset AtUtc);

/// <summary>What goes wrong with a request.</summary>
public abstract record StandInFault
{
    /// <summary>The connection is cut before anything was done.</summary>
    public static StandInFault CutBefore { get; } = new Cut(false);

    /// <summary>The connection is cut once all was done: only the answer is lost.</summary>
    public static StandInFault CutAfter { get; } = new Cut(true);

    /// <summary>The connection is cut.</summary>
    public sealed record Cut(bool IsDone) : StandInFault;

    /// <summary>An answer of its own; nothing is done unless <paramref name="IsDone"/>.</summary>
    public sealed record Answer(int Status, string Body = "", bool IsDone = false) : StandInFault
    {
        /// <summary>Headers of the answer.</summary>
        public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];
    }

    /// <summary>Nothing is done until a task has ended.</summary>
    public sealed record Hold(Task Until) : StandInFault;

    /// <summary>All is done, and answered once a task has ended.</summary>
    public sealed record HoldAnswer(Task Until) : StandInFault;
}
