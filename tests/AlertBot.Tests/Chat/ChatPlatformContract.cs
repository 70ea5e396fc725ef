using AlertBot.Chat;
using Xunit;

namespace AlertBot.Tests.Chat;

/// <summary>What every chat platform promises. A new platform gets a subclass with a factory and no new test.</summary>
public abstract class ChatPlatformContract(Func<PlatformOnTrial> newPlatform)
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task A_message_that_is_sent_is_shown_once()
    {
        using var trial = newPlatform();
        var sent = await trial.PostAsync("key-1", "Rockets hit Taji");

        Assert.Equal(trial.Channel, sent.Channel);
        Assert.Equal(1, trial.CountOf("Rockets hit Taji"));
    }

    [Fact]
    public async Task The_same_key_twice_is_one_message_where_the_platform_remembers_keys()
    {
        using var trial = newPlatform();
        var first = await trial.PostAsync("key-1", "Rockets hit Taji");
        if (await trial.Platform.FindAsync("key-1", trial.Channel, Never) is not FindResult.Found) return;

        Assert.Equal(first, await trial.PostAsync("key-1", "Rockets hit Taji"));
        Assert.Equal(1, trial.CountOf("Rockets hit Taji"));
    }

    [Fact]
    public async Task A_message_sent_is_found_by_its_key_unless_the_platform_cannot_tell()
    {
        using var trial = newPlatform();
        var sent = await trial.PostAsync("key-1", "Rockets hit Taji");
        var found = await trial.Platform.FindAsync("key-1", trial.Channel, Never);
        var missing = await trial.Platform.FindAsync("key-2", trial.Channel, Never);

        if (found is FindResult.Found there) Assert.Equal(sent, there.Message);
        else Assert.IsType<FindResult.CannotTell>(found);
        Assert.IsType(trial.Platform.Capabilities.CanFind ? typeof(FindResult.Absent) : typeof(FindResult.CannotTell),
            missing);
    }

    [Fact]
    public async Task A_restart_forgets_no_key_where_the_platform_can_be_asked()
    {
        using var trial = newPlatform();
        var sent = await trial.PostAsync("key-1", "Rockets hit Taji");
        trial.Dispose();
        var again = trial with { Platform = trial.Restart() };
        using var _ = again;
        if (!again.Platform.Capabilities.CanFind) return;

        Assert.Equal(new FindResult.Found(sent), await again.Platform.FindAsync("key-1", trial.Channel, Never));
        Assert.Equal(sent, await again.PostAsync("key-1", "Rockets hit Taji"));
        Assert.Equal(1, trial.CountOf("Rockets hit Taji"));
    }

    [Fact]
    public async Task An_edit_changes_the_message_and_doing_it_twice_is_a_success()
    {
        using var trial = newPlatform();
        var sent = await trial.PostAsync("key-1", "Two killed at Taji");
        var edit = trial.Delivery("key-2", "Three killed at Taji") with { Target = sent };

        Assert.Equal(new DeliveryResult.Sent(sent), await trial.EditAsync(edit));
        Assert.Equal(new DeliveryResult.Sent(sent), await trial.EditAsync(edit with { Key = "key-3" }));
        Assert.Equal(1, trial.CountOf("Three killed at Taji"));
    }

    [Fact]
    public async Task An_edit_or_delete_of_no_message_is_refused_for_the_message_alone()
    {
        using var trial = newPlatform();
        var edit = await trial.EditAsync(trial.Delivery("key-1", "Nothing to change"));
        var delete = await trial.DeleteAsync(trial.Delivery("key-2", "") with { Message = null });

        Assert.Equal(RefusedWhat.Message, Assert.IsType<DeliveryResult.Refused>(edit).What);
        Assert.Equal(RefusedWhat.Message, Assert.IsType<DeliveryResult.Refused>(delete).What);
    }

    [Fact]
    public async Task A_message_can_be_deleted_and_deleted_again()
    {
        using var trial = newPlatform();
        var sent = await trial.PostAsync("key-1", "A false alarm");
        var delete = trial.Delivery("key-2", "") with { Message = null, Target = sent };

        Assert.Equal(new DeliveryResult.Sent(sent), await trial.DeleteAsync(delete));
        Assert.Equal(new DeliveryResult.Sent(sent), await trial.DeleteAsync(delete with { Key = "key-3" }));
    }

    [Fact]
    public async Task A_reply_is_a_message_of_its_own()
    {
        using var trial = newPlatform();
        var sent = await trial.PostAsync("key-1", "Rockets hit Taji");
        var reply = await trial.SendAsync(trial.Delivery("key-2", "Deaths: 3") with { ReplyTo = sent });

        var posted = Assert.IsType<DeliveryResult.Sent>(reply).Message;
        Assert.NotEqual(sent, posted);
        Assert.Equal(1, trial.CountOf("Deaths: 3"));
        if (trial.AnswerTo is { } answerTo) Assert.Equal(sent, answerTo(posted));
    }

    [Fact]
    public async Task A_channel_that_the_platform_does_not_have_is_refused_as_a_channel()
    {
        using var trial = newPlatform();
        var nowhere = trial.Channel with { Channel = "nowhere" };
        var sent = await trial.SendAsync(trial.Delivery("key-1", "To nobody") with { Channel = nowhere });

        Assert.Equal(RefusedWhat.Channel, Assert.IsType<DeliveryResult.Refused>(sent).What);
        Assert.Equal(0, trial.CountOf("To nobody"));
    }

    [Fact]
    public async Task A_thread_that_is_not_there_is_refused_as_a_channel()
    {
        using var trial = newPlatform();
        if (!trial.Platform.Capabilities.HasThreads) return;
        var thread = trial.Channel with { Thread = "424242" };
        var sent = await trial.SendAsync(trial.Delivery("key-1", "To nobody") with { Channel = thread });

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
            () => trial.Platform.SendAsync(trial.Delivery("key-1", "Too late"), stopped.Token));
        Assert.Equal(0, trial.CountOf("Too late"));
    }

    [Fact]
    public async Task A_message_far_too_long_is_cut_and_not_refused()
    {
        using var trial = newPlatform();
        var title = "Rockets hit Taji " + string.Concat(Enumerable.Repeat("and the camp 😀 beside it ", 30));
        var message = new Message(Tone.High,
        [
            new Block.Headline(0, "HIGH", title, "#3"),
            .. Enumerable.Range(1, 200)
                .Select(n => new Block.Sentence(2, $"Sentence number {n} tells a little more 🚀.", [n], null)),
        ]);
        var sent = await trial.SendAsync(trial.Delivery("key-1", "") with { Message = message });

        var posted = Assert.IsType<DeliveryResult.Sent>(sent).Message;
        Assert.Equal(1, trial.CountOf("Rockets hit Taji"));
        if (trial.LengthOf is { } lengthOf)
            Assert.InRange(lengthOf(posted), 1, trial.Platform.Capabilities.MaxMessageLength);
    }

    [Fact]
    public async Task Text_that_looks_like_mark_up_is_shown_as_it_is_and_never_refused()
    {
        using var trial = newPlatform();
        const string Hostile = "[x](y) *a _b_ `c ~d <b>e</b> &amp; ||f|| > g # h @i";
        var message = new Message(Tone.High,
        [
            new Block.Headline(0, "HIGH", new Span(Hostile, new Uri("https://x.example/a_(b)*c~d"), IsStrong: true), "#3"),
            new Block.Paragraph(0, [new Span("struck *out", IsStruck: true), "_and_ ``` plain"]),
        ]);

        Assert.IsType<DeliveryResult.Sent>(
            await trial.SendAsync(trial.Delivery("key-1", "") with { Message = message }));
        Assert.Equal(1, trial.CountOf("*a _b_ `c ~d"));
    }

    [Fact]
    public async Task Nobody_is_notified_but_whom_the_delivery_names()
    {
        using var trial = newPlatform();
        if (trial.Notified is not { } notified) return;
        var hostile = trial.Delivery("key-1", "@everyone @here <@1234> <@&77> rockets hit Taji");

        var sent = Assert.IsType<DeliveryResult.Sent>(await trial.SendAsync(hostile));
        Assert.Empty(notified());
        await trial.SendAsync(trial.Delivery("key-2", "Rockets") with { Mention = "4321" });
        Assert.Equal(["4321"], notified());
        await trial.EditAsync(hostile with { Key = "key-3", Target = sent.Message });
        Assert.Equal(["4321"], notified());
    }

    [Fact]
    public async Task Where_the_bot_was_thrown_out_the_channel_is_refused_until_it_is_let_in_again()
    {
        using var trial = newPlatform();
        if (trial.Close is not { } close || trial.Reopen is not { } reopen) return;
        var sent = await trial.PostAsync("key-1", "Rockets hit Taji");

        close(trial.Channel);
        Assert.Equal(RefusedWhat.Channel, Assert.IsType<DeliveryResult.Refused>(
            await trial.SendAsync(trial.Delivery("key-2", "More"))).What);
        Assert.Equal(RefusedWhat.Channel, Assert.IsType<DeliveryResult.Refused>(
            await trial.EditAsync(trial.Delivery("key-3", "More") with { Target = sent })).What);
        Assert.IsNotType<ChannelAccess.Open>(await trial.Platform.CheckAsync(trial.Channel, Never));
        reopen(trial.Channel);
        Assert.IsNotType<ChannelAccess.Closed>(await trial.Platform.CheckAsync(trial.Channel, Never));
        await trial.PostAsync("key-4", "Welcome back");
    }

    [Fact]
    public async Task A_channel_that_moved_says_where_it_is()
    {
        using var trial = newPlatform();
        if (trial.Move is not { } move) return;
        var to = move(trial.Channel);

        Assert.Equal(new DeliveryResult.Moved(to), await trial.SendAsync(trial.Delivery("key-1", "Where are you")));
        var sent = await trial.SendAsync(trial.Delivery("key-1", "Where are you") with { Channel = to });
        Assert.Equal(to, Assert.IsType<DeliveryResult.Sent>(sent).Message.Channel);
        Assert.Equal(1, trial.CountOf("Where are you"));
    }

    [Fact]
    public async Task A_message_that_people_removed_cannot_be_edited_but_what_answers_it_is_posted()
    {
        using var trial = newPlatform();
        if (trial.Remove is not { } remove) return;
        var sent = await trial.PostAsync("key-1", "Two killed at Taji");
        remove(sent);

        Assert.Equal(RefusedWhat.Message, Assert.IsType<DeliveryResult.Refused>(
            await trial.EditAsync(trial.Delivery("key-2", "Three killed") with { Target = sent })).What);
        Assert.IsType<DeliveryResult.Sent>(
            await trial.SendAsync(trial.Delivery("key-3", "Deaths: 3") with { ReplyTo = sent }));
        Assert.Equal(1, trial.CountOf("Deaths: 3"));
    }

    [Fact]
    public async Task An_answer_that_is_lost_is_unknown_and_looking_tells_where_the_platform_can()
    {
        using var trial = newPlatform();
        if (trial.LoseAnswer is not { } loseAnswer || trial.LoseRequest is not { } loseRequest) return;
        loseRequest();
        Assert.IsType<DeliveryResult.Unknown>(await trial.SendAsync(trial.Delivery("key-1", "Never arrived")));
        loseAnswer();
        Assert.IsType<DeliveryResult.Unknown>(await trial.SendAsync(trial.Delivery("key-2", "Did arrive")));

        Assert.Equal((0, 1), (trial.CountOf("Never arrived"), trial.CountOf("Did arrive")));
        var (lost, there) = (await trial.Platform.FindAsync("key-1", trial.Channel, Never),
            await trial.Platform.FindAsync("key-2", trial.Channel, Never));
        if (trial.Platform.Capabilities.CanFind)
        {
            Assert.IsType<FindResult.Absent>(lost);
            Assert.IsType<FindResult.Found>(there);
        }
        else
        {
            Assert.IsType<FindResult.CannotTell>(lost);
            Assert.IsType<FindResult.CannotTell>(there);
        }
    }

    [Fact]
    public async Task Messages_at_once_are_as_many_messages()
    {
        using var trial = newPlatform();
        var most = trial.Platform.Capabilities.Limits.Select(l => l.Count).Append(20).Min();
        var sent = await Task.WhenAll(Enumerable.Range(1, most).Select(n => Task.Run(
            () => trial.Platform.SendAsync(trial.Delivery($"key-{n}", $"Report number {n}."), Never))));

        Assert.Equal(most, sent.OfType<DeliveryResult.Sent>().Select(s => s.Message.Id).Distinct().Count());
        Assert.All(Enumerable.Range(1, most), n => Assert.Equal(1, trial.CountOf($"Report number {n}.")));
    }

    [Fact]
    public async Task Whoever_keeps_to_the_limits_that_it_names_is_never_told_to_wait()
    {
        using var trial = newPlatform();
        for (var n = 0; n < 30; n++)
            Assert.IsNotType<DeliveryResult.RateLimited>(await trial.SendAsync(trial.Delivery($"key-{n}", $"Report {n}")));
    }
}
