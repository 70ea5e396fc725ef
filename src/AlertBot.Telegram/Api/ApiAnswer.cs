namespace AlertBot.Telegram.Api;

/// <summary>What came of a call to the Bot API.</summary>
internal abstract record ApiAnswer<T>
{
    /// <summary>Done.</summary>
    public sealed record Ok(T Result) : ApiAnswer<T>;

    /// <summary>The server said no.</summary>
    public sealed record Refused(ApiError Error) : ApiAnswer<T>;

    /// <summary>Surely without effect, for a reason that may heal.</summary>
    public sealed record NotSent(string Reason) : ApiAnswer<T>;

    /// <summary>The request left and no answer that can be read came back.</summary>
    public sealed record Unknown(string Reason) : ApiAnswer<T>;

    /// <summary>Why it failed, for a log; empty when it did not.</summary>
    public string Problem => this switch
    {
        Refused refused => refused.Error.Description,
        NotSent notSent => notSent.Reason,
        Unknown unknown => unknown.Reason,
        _ => "",
    };

    /// <summary>The server's refusal; null when it is no refusal.</summary>
    public ApiError? Refusal => (this as Refused)?.Error;
}
