using AlertBot.Chat;
using AlertBot.Terminal;
using AlertBot.Testing;
using AlertBot.Tests.Chat;
using Xunit;

namespace AlertBot.Tests.Terminal;

public sealed class TerminalWithTranscriptTests() : ChatPlatformContract(() => TerminalOnTrial.New("transcript.jsonl"));

public sealed class TerminalWithoutTranscriptTests() : ChatPlatformContract(() => TerminalOnTrial.New(null));

public sealed class TranscriptTests : IDisposable
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("alertbot-terminal-");

    private string TranscriptPath => Path.Combine(_folder.FullName, "transcript.jsonl");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_last_line_that_a_crash_cut_off_is_dropped_and_its_message_sent_again()
    {
        using (var platform = Open())
        {
            await platform.SendAsync(Send("key-1", "First"), Never);
            await platform.SendAsync(Send("key-2", "Second"), Never);
        }
        var whole = await File.ReadAllBytesAsync(TranscriptPath, Never);
        await File.WriteAllBytesAsync(TranscriptPath, whole[..^20], Never);

        using var again = Open();

        Assert.IsType<FindResult.Found>(await again.FindAsync("key-1", TerminalPlatform.Channel, Never));
        Assert.IsType<FindResult.Absent>(await again.FindAsync("key-2", TerminalPlatform.Channel, Never));
        await again.SendAsync(Send("key-2", "Second"), Never);
        Assert.Equal(["key-1", "key-2"], Lines().Select(l => l.Key));
    }

    [Fact]
    public async Task A_full_disk_takes_nothing_and_leaves_no_torn_line_between_two_whole_ones()
    {
        using (var file = new FullDisk(TranscriptPath))
        using (var platform = new TerminalPlatform(Screen(), new FakeTime(), show: true, new Transcript(file)))
        {
            await platform.SendAsync(Send("key-1", "First"), Never);
            file.BytesLeft = 30;
            Assert.IsType<DeliveryResult.NotSent>(await platform.SendAsync(Send("key-2", "Second"), Never));
            Assert.IsType<FindResult.Absent>(await platform.FindAsync("key-2", TerminalPlatform.Channel, Never));
            file.BytesLeft = int.MaxValue;
            Assert.IsType<DeliveryResult.Sent>(await platform.SendAsync(Send("key-3", "Third"), Never));
        }

        Assert.Equal(["key-1", "key-3"], Lines().Select(l => l.Key));
    }

    [Fact]
    public async Task A_disk_that_is_full_and_cannot_even_be_cut_back_is_mended_with_the_next_line()
    {
        using (var file = new FullDisk(TranscriptPath))
        using (var platform = new TerminalPlatform(Screen(), new FakeTime(), show: true, new Transcript(file)))
        {
            (file.BytesLeft, file.CanShrink) = (30, false);
            Assert.IsType<DeliveryResult.NotSent>(await platform.SendAsync(Send("key-1", "First"), Never));
            (file.BytesLeft, file.CanShrink) = (int.MaxValue, true);
            Assert.IsType<DeliveryResult.Sent>(await platform.SendAsync(Send("key-2", "Second"), Never));
        }

        Assert.Equal(["key-2"], Lines().Select(l => l.Key));
    }

    [Fact]
    public async Task A_line_that_somebody_broke_by_hand_makes_nothing_else_forgotten()
    {
        using (var platform = Open()) await platform.SendAsync(Send("key-1", "First"), Never);
        await File.AppendAllTextAsync(TranscriptPath, "this is no JSON\n", Never);

        using var again = Open();
        await again.SendAsync(Send("key-2", "Second"), Never);

        Assert.IsType<FindResult.Found>(await again.FindAsync("key-1", TerminalPlatform.Channel, Never));
        Assert.Equal(3, File.ReadLines(TranscriptPath).Count());
    }

    [Fact]
    public async Task Arabic_stands_in_the_transcript_as_it_is_read()
    {
        using (var platform = Open()) await platform.SendAsync(Send("key-1", "هجوم على قاعدة التاجي"), Never);

        Assert.Contains("هجوم على قاعدة التاجي", await File.ReadAllTextAsync(TranscriptPath, Never),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transcript_remembers_what_was_sent_edited_and_answered()
    {
        using (var platform = Open())
        {
            var sent = (DeliveryResult.Sent)await platform.SendAsync(Send("key-1", "First"), Never);
            await platform.EditAsync(Send("key-2", "Changed") with { Target = sent.Message }, Never);
            await platform.SendAsync(Send("key-3", "Answer") with { ReplyTo = sent.Message }, Never);
            await platform.DeleteAsync(Send("key-4", "") with { Message = null, Target = sent.Message }, Never);
        }

        Assert.Equal(
            [("send", "key-1", null), ("edit", "key-1", null), ("send", "key-3", "key-1"),
                ("delete", "key-1", (string?)null)],
            Lines().Select(l => (l.Op, l.Id, l.ReplyTo)));
    }

    [Fact]
    public void A_second_process_cannot_write_the_same_transcript()
    {
        using var first = Open();

        Assert.Throws<IOException>(Open);
    }

    [Fact]
    public async Task An_output_that_broke_is_no_matter_when_the_transcript_holds_the_message()
    {
        using var platform = new TerminalPlatform(
            new TerminalScreen(new BrokenPipe(), false), new FakeTime(), true, Transcript.Open(TranscriptPath));
        using var bare = new TerminalPlatform(new TerminalScreen(new BrokenPipe(), false), new FakeTime(), true, null);

        Assert.IsType<DeliveryResult.Sent>(await platform.SendAsync(Send("key-1", "First"), Never));
        Assert.IsType<DeliveryResult.Unknown>(await bare.SendAsync(Send("key-1", "First"), Never));
    }

    private static ChatDelivery Send(string key, string text) =>
        new(key, TerminalPlatform.Channel, Message.Line(text), null, null, false, null);

    private static TerminalScreen Screen() => new(TextWriter.Null, isTerminal: false);

    private TerminalPlatform Open() => new(
        Screen(), new FakeTime(), new TerminalOptions { Transcript = "transcript.jsonl" }, _folder.FullName);

    private IReadOnlyList<TranscriptLine> Lines() =>
        [.. File.ReadLines(TranscriptPath).Select(line => TranscriptText.Read(line)!)];

    private sealed class FullDisk(string path)
        : FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 0)
    {
        public int BytesLeft { get; set; } = int.MaxValue;

        public bool CanShrink { get; set; } = true;

        // What is written as a span comes by here too, as this is no plain FileStream.
        public override void Write(byte[] buffer, int offset, int count)
        {
            base.Write(buffer, offset, Math.Min(count, BytesLeft));
            if (count > BytesLeft) throw new IOException("No space left on device");
        }

        public override void SetLength(long value)
        {
            if (!CanShrink) throw new IOException("No space left on device");
            base.SetLength(value);
        }
    }

    private sealed class BrokenPipe : StringWriter
    {
        public override void WriteLine(string? value) => throw new IOException("Broken pipe");
    }
}

internal static class TerminalOnTrial
{
    public static PlatformOnTrial New(string? transcript)
    {
        var folder = Directory.CreateTempSubdirectory("alertbot-terminal-");
        var output = new StringWriter();
        var options = new TerminalOptions { Transcript = transcript };
        TerminalPlatform Open() => new(
            new TerminalScreen(TextWriter.Synchronized(output), false), new FakeTime(), options, folder.FullName);
        return new PlatformOnTrial(Open(), TerminalPlatform.Channel, Open, text => Count(output.ToString(), text));
    }

    private static int Count(string output, string text)
    {
        var count = 0;
        for (var at = output.IndexOf(text, StringComparison.Ordinal); at >= 0;
             at = output.IndexOf(text, at + text.Length, StringComparison.Ordinal))
            count++;
        return count;
    }
}
