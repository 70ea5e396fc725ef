using AlertBot.Feeds;

namespace AlertBot.Watchlists;

/// <summary>Something wrong in a file of settings, with its place and what to do.</summary>
/// <param name="File">The file as it was named to us.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 code units.</param>
/// <param name="What">What is wrong.</param>
/// <param name="ToDo">What to do about it; nothing when what is wrong says it all.</param>
public sealed record ConfigProblem(string File, int Line, int Column, Saying What, Saying ToDo)
{
    /// <summary>What is wrong, in English.</summary>
    public string Message => What.English;

    /// <summary>What to do, in English; empty when there is nothing to say.</summary>
    public string Remedy => ToDo.English;

    /// <summary>For example "iraq.yaml:12:5: unknown key 'alias'; did you mean aliases?".</summary>
    public override string ToString() =>
        $"{File}:{Line}:{Column}: {Message}{(Remedy.Length == 0 ? "" : "; " + Remedy)}";
}
