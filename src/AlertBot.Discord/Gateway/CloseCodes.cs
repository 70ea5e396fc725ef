namespace AlertBot.Discord.Gateway;

/// <summary>What a close code of the gateway asks for.</summary>
internal enum CloseMeaning
{
    /// <summary>Take the session up again.</summary>
    Resume,

    /// <summary>Begin a new session.</summary>
    NewSession,

    /// <summary>Ask how many shards are needed, and begin anew.</summary>
    Reshard,

    /// <summary>Do not come back.</summary>
    Fatal,
}

/// <summary>The close codes of Gateway v10 (Opcodes and Status Codes, Gateway Close Event Codes). Pure.</summary>
internal static class CloseCodes
{
    /// <summary>Ours: any but 1000 and 1001 leaves the session alive.</summary>
    public const int Ours = 4900;

    /// <summary>
    /// What to do after a code; null when the connection ended without one. Codes that are not listed are taken as a
    /// cut connection: a session that is gone is told by the gateway when it is taken up.
    /// </summary>
    public static CloseMeaning MeaningOf(int? code) => code switch
    {
        4004 or 4012 or 4013 or 4014 => CloseMeaning.Fatal,
        4010 or 4011 => CloseMeaning.Reshard,
        4001 or 4003 or 4005 or 4007 or 4009 => CloseMeaning.NewSession,
        _ => CloseMeaning.Resume,
    };

    /// <summary>What a person must do after a fatal code.</summary>
    public static string AdviceOf(int code) => code switch
    {
        4004 => "Discord refuses the token. Set Discord:Token to the bot's token of the developer portal.",
        4012 => "Discord does not speak version 10 of the gateway any more. A newer AlertBot is needed.",
        4013 => "Discord does not know an intent that AlertBot asks for. A newer AlertBot is needed.",
        4014 => "Discord does not allow an intent that AlertBot asks for. AlertBot asks for none that is privileged: "
            + "see in the developer portal whether the application was restricted.",
        _ => $"Discord closed the connection for good (code {code}).",
    };
}
