using AlertBot.Chat;
using Xunit;

namespace AlertBot.Tests.Chat;

/// <summary>A platform that is tried, with what its tests must know of it.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Channel">A channel that it has.</param>
/// <param name="Restart">The same platform in a new process.</param>
/// <param name="CountOf">In how many posted messages a text has stood so far.</param>
public sealed record PlatformOnTrial(
    IChatPlatform Platform, ChannelRef Channel, Func<IChatPlatform> Restart, Func<string, int> CountOf) : IDisposable
{
    /// <summary>Closes what the platform holds open.</summary>
    public void Dispose() => (Platform as IDisposable)?.Dispose();
}

/// <summary>What every chat platform promises. A new platform gets a subclass and no new test.</summary>
public abstract class ChatPlatformContract(Func<PlatformOnTrial> newPlatform)
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task A_message_that_is_sent_is_shown_once()
    {
        using var trial = newPlatform();
        var sent = await trial.Platform.SendAsync(Send(trial, "key-1", "Rockets hit Taji"), Never);

        Assert.Equal(trial.Channel, Assert.IsType<DeliveryResult.Sent>(sent).Message.Channel);
        Assert.Equal(1, trial.CountOf("Rockets hit Taji"));
    }

    [Fact]
    public async Task The_same_key_twice_is_one_message_where_the_platform_remembers_keys()
    {
        using var trial = newPlatform();
        var first = await trial.Platform.SendAsync(Send(trial, "key-1", "Rockets hit Taji"), Never);
        if (await trial.Platform.FindAsync("key-1", trial.Channel, Never) is not FindResult.Found) return;

        var second = await trial.Platform.SendAsync(Send(trial, "key-1", "Rockets hit Taji"), Never);

        Assert.Equal(first, second);
        Assert.Equal(1, trial.CountOf("Rockets hit Taji"));
    }

    [Fact]
    public async Task A_message_sent_is_found_by_its_key_unless_the_platform_cannot_tell()
    {
        using var trial = newPlatform();
        var sent = (DeliveryResult.Sent)await trial.Platform.SendAsync(Send(trial, "key-1", "Rockets hit Taji"), Never);
        var found = await trial.Platform.FindAsync("key-1", trial.Channel, Never);
        var missing = await trial.Platform.FindAsync("key-2", trial.Channel, Never);

        if (found is FindResult.Found there) Assert.Equal(sent.Message, there.Message);
        else Assert.IsType<FindResult.CannotTell>(found);
        Assert.IsType(trial.Platform.Capabilities.CanFind ? typeof(FindResult.Absent) : typeof(FindResult.CannotTell),
            missing);
    }

    [Fact]
    public async Task A_restart_forgets_no_key_where_the_platform_can_be_asked()
    {
        using var trial = newPlatform();
        var sent = (DeliveryResult.Sent)await trial.Platform.SendAsync(Send(trial, "key-1", "Rockets hit Taji"), Never);
        trial.Dispose();
        var again = trial.Restart();
        using var _ = again as IDisposable;
        if (!again.Capabilities.CanFind) return;

        Assert.Equal(new FindResult.Found(sent.Message), await again.FindAsync("key-1", trial.Channel, Never));
        Assert.Equal(sent, await again.SendAsync(Send(trial, "key-1", "Rockets hit Taji"), Never));
        Assert.Equal(1, trial.CountOf("Rockets hit Taji"));
    }

    [Fact]
    public async Task An_edit_changes_the_message_and_doing_it_twice_is_a_success()
    {
        using var trial = newPlatform();
        var sent = (DeliveryResult.Sent)await trial.Platform.SendAsync(
            Send(trial, "key-1", "Two killed at Taji"), Never);
        var edit = Send(trial, "key-2", "Three killed at Taji") with { Target = sent.Message };

        Assert.Equal(sent, await trial.Platform.EditAsync(edit, Never));
        Assert.Equal(sent, await trial.Platform.EditAsync(edit with { Key = "key-3" }, Never));
        Assert.Equal(1, trial.CountOf("Three killed at Taji"));
    }

    [Fact]
    public async Task An_edit_or_delete_of_no_message_is_refused_for_the_message_alone()
    {
        using var trial = newPlatform();
        var edit = await trial.Platform.EditAsync(Send(trial, "key-1", "Nothing to change"), Never);
        var delete = await trial.Platform.DeleteAsync(Send(trial, "key-2", "") with { Message = null }, Never);

        Assert.Equal(RefusedWhat.Message, Assert.IsType<DeliveryResult.Refused>(edit).What);
        Assert.Equal(RefusedWhat.Message, Assert.IsType<DeliveryResult.Refused>(delete).What);
    }

    [Fact]
    public async Task A_message_can_be_deleted_and_deleted_again()
    {
        using var trial = newPlatform();
        var sent = (DeliveryResult.Sent)await trial.Platform.SendAsync(Send(trial, "key-1", "A false alarm"), Never);
        var delete = Send(trial, "key-2", "") with { Message = null, Target = sent.Message };

        Assert.Equal(sent, await trial.Platform.DeleteAsync(delete, Never));
        Assert.Equal(sent, await trial.Platform.DeleteAsync(delete with { Key = "key-3" }, Never));
    }

    [Fact]
    public async Task A_reply_is_a_message_of_its_own()
    {
        using var trial = newPlatform();
        var sent = (DeliveryResult.Sent)await trial.Platform.SendAsync(Send(trial, "key-1", "Rockets hit Taji"), Never);
        var reply = await trial.Platform.SendAsync(
            Send(trial, "key-2", "Deaths: 3") with { ReplyTo = sent.Message }, Never);

        Assert.NotEqual(sent.Message, Assert.IsType<DeliveryResult.Sent>(reply).Message);
        Assert.Equal(1, trial.CountOf("Deaths: 3"));
    }

    [Fact]
    public async Task A_channel_that_the_platform_does_not_have_is_refused_as_a_channel()
    {
        using var trial = newPlatform();
        var nowhere = trial.Channel with { Channel = "nowhere" };
        var sent = await trial.Platform.SendAsync(Send(trial, "key-1", "To nobody") with { Channel = nowhere }, Never);

        Assert.Equal(RefusedWhat.Channel, Assert.IsType<DeliveryResult.Refused>(sent).What);
        Assert.Equal(0, trial.CountOf("To nobody"));
    }

    [Fact]
    public async Task What_is_cancelled_before_it_left_is_not_sent()
    {
        using var trial = newPlatform();
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => trial.Platform.SendAsync(Send(trial, "key-1", "Too late"), stopped.Token));
        Assert.Equal(0, trial.CountOf("Too late"));
    }

    [Fact]
    public async Task A_message_far_too_long_is_cut_and_not_refused()
    {
        using var trial = newPlatform();
        var title = "Rockets hit Taji " + string.Concat(Enumerable.Repeat("and the camp beside it ", 30));
        var message = new Message(Tone.High,
        [
            new Block.Headline(0, "HIGH", title, "#3"),
            .. Enumerable.Range(1, 50)
            .Select(n => new Block.Sentence(2, $"Sentence number {n} tells a little more.", [n], null)),
        ]);
        var sent = await trial.Platform.SendAsync(Send(trial, "key-1", "") with { Message = message }, Never);

        Assert.IsType<DeliveryResult.Sent>(sent);
        Assert.Equal(1, trial.CountOf("Rockets hit Taji"));
    }

    [Fact]
    public async Task Twenty_messages_at_once_are_twenty_messages()
    {
        using var trial = newPlatform();
        var sent = await Task.WhenAll(Enumerable.Range(1, 20).Select(n => Task.Run(
            () => trial.Platform.SendAsync(Send(trial, $"key-{n}", $"Report number {n}."), Never))));

        Assert.Equal(20, sent.OfType<DeliveryResult.Sent>().Select(s => s.Message.Id).Distinct().Count());
        Assert.All(Enumerable.Range(1, 20), n => Assert.Equal(1, trial.CountOf($"Report number {n}.")));
    }

    private static ChatDelivery Send(PlatformOnTrial trial, string key, string text) =>
        new(key, trial.Channel, Message.Line(text), null, null, false, null);
}
