using AlertBot.Chat;
using AlertBot.Terminal;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Terminal;

public sealed class TerminalPromptTests
{
    [Fact]
    public async Task Lines_are_answered_until_the_input_ends()
    {
        var handler = new Echo();
        var shown = await RunAsync(handler, "help\r/incident 3\r\r");

        Assert.Equal(["/help", "/incident 3"], handler.Lines);
        Assert.Contains("answer to /incident 3", shown, StringComparison.Ordinal);
        Assert.EndsWith("\n", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/quit\r/help\r")]
    [InlineData("exit\r/help\r")]
    [InlineData("\u0004/help\r")]
    public async Task Quit_and_Ctrl_D_end_it(string keys)
    {
        var handler = new Echo();
        await RunAsync(handler, keys);

        Assert.Empty(handler.Lines);
    }

    [Fact]
    public async Task Tab_goes_on_as_far_as_there_is_one_way_and_then_shows_the_ways()
    {
        var handler = new Echo { Ways = ["/incidents", "/incident"] };
        var shown = await RunAsync(handler, "/inc\t\t\r");

        Assert.Equal(["/incident"], handler.Lines);
        Assert.Contains("/incidents, /incident", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_longer_than_the_screen_shows_its_end()
    {
        var shown = await RunAsync(new Echo(), new string('a', 300) + "END");

        Assert.Contains("END", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_an_answer_are_saved_or_it_is_said_why_not()
    {
        using var folder = new TemporaryFolder();
        var handler = new Echo { Files = [new ReplyFile("incident.csv", "text/csv", "number,title\r\n1,صواريخ\r\n")] };

        Assert.Contains("Saved ", await RunAsync(handler, "/export 1\r", folder.Path), StringComparison.Ordinal);
        Assert.Equal(handler.Files[0].Text, await File.ReadAllTextAsync(
            Path.Combine(folder.Path, "incident.csv"), CancellationToken.None));
        Assert.Contains("Not saved: ", await RunAsync(
            handler, "/export 1\r", Path.Combine(folder.Path, "missing")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_speaks_the_language_that_is_set_and_asks_for_answers_in_it()
    {
        using var folder = new TemporaryFolder();
        var handler = new Echo { Files = [new ReplyFile("incident.csv", "text/csv", "1\r\n")] };

        Assert.Contains("حُفظ الملف", await RunAsync(handler, "/export 1\r", folder.Path, "ar"), StringComparison.Ordinal);
        Assert.Equal("ar", handler.Language);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("ar", true)]
    [InlineData("ar-IQ", true)]
    [InlineData("en", true)]
    [InlineData("tlh", false)]
    public void A_language_that_it_does_not_speak_is_refused_by_a_line_that_names_those_it_does(string? language, bool isTaken)
    {
        var found = new TerminalOptionsValidator().Validate(null, new TerminalOptions { Language = language });

        Assert.Equal(isTaken, found.Succeeded);
        if (!isTaken) Assert.Equal(
            ["Terminal:Language must be one of en, ar, but is 'tlh'."], found.Failures);
    }

    private static async Task<string> RunAsync(
        Echo handler, string typed, string folder = ".", string? language = null)
    {
        var output = new StringWriter();
        var keys = new Queue<char>(typed);
        await new TerminalPrompt(new TerminalScreen(output, isTerminal: true), Next, handler, folder, language)
            .RunAsync(CancellationToken.None);
        return output.ToString().ReplaceLineEndings("\n");

        ConsoleKeyInfo? Next() => keys.TryDequeue(out var c)
            ? c switch
            {
                '\r' => new ConsoleKeyInfo(c, ConsoleKey.Enter, false, false, false),
                '\t' => new ConsoleKeyInfo(c, ConsoleKey.Tab, false, false, false),
                '\u0004' => new ConsoleKeyInfo(c, ConsoleKey.D, false, false, control: true),
                _ => new ConsoleKeyInfo(c, ConsoleKey.None, false, false, false),
            }
            : null;
    }

    private sealed class Echo : ICommandHandler
    {
        public List<string> Lines { get; } = [];

        public string? Language { get; private set; }

        public IReadOnlyList<ReplyFile> Files { get; init; } = [];

        public IReadOnlyList<string> Ways { get; init; } = [];

        public Task<CommandReply> HandleAsync(IncomingCommand command, CancellationToken cancellationToken)
        {
            Lines.Add(command.Line);
            Language = command.Language;
            var answer = Message.Line($"answer to {command.Line}");
            return Task.FromResult(new CommandReply(answer, false) { Files = Files });
        }

        public Task<IReadOnlyList<string>> CompleteAsync(
            IncomingCommand command, CancellationToken cancellationToken) =>
            Task.FromResult(Ways);
    }
}
