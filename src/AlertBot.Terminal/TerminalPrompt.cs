using System.Threading.Channels;
using AlertBot.Chat;

namespace AlertBot.Terminal;

/// <summary>Reads commands that a person types, with history and completion, and shows the answers.</summary>
/// <param name="screen">Where answers are drawn.</param>
/// <param name="readKey">Waits for the next key, which is not shown by itself; null when no more can come.</param>
/// <param name="handler">The catalogue's door.</param>
/// <param name="folder">Where files go that come with an answer.</param>
/// <param name="language">BCP 47 tag of the language in which it speaks and is answered; null when that is open.</param>
public sealed class TerminalPrompt(
    TerminalScreen screen, Func<ConsoleKeyInfo?> readKey, ICommandHandler handler, string folder, string? language)
{
    // Who sits at the terminal runs the process.
    private static readonly UserRef Operator = new("operator", "operator", MayManageChannel: true, MayModerate: true);

    private readonly LineEditor _editor = new();
    private readonly Texts _texts = TerminalTexts.Book.For(language);

    /// <summary>Answers line after line until the input ends, somebody types /quit, or it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var keys = ReadKeys();
        screen.Edit("", 0);
        while (await NextLineAsync(keys, cancellationToken) is { } line && !IsQuit(line))
        {
            if (line.Trim().Length > 0)
                await AnswerAsync(line, cancellationToken);
            screen.Edit("", 0);
        }
    }

    private async Task AnswerAsync(string line, CancellationToken cancellationToken)
    {
        var reply = await handler.HandleAsync(Command(line), cancellationToken);
        screen.Show(reply.Message);
        try
        {
            foreach (var file in reply.Files)
            {
                var path = Path.Combine(folder, file.Name);
                await File.WriteAllTextAsync(path, file.Text, cancellationToken);
                screen.WriteLine(_texts.Of("terminal.prompt.saved", ("path", path)));
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            screen.WriteLine(_texts.Of("terminal.prompt.unsaved", ("reason", fault.Message)));
        }
    }

    /// <summary>The next whole line; null when there is none.</summary>
    private async Task<string?> NextLineAsync(ChannelReader<ConsoleKeyInfo> keys, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var key in keys.ReadAllAsync(cancellationToken))
            {
                switch (_editor.Press(key))
                {
                    case LineStep.Done:
                        screen.EndEdit();
                        return _editor.Take();
                    case LineStep.Ended:
                        screen.EndEdit();
                        return null;
                    case LineStep.Complete:
                        await CompleteAsync(cancellationToken);
                        break;
                }
                screen.Edit(_editor.Text, _editor.Caret);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl+C: the line is left as it is.
        }
        screen.EndEdit();
        return null;
    }

    /// <summary>Goes on as far as there is one way to, then shows the ways.</summary>
    private async Task CompleteAsync(CancellationToken cancellationToken)
    {
        var typed = Command(_editor.Text).Line;
        var ways = await handler.CompleteAsync(Command(_editor.Text), cancellationToken);
        var common = Common(ways);
        if (common.Length > typed.Length)
            _editor.Replace(ways.Count == 1 && !common.EndsWith(':') ? common + " " : common);
        else if (ways.Count > 1)
            screen.WriteLine(string.Join(", ", ways.Select(w => w[(w.LastIndexOf(' ') + 1)..])));
    }

    private static string Common(IReadOnlyList<string> ways)
    {
        if (ways.Count == 0) return "";
        var length = ways[0].Length;
        foreach (var way in ways)
        {
            length = Math.Min(length, way.Length);
            while (!way.AsSpan(0, length).Equals(ways[0].AsSpan(0, length), StringComparison.OrdinalIgnoreCase))
                length--;
        }
        return ways[0][..length];
    }

    private IncomingCommand Command(string line)
    {
        var typed = line.TrimStart();
        return new IncomingCommand(
            TerminalPlatform.Channel, Operator, typed.StartsWith('/') ? typed : "/" + typed, language)
        {
            // Nobody else sits before the screen.
            CanAnswerAlone = true,
        };
    }

    private static bool IsQuit(string line) => line.Trim().TrimStart('/').ToUpperInvariant() is "QUIT" or "EXIT" or "Q";

    // Reading a console cannot be cancelled: a thread of its own waits there and dies with the process.
    private ChannelReader<ConsoleKeyInfo> ReadKeys()
    {
        var keys = Channel.CreateUnbounded<ConsoleKeyInfo>();
        var thread = new Thread(() =>
        {
            while (readKey() is { } key) keys.Writer.TryWrite(key);
            keys.Writer.Complete();
        })
        { IsBackground = true, Name = "prompt" };
        thread.Start();
        return keys.Reader;
    }
}
