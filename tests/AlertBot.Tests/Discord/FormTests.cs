using System.Text.Json.Nodes;
using AlertBot.Chat;
using AlertBot.Discord.Interactions;
using AlertBot.Discord.Wire;
using AlertBot.Testing.Discord;
using Xunit;

namespace AlertBot.Tests.Discord;

/// <summary>Forms, refusals and lists, as people meet them on Discord.</summary>
public sealed class FormTests : IAsyncLifetime
{
    private const string Fault = "Column 8: expected a term.";
    private readonly InteractionBench _bench = new();

    private DiscordStandIn StandIn => _bench.StandIn;

    private TestCatalogue Catalogue => _bench.Catalogue;

    public ValueTask InitializeAsync() => _bench.StartAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_command_that_lacks_its_long_text_opens_a_form_at_once()
    {
        Catalogue.Check = _ => Lacks("text");
        Catalogue.Ways = ["/watch add what:\"rule\" topic:blasts", "/watch add what:\"rule\" topic:syria"];

        var given = await AddAsync(("what", "rule"));
        await given.Answered;

        Assert.Equal(9, given.CallbackType);
        Assert.Empty(Catalogue.Given);
        Assert.Equal("/watch add what:\"rule\"", (string)given.Modal!["custom_id"]!);
        var fields = Fields(given.Modal);
        Assert.Equal(["text", "topic", "name"], fields.Select(f => (string)f["custom_id"]!));
        Assert.Equal([4, 3, 4], fields.Select(f => (int)f["type"]!));
        Assert.Equal(["blasts", "syria"], fields[1]["options"]!.AsArray().Select(o => (string)o!["value"]!));
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task What_was_filled_in_is_carried_out_as_one_line()
    {
        var filled = await FillAsync("/watch add what:\"rule\"", ("text", "\"camp taji\"\nAND rocket"), ("topic", "blasts"), ("name", ""));
        await filled.Answered;

        Assert.Equal("/watch add what:\"rule\" text:“\"camp taji\"\nAND rocket” topic:\"blasts\"", Catalogue.Given.Single().Line);
        Assert.False(filled.IsPrivate);
        Assert.Contains("Done", filled.PublicText, StringComparison.Ordinal);
        Assert.Empty(StandIn.Complaints);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_faulty_form_is_told_to_its_writer_alone_and_opens_again_with_what_it_held(bool isFoundLate)
    {
        const string rule = "rocket ``` AND";
        if (isFoundLate) Catalogue.Answer = _ => Task.FromResult(new CommandReply(Message.Line(Fault, Tone.Problem), false));
        else Catalogue.Check = command => command.Line.Contains("rocket", StringComparison.Ordinal) ? Refused(null) : Lacks("text");

        var filled = await FillAsync("/watch add what:\"rule\" topic:\"blasts\"", ("text", rule), ("name", "Rockets"));
        await filled.Answered;
        await InteractionBench.UntilAsync(() => filled.Text.Contains("expected a term", StringComparison.Ordinal));
        var button = Assert.Single(filled.Buttons);
        var again = await StandIn.InteractAsync(
            _bench.Room, 3, new JsonObject { ["custom_id"] = button.CustomId, ["component_type"] = 2 }, permissions: 32, message: filled.Message);
        await again.Answered;

        Assert.True(filled.IsPrivate);
        Assert.Equal("", filled.PublicText);
        Assert.False(filled.IsThinking);
        Assert.Equal("/watch add what:\"rule\" topic:\"blasts\"", (string)again.Modal!["custom_id"]!);
        Assert.Equal([rule, "Rockets"], Fields(again.Modal).Select(f => (string)f["value"]!));
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task A_refusal_that_can_be_known_at_once_is_seen_by_the_asker_alone()
    {
        Catalogue.Check = _ => Refused(null);

        var given = await _bench.GiveAsync("incidents");
        await given.Answered;

        Assert.Equal(4, given.CallbackType);
        Assert.True(given.IsPrivate);
        Assert.Empty(Catalogue.Given);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task A_problem_that_is_found_later_takes_back_what_everybody_saw()
    {
        Catalogue.Answer = _ => Task.FromResult(new CommandReply(Message.Line(Fault, Tone.Problem), false));

        var given = await _bench.GiveAsync("incidents");
        await given.Answered;

        Assert.Equal(5, given.CallbackType);
        Assert.True(given.IsPrivate);
        Assert.Equal("", given.PublicText);
        Assert.False(given.IsThinking);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task A_problem_behind_a_button_of_a_public_answer_leaves_that_as_it_is()
    {
        Catalogue.Answer = command => Task.FromResult(command.Line.Contains("page", StringComparison.Ordinal)
            ? new CommandReply(Message.Line(Fault, Tone.Problem), false)
            : new CommandReply(new Message(Tone.Neutral,
                [new Block.Paragraph(0, ["Three."]), new Block.Actions(0, [new ActionButton("Next", "/incidents page:2")])]), false));
        var given = await _bench.GiveAsync("incidents");
        await given.Answered;

        var pressed = await StandIn.InteractAsync(
            _bench.Room, 3, new JsonObject { ["custom_id"] = "/incidents page:2", ["component_type"] = 2 }, message: given.Message);
        await pressed.Answered;

        Assert.Equal(6, pressed.CallbackType);
        Assert.True(pressed.IsPrivate);
        Assert.Contains("expected a term", pressed.Text, StringComparison.Ordinal);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task What_is_chosen_of_lists_stands_for_lines()
    {
        Catalogue.Answer = _ => Task.FromResult(new CommandReply(new Message(Tone.Neutral,
        [
            new Block.Choices(0, "Topic", [new ChoiceLine("Blasts", "All of them", "/setup blasts"), new ChoiceLine("Syria", "", "/setup syria")]),
            new Block.ChannelChoice(0, "Channel", "/setup blasts channel:{channel}"),
        ]), true));
        var given = await _bench.GiveAsync("settings");
        await given.Answered;
        var list = Assert.Single(given.Lists);
        var channels = Assert.Single(given.ChannelLists);

        foreach (var (id, type, value) in ((string, int, string)[])[(list.CustomId, 3, "/setup syria"), (channels.CustomId, 8, "1234")])
            await (await StandIn.InteractAsync(_bench.Room, 3, new JsonObject
            {
                ["custom_id"] = id,
                ["component_type"] = type,
                ["values"] = new JsonArray(value),
            }, message: given.Message)).Answered;

        Assert.Equal(["/setup blasts", "/setup syria"], list.Values);
        Assert.Equal([0, 5, 15], channels.Kinds);
        Assert.Equal(["/settings", "/setup syria", "/setup blasts channel:1234"], Catalogue.Given.Select(g => g.Line));
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task An_interaction_that_a_session_tells_twice_is_answered_once()
    {
        var given = await _bench.GiveAsync("incidents");
        await given.Answered;
        await StandIn.TellAgainAsync(given);
        await (await _bench.GiveAsync("settings")).Answered;

        Assert.Equal(["/incidents", "/settings"], Catalogue.Given.Select(g => g.Line));
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task An_answer_that_takes_longer_than_the_token_lives_is_given_up_and_said_once()
    {
        var begun = new TaskCompletionSource();
        var isGivenUp = false;
        Catalogue.AnswerUntil = async (_, cancellationToken) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ContinueWith(_ => isGivenUp = true, TaskScheduler.Default);
            throw new OperationCanceledException(cancellationToken);
        };

        await _bench.GiveAsync("incidents");
        await begun.Task;
        _bench.Time.Advance(TimeSpan.FromMinutes(16));
        await InteractionBench.UntilAsync(() => _bench.Logs.Lines.Any(l => l.Id == 9045));

        Assert.True(isGivenUp);
        Assert.Single(_bench.Logs.Lines, l => l.Id == 9045);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public void Whatever_was_filled_in_is_read_back_from_the_message()
    {
        (string, string)[] fields = [("text", "a\n```\nname\nb\n```"), ("name", "`x`")];
        var kept = KeptForm.TextOf(fields);

        Assert.Equal(fields, KeptForm.Read(new ReceivedMessage { Embeds = [new Embed { Description = kept }] }));
        Assert.Equal(fields, KeptForm.Read(new ReceivedMessage { Components = [new Component { Type = ComponentType.TextDisplay, Content = kept }] }));
    }

    private static CommandCheck Lacks(string option) => Refused(option);

    private static CommandCheck Refused(string? lacks) =>
        new CommandCheck.Refused(new CommandReply(Message.Line(Fault, Tone.Problem), true), lacks);

    private static IReadOnlyList<JsonNode> Fields(JsonObject modal) =>
        [.. modal["components"]!.AsArray().Select(c => c!["component"]!)];

    private Task<StandInInteraction> AddAsync(params (string Name, string Value)[] options) => StandIn.InteractAsync(
        _bench.Room, 2, new JsonObject
        {
            ["name"] = "watch",
            ["options"] = new JsonArray(new JsonObject { ["name"] = "add", ["type"] = 1, ["options"] = InteractionBench.Options(options) }),
        }, permissions: 32);

    private Task<StandInInteraction> FillAsync(string line, params (string Name, string Value)[] fields) => StandIn.InteractAsync(
        _bench.Room, 5, new JsonObject
        {
            ["custom_id"] = line,
            ["components"] = new JsonArray([.. fields.Select((f, i) => (JsonNode)new JsonObject
            {
                ["type"] = 18, ["id"] = i + 1, ["component"] = f.Name == "topic"
                    ? new JsonObject { ["type"] = 3, ["custom_id"] = f.Name, ["values"] = new JsonArray(f.Value) }
                    : new JsonObject { ["type"] = 4, ["custom_id"] = f.Name, ["value"] = f.Value },
            })]),
        }, permissions: 32);
}
