using System.Text.Json.Nodes;

namespace AlertBot.Testing.Discord;

/// <summary>A message that answers an interaction.</summary>
/// <param name="Body">As it is now.</param>
/// <param name="IsPrivate">Whether only the asker sees it.</param>
public sealed record StandInAnswer(JsonObject Body, bool IsPrivate);

/// <summary>Something that a person did, and what came of it. Safe to read from any thread.</summary>
public sealed class StandInInteraction
{
    internal static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private readonly Lock _turn = new();
    private readonly TaskCompletionSource _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<StandInAnswer> _answers = [];
    private bool _isDeferred;
    private bool _isDeferredPrivately;

    /// <summary>Its id.</summary>
    public required ulong Id { get; init; }

    /// <summary>What answers are sent with.</summary>
    public required string Token { get; init; }

    /// <summary>When it was told.</summary>
    public required DateTimeOffset AtUtc { get; init; }

    /// <summary>Who did it.</summary>
    public ulong User { get; init; }

    /// <summary>2 command, 3 button or list, 4 completion, 5 form.</summary>
    public int Kind { get; init; } = 2;

    /// <summary>Whether the message that a button or list is on is seen by the asker alone.</summary>
    public bool IsOnPrivate { get; init; }

    /// <summary>The kind of the first answer; null while there is none.</summary>
    public int? CallbackType { get; private set; }

    /// <summary>How long the first answer took, by the stand-in's clock.</summary>
    public TimeSpan? Took { get; private set; }

    /// <summary>The form that was opened; null when none was.</summary>
    public JsonObject? Modal { get; private set; }

    /// <summary>What may be chosen, when that was asked.</summary>
    public IReadOnlyList<string> Choices { get; private set; } = [];

    /// <summary>Every answer with each change, oldest first.</summary>
    public IReadOnlyList<StandInAnswer> Answers
    {
        get
        {
            lock (_turn) return [.. _answers];
        }
    }

    /// <summary>Whether only the asker sees the latest answer, or that one is coming.</summary>
    public bool IsPrivate => Answers is [.., var last] ? last.IsPrivate : _isDeferredPrivately;

    /// <summary>Whether people see that an answer is coming which never came.</summary>
    public bool IsThinking
    {
        get
        {
            lock (_turn) return _isDeferred;
        }
    }

    /// <summary>What everybody in the channel was shown, ever.</summary>
    public string PublicText => string.Join('\n', Answers.Where(a => !a.IsPrivate).SelectMany(a => StandInTexts.Of(a.Body)));

    /// <summary>Names of the files that came with the answer.</summary>
    public IList<string> Files { get; } = [];

    /// <summary>All texts of the latest answer.</summary>
    public string Text => Answers is [.., var last] ? string.Join('\n', StandInTexts.Of(last.Body)) : "";

    /// <summary>Labels and commands of the buttons under the latest answer.</summary>
    public IReadOnlyList<(string Label, string CustomId)> Buttons =>
        [.. Components(2).Select(c => ((string)c["label"]!, (string)c["custom_id"]!))];

    /// <summary>Lists of the latest answer to choose from: their ids, and what they offer.</summary>
    public IReadOnlyList<(string CustomId, IReadOnlyList<string> Values)> Lists =>
    [
        .. Components(3).Select(c => (
            (string)c["custom_id"]!, (IReadOnlyList<string>)[.. c["options"]!.AsArray().Select(o => (string)o!["value"]!)])),
    ];

    /// <summary>Lists of channels in the latest answer: their ids, and the kinds that they offer.</summary>
    public IReadOnlyList<(string CustomId, IReadOnlyList<int> Kinds)> ChannelLists =>
    [
        .. Components(8).Select(c => (
            (string)c["custom_id"]!, (IReadOnlyList<int>)[.. c["channel_types"]!.AsArray().Select(k => (int)k!)])),
    ];

    /// <summary>The latest answer as Discord tells of it when something on it is pressed.</summary>
    public JsonObject Message
    {
        get
        {
            var last = Answers[^1];
            var message = last.Body.DeepClone().AsObject();
            message.Remove("allowed_mentions");
            message["id"] = $"{Id + 1}";
            message["channel_id"] = "1";
            message["flags"] = ((int?)message["flags"] ?? 0) | (last.IsPrivate ? 64 : 0);
            var asker = new JsonObject { ["id"] = $"{User}", ["username"] = $"user{User}" };
            message["interaction_metadata"] = new JsonObject { ["id"] = $"{Id}", ["type"] = Kind, ["user"] = asker };
            return message;
        }
    }

    /// <summary>Ends with the first answer.</summary>
    public Task Acknowledged => _acknowledged.Task;

    /// <summary>Ends once there is something to read, to choose or to fill in.</summary>
    public Task Answered => _answered.Task;

    internal ulong? Guild { get; set; }

    internal JsonObject? Told { get; set; }

    internal void Acknowledge(JsonObject body, DateTimeOffset nowUtc)
    {
        var data = body["data"] as JsonObject;
        lock (_turn)
        {
            CallbackType = (int)body["type"]!;
            Took = nowUtc - AtUtc;
            var isPrivate = (((int?)data?["flags"] ?? 0) & 64) != 0;
            _isDeferred = CallbackType == 5;
            _isDeferredPrivately = CallbackType == 6 ? IsOnPrivate : isPrivate;
            if (CallbackType == 4) _answers.Add(new StandInAnswer(data!.DeepClone().AsObject(), isPrivate));
            if (CallbackType == 9) Modal = data!.DeepClone().AsObject();
            Choices = [.. (data?["choices"]?.AsArray() ?? []).Select(c => (string)c!["value"]!)];
        }
        _acknowledged.TrySetResult();
        if (CallbackType is 4 or 8 or 9) _answered.TrySetResult();
    }

    /// <summary>The first answer is changed.</summary>
    internal void Answer(JsonObject body, IEnumerable<string> files)
    {
        lock (_turn)
        {
            _isDeferred = false;
            _answers.Add(new StandInAnswer(body, _isDeferredPrivately));
            foreach (var file in files) Files.Add(file);
        }
        _answered.TrySetResult();
    }

    /// <summary>The first answer is taken back.</summary>
    internal void TakeBack()
    {
        lock (_turn) _isDeferred = false;
    }

    /// <summary>
    /// A further answer. Where one is still coming it takes its place, and is seen by whoever was to see that one.
    /// </summary>
    internal void FollowUp(JsonObject body, IEnumerable<string> files)
    {
        lock (_turn)
        {
            var isPrivate = _isDeferred ? _isDeferredPrivately : (((int?)body["flags"] ?? 0) & 64) != 0;
            _isDeferred = false;
            _answers.Add(new StandInAnswer(body, isPrivate));
            foreach (var file in files) Files.Add(file);
        }
        _answered.TrySetResult();
    }

    private IEnumerable<JsonObject> Components(int type) => Answers is [.., var last]
        ? StandInTexts.Components(last.Body).Where(c => (int?)c["type"] == type) : [];
}
