using AlertBot.Chat;
using AlertBot.Testing.Telegram;
using Xunit;

namespace AlertBot.Tests.Telegram;

public sealed class CommandTalkTests
{
    [Theory]
    [InlineData("/topics", "/topics")]
    [InlineData("/topics@AlertBot_Test_Bot", "/topics")]
    [InlineData("/incidents topic:iraq-militias", "/incidents topic:iraq-militias")]
    [InlineData("/watch_show", "/watch show")]
    [InlineData("/watch test rule:x", "/watch test rule:x")]
    [InlineData("incidents since:3d", "/incidents since:3d")]
    public async Task A_person_alone_with_the_bot_is_answered(string text, string line)
    {
        await using var bench = await TelegramBench.StartAsync();

        var answer = Assert.Single(await bench.SayAsync(bench.PrivateRoom, bench.Person, text));

        Assert.Equal(line, Assert.Single(bench.Handler.Asked).Line);
        Assert.Equal("Answer to " + line, answer.Text);
        Assert.Null(answer.ReplyTo);
        Assert.Equal((true, true), (bench.Handler.Asked[0].User.MayManageChannel, bench.Handler.Asked[0].User.MayModerate));
        Assert.Equal("en", bench.Handler.Asked[0].Language);
    }

    [Theory]
    [InlineData("/topics@another_bot")]
    [InlineData("/dance")]
    [InlineData("good morning")]
    [InlineData("see /topics")]
    [InlineData("@alertbot_test_botany topics")]
    [InlineData("@alertbot_test_bot")]
    public async Task What_is_not_for_the_bot_is_left_alone_in_a_group(string text)
    {
        await using var bench = await TelegramBench.StartAsync();
        var group = bench.Server.Open("supergroup", "Desk");

        Assert.Empty(await bench.SayAsync(group, bench.Person, text));
        Assert.Empty(bench.Handler.Asked);
    }

    [Theory]
    [InlineData("المواضيع", "/المواضيع")]
    [InlineData("/مواضيع", "/مواضيع")]
    [InlineData("/مشاهدة_عرض", "/مشاهدة عرض")]
    public async Task Arabic_names_of_commands_are_understood(string text, string line)
    {
        await using var bench = await TelegramBench.StartAsync();

        Assert.Single(await bench.SayAsync(bench.PrivateRoom, bench.Person, text));

        Assert.Equal(line, Assert.Single(bench.Handler.Asked).Line);
        Assert.True(bench.Handler.Asked[0].CanAnswerAlone);
    }

    [Theory]
    [InlineData("@alertbot_test_bot topics", "/topics")]
    [InlineData("@AlertBot_Test_Bot, المواضيع", "/المواضيع")]
    [InlineData("incidents topic:taji @alertbot_test_bot", "/incidents topic:taji")]
    [InlineData("@alertbot_test_bot /incident 3", "/incident 3")]
    [InlineData("/المواضيع", "/المواضيع")]
    [InlineData("/المواضيع@alertbot_test_bot", "/المواضيع")]
    public async Task Who_calls_the_bot_by_its_name_in_a_group_is_answered(string text, string line)
    {
        await using var bench = await TelegramBench.StartAsync();
        var group = bench.Server.Open("supergroup", "Desk");

        Assert.Single(await bench.SayAsync(group, bench.Person, text));

        Assert.Equal(line, Assert.Single(bench.Handler.Asked).Line);
        Assert.False(bench.Handler.Asked[0].CanAnswerAlone);
    }

    [Fact]
    public async Task An_arabic_command_is_asked_for_step_by_step_too()
    {
        await using var bench = await TelegramBench.StartAsync();
        var asked = Assert.Single(await bench.SayAsync(bench.PrivateRoom, bench.Person, "اشتراك"));

        await bench.PressAsync(bench.PrivateRoom, asked, bench.Person, "taji");
        await bench.PressAsync(bench.PrivateRoom, asked, bench.Person, "daily");

        Assert.Equal("/اشتراك topic:taji mode:daily", Assert.Single(bench.Handler.Asked).Line);
        Assert.Equal("Answer to /اشتراك topic:taji mode:daily", asked.Text);
    }

    [Fact]
    public async Task A_command_of_a_topic_is_answered_there_and_a_thread_of_replies_is_no_topic()
    {
        await using var bench = await TelegramBench.StartAsync();
        var forum = bench.Server.Open("supergroup", "Desk", isForum: true, 77);

        var answer = Assert.Single(await bench.SayAsync(forum, bench.Person, "/topics", thread: 77));

        Assert.Equal(77, answer.Thread);
        Assert.NotNull(answer.ReplyTo);
        Assert.Equal(TelegramBench.Channel(forum, 77), bench.Handler.Asked[0].Channel);
    }

    [Fact]
    public async Task Rights_in_a_group_are_those_that_telegram_gives_and_are_asked_for_once()
    {
        await using var bench = await TelegramBench.StartAsync();
        var group = bench.Server.Open("supergroup", "Desk");
        var (admin, lesser) = (bench.Server.Person(1, "Admin"), bench.Server.Person(2, "Lesser"));
        bench.Server.Promote(group, admin);
        bench.Server.Promote(group, lesser, canChangeInfo: false);

        foreach (var person in (TelegramPerson[])[bench.Person, admin, lesser, admin])
        {
            bench.Time.Advance(TimeSpan.FromSeconds(5));
            await bench.SayAsync(group, person, "/topics");
        }

        Assert.Equal(
            [(false, false), (true, true), (true, false), (true, true)],
            bench.Handler.Asked.Select(a => (a.User.MayManageChannel, a.User.MayModerate)));
        Assert.Equal(3, bench.Server.Calls.Count(c => c.Method == "getChatMember"));
    }

    [Fact]
    public async Task An_anonymous_administrator_may_manage_and_a_post_of_a_channel_too()
    {
        await using var bench = await TelegramBench.StartAsync();
        var group = bench.Server.Open("supergroup", "Desk");
        var news = bench.Server.Open("channel", "News");
        bench.Server.Write(group, bench.Person, "/topics", isAnonymous: true);
        await bench.TakeAsync();
        await bench.SayAsync(news, null, "/topics");

        Assert.Equal(
            [(true, false), (true, false)], bench.Handler.Asked.Select(a => (a.User.MayManageChannel, a.User.MayModerate)));
        Assert.Single(bench.Server.Answers(news));
    }

    [Fact]
    public async Task What_was_asked_long_ago_is_not_answered_after_an_outage()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Server.Write(bench.PrivateRoom, bench.Person, "/topics", age: TimeSpan.FromHours(2));
        await bench.TakeAsync();

        Assert.Empty(bench.Handler.Asked);
        Assert.Equal(0, bench.Server.WaitingUpdates);
    }

    [Fact]
    public async Task An_argument_that_was_left_out_is_chosen_by_buttons_step_by_step()
    {
        await using var bench = await TelegramBench.StartAsync();
        var asked = Assert.Single(await bench.SayAsync(bench.PrivateRoom, bench.Person, "/subscribe"));
        Assert.Equal(["iraq-militias", "taji"], asked.Buttons.Select(b => b.Label));
        Assert.Empty(bench.Handler.Asked);

        await bench.PressAsync(bench.PrivateRoom, asked, bench.Person, "taji");
        Assert.Equal(["instant", "daily"], asked.Buttons.Select(b => b.Label));
        await bench.PressAsync(bench.PrivateRoom, asked, bench.Person, "daily");

        Assert.Equal("/subscribe topic:taji mode:daily", Assert.Single(bench.Handler.Asked).Line);
        Assert.Equal("Answer to /subscribe topic:taji mode:daily", asked.Text);
        Assert.Empty(asked.Buttons);
    }

    [Theory]
    [InlineData("/incident", "3", "/incident number:3")]
    [InlineData("/watch_test", "\"katyusha\" NEAR taji", "/watch test \"katyusha\" NEAR taji")]
    public async Task An_argument_that_nobody_can_offer_is_asked_for_and_written_as_a_reply(
        string command, string value, string line)
    {
        await using var bench = await TelegramBench.StartAsync();
        var group = bench.Server.Open("supergroup", "Desk");
        var asked = Assert.Single(await bench.SayAsync(group, bench.Person, command));
        Assert.True(asked.WantsReply);

        await bench.SayAsync(group, bench.Person, value, replyTo: asked.Id);

        Assert.Equal(line, Assert.Single(bench.Handler.Asked).Line);
    }

    [Fact]
    public async Task A_word_with_several_commands_below_it_offers_them()
    {
        await using var bench = await TelegramBench.StartAsync();

        var asked = Assert.Single(await bench.SayAsync(bench.PrivateRoom, bench.Person, "/watch"));

        Assert.Equal(["test", "show"], asked.Buttons.Select(b => b.Label));
    }

    [Fact]
    public async Task The_first_word_is_a_welcome_in_the_language_of_the_person()
    {
        await using var bench = await TelegramBench.StartAsync();
        var arab = bench.Server.Person(5, "نور", "ar");

        var english = Assert.Single(await bench.SayAsync(bench.PrivateRoom, bench.Person, "/start"));
        var arabic = Assert.Single(await bench.SayAsync(bench.Server.Room(5), arab, "/start"));

        Assert.Equal(["Topics", "Recent incidents", "Help"], english.Buttons.Select(b => b.Label));
        Assert.Equal(["المواضيع", "أحدث الحوادث", "مساعدة"], arabic.Buttons.Select(b => b.Label));
        Assert.Contains("الأخبار", arabic.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_with_a_topic_subscribes_by_itself()
    {
        await using var bench = await TelegramBench.StartAsync();
        var group = bench.Server.Open("supergroup", "Desk");

        await bench.SayAsync(bench.PrivateRoom, bench.Person, "/start sub_iraq-militias");
        await bench.SayAsync(group, bench.Person, "/start@alertbot_test_bot sub_taji");

        // The topic is there; what is still open is asked for.
        Assert.Contains(bench.Server.Answers(bench.PrivateRoom)[0].Buttons, b => b.Label == "daily");
        Assert.Contains(bench.Server.Answers(group)[0].Buttons, b => b.Label == "daily");
    }

    [Fact]
    public async Task A_group_that_became_a_supergroup_stays_the_same_community()
    {
        await using var bench = await TelegramBench.StartAsync();
        var group = bench.Server.Open("group", "Desk");
        var super = bench.Server.Migrate(group);
        await bench.TakeAsync();

        await bench.SayAsync(super, bench.Person, "/topics");
        bench.Time.Advance(TimeSpan.FromSeconds(2));
        await bench.Platform.SendAsync(TelegramBench.Delivery(group, Message.Line("An alert")), CancellationToken.None);

        Assert.Equal(TelegramBench.Channel(group), Assert.Single(bench.Handler.Asked).Channel);
        Assert.Contains(bench.Server.Answers(super), p => p.Text == "An alert");
    }

    [Fact]
    public async Task A_file_of_an_answer_follows_it()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Handler.Answer = _ => new CommandReply(Message.Line("Here it is."), false)
        {
            Files = [new ReplyFile("incidents.csv", "text/csv", "a,b")],
        };

        var answers = await bench.SayAsync(bench.PrivateRoom, bench.Person, "/incidents");

        Assert.Equal([null, ("incidents.csv", "a,b")], answers.Select(a => a.File));
    }

    [Fact]
    public async Task An_answer_that_surely_did_not_arrive_is_sent_once_more()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Server.Order(TelegramFault.ServerError);
        bench.Server.Write(bench.Person, "/topics");

        var taking = bench.TakeAsync();
        // Calls give up after half a minute: what fires within seconds is the second try.
        while (!(bench.Time.NextUtc < bench.Time.NowUtc.AddSeconds(5))) await Task.Yield();
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await taking;

        Assert.Single(bench.Server.Answers(bench.PrivateRoom));
    }
}
