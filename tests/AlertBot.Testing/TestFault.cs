namespace AlertBot.Testing;

/// <summary>What goes wrong with one call.</summary>
public enum TestFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>There is no connection: surely not taken.</summary>
    Down,

    /// <summary>The request is lost on its way, and nobody knows.</summary>
    LoseRequest,

    /// <summary>The request arrives, the answer is lost.</summary>
    LoseAnswer,

    /// <summary>The message is refused.</summary>
    RefuseMessage,

    /// <summary>The channel is refused.</summary>
    RefuseChannel,

    /// <summary>The platform says to wait though its documented limits were kept.</summary>
    Busy,

    /// <summary>The process dies before the request leaves.</summary>
    CrashBefore,

    /// <summary>The request arrives and the process dies.</summary>
    Crash,

    /// <summary>The request waits until it is cancelled, and never left.</summary>
    Hang,

    /// <summary>The request arrives, and the answer is waited for until that is cancelled.</summary>
    HangAfter,
}

/// <summary>Stands for the death of the process: a test lets it through and starts anew.</summary>
public sealed class TestCrashException() : Exception("the process died");
