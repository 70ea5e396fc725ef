using System.Threading.Channels;
using AlertBot.Chat;

namespace AlertBot.Terminal;

/// <summary>Reads commands that a person types and shows the answers.</summary>
/// <param name="screen">Where answers are drawn.</param>
/// <param name="input">Where lines come from.</param>
/// <param name="handler">The catalogue's door.</param>
public sealed class TerminalPrompt(TerminalScreen screen, TextReader input, ICommandHandler handler)
{
    // Who sits at the terminal runs the process.
    private static readonly UserRef Operator = new("operator", "operator", MayManageChannel: true, MayModerate: true);

    /// <summary>Answers line after line until the input ends, somebody types /quit, or it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var lines = ReadLines();
        while (!cancellationToken.IsCancellationRequested)
        {
            screen.Progress("> ");
            string? line;
            try
            {
                line = await lines.ReadAsync(cancellationToken);
            }
            catch (ChannelClosedException)
            {
                line = null;
            }
            screen.ForgetProgress();
            if (line is null || IsQuit(line)) return;
            if (line.Trim().Length == 0) continue;
            var typed = line.TrimStart().StartsWith('/') ? line.Trim() : "/" + line.Trim();
            var reply = await handler.HandleAsync(
                new IncomingCommand(TerminalPlatform.Channel, Operator, typed, null), cancellationToken);
            screen.Show(reply.Message);
        }
    }

    private static bool IsQuit(string line) => line.Trim().TrimStart('/').ToUpperInvariant() is "QUIT" or "EXIT" or "Q";

    // Reading a console cannot be cancelled: a thread of its own waits there and dies with the process.
    private ChannelReader<string> ReadLines()
    {
        var lines = Channel.CreateUnbounded<string>();
        var thread = new Thread(() =>
        {
            while (input.ReadLine() is { } line) lines.Writer.TryWrite(line);
            lines.Writer.Complete();
        })
        { IsBackground = true, Name = "prompt" };
        thread.Start();
        return lines.Reader;
    }
}
