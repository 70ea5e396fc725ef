using Microsoft.Extensions.Options;

namespace AlertBot.Terminal;

/// <summary>Settings under <c>Terminal</c>.</summary>
public sealed class TerminalOptions
{
    /// <summary>
    /// File that every message is written to before it is shown, one JSON object a line; null or empty for none. A
    /// relative path is meant from the data directory. With it the terminal can tell after a crash what it has shown.
    /// </summary>
    public string? Transcript { get; set; }

    /// <summary>
    /// Whether alerts are shown on standard output. Default true; the transcript is written all the same.
    /// </summary>
    public bool Show { get; set; } = true;
}

internal sealed class TerminalOptionsValidator : IValidateOptions<TerminalOptions>
{
    public ValidateOptionsResult Validate(string? name, TerminalOptions options) =>
        options.Transcript is { Length: > 0 } path && path.AsSpan().ContainsAny(Path.GetInvalidPathChars())
            ? ValidateOptionsResult.Fail("Terminal:Transcript must be a path, but holds characters that no path can.")
            : ValidateOptionsResult.Success;
}
