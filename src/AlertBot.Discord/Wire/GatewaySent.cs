namespace AlertBot.Discord.Wire;

/// <summary>Opens a session.</summary>
internal sealed record IdentifyPayload(IdentifyBody D)
{
    public int Op { get; } = 2;
}

/// <summary>Who we are and what we want to hear.</summary>
internal sealed record IdentifyBody(
    string Token, int Intents, IdentifyProperties Properties, IReadOnlyList<int> Shard);

/// <summary>What runs us.</summary>
internal sealed record IdentifyProperties(string Os, string Browser, string Device);

/// <summary>Takes a session up again.</summary>
internal sealed record ResumePayload(ResumeBody D)
{
    public int Op { get; } = 6;
}

/// <summary>Which session, and what was heard of it last.</summary>
internal sealed record ResumeBody(string Token, string SessionId, long Seq);

/// <summary>Says that we are alive, and what we heard last; null, and written so, before the first event.</summary>
internal sealed record HeartbeatPayload(
    [property: System.Text.Json.Serialization.JsonIgnore(
        Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)] long? D)
{
    public int Op { get; } = 1;
}
