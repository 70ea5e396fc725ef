namespace AlertBot.Feeds;

/// <summary>Tells an outage of our own connection from servers that fail. Safe to use from several threads.</summary>
/// <remarks>One host that cannot be reached has a fault. When several cannot, one after the other, and none that answers
/// anything lies between, the fault is ours. Any answer is one, also a refusal.</remarks>
internal sealed class OwnConnection
{
    /// <summary>The code of a failure that is our own connection's.</summary>
    public const string Code = "offline";

    // Fewer hosts may well fail together, behind one provider.
    private const int LeastHosts = 3;

    private readonly Lock turn = new();
    private readonly HashSet<string> unreached = new(StringComparer.Ordinal);

    /// <summary>Notes what asking a host came to; true when our own connection is to blame.</summary>
    public bool Note(string host, FetchResult result)
    {
        lock (turn)
        {
            if (!IsOfTheWay(result))
            {
                unreached.Clear();
                return false;
            }

            unreached.Add(host);
            return unreached.Count >= LeastHosts;
        }
    }

    // An end in the middle of an answer, or an answer that is none, shows that somebody is there.
    private static bool IsOfTheWay(FetchResult result) =>
        result is FetchResult.Failed { Status: null, Code: "dns" or "connect" or "timeout" or "tls" };
}
