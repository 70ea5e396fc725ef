using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>Why a document did not come, in the language of the answer.</summary>
internal static class FetchFaults
{
    /// <summary>The words for a code of the fetcher; its own words for a rare one.</summary>
    public static string Of(string code, string message, Texts texts) => code switch
    {
        "dns" => texts["commands.fetch.dns"],
        "timeout" => texts["commands.fetch.timeout"],
        "connect" => texts["commands.fetch.connect"],
        "tls" => texts["commands.fetch.tls"],
        "private-address" => texts["commands.fetch.private"],
        "html" or "challenge" => texts["commands.fetch.page"],
        _ when code.StartsWith("http-", StringComparison.Ordinal) =>
            texts.Of("commands.fetch.http", ("status", code["http-".Length..])),
        _ => message,
    };
}
