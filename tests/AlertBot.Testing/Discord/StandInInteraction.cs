using System.Text.Json.Nodes;

namespace AlertBot.Testing.Discord;

/// <summary>Something that a person did, and what came of it. Safe to read from any thread.</summary>
public sealed class StandInInteraction
{
    internal static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private readonly TaskCompletionSource _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its id.</summary>
    public required ulong Id { get; init; }

    /// <summary>What answers are sent with.</summary>
    public required string Token { get; init; }

    /// <summary>When it was told.</summary>
    public required DateTimeOffset AtUtc { get; init; }

    /// <summary>The kind of the first answer; null while there is none.</summary>
    public int? CallbackType { get; private set; }

    /// <summary>How long the first answer took, by the stand-in's clock.</summary>
    public TimeSpan? Took { get; private set; }

    /// <summary>Whether only the asker sees the answer.</summary>
    public bool IsPrivate { get; private set; }

    /// <summary>What may be chosen, when that was asked.</summary>
    public IReadOnlyList<string> Choices { get; private set; } = [];

    /// <summary>The answer as it was edited, oldest first.</summary>
    public IList<JsonObject> Answers { get; } = [];

    /// <summary>Names of the files that came with the answer.</summary>
    public IList<string> Files { get; } = [];

    /// <summary>All texts of the latest answer.</summary>
    public string Text => Answers.Count == 0 ? "" : string.Join('\n', StandInTexts.Of(Answers[^1]));

    /// <summary>Labels and commands of the buttons under the latest answer.</summary>
    public IReadOnlyList<(string Label, string CustomId)> Buttons => Answers.Count == 0 ? []
        : [.. StandInTexts.Components(Answers[^1]).Where(c => (int?)c["type"] == 2).Select(c => ((string)c["label"]!, (string)c["custom_id"]!))];

    /// <summary>Ends with the first answer.</summary>
    public Task Acknowledged => _acknowledged.Task;

    /// <summary>Ends once there is something to read or to choose.</summary>
    public Task Answered => _answered.Task;

    internal void Acknowledge(JsonObject body, DateTimeOffset nowUtc)
    {
        CallbackType = (int)body["type"]!;
        Took = nowUtc - AtUtc;
        IsPrivate = (((int?)body["data"]?["flags"] ?? 0) & 64) != 0;
        Choices = [.. (body["data"]?["choices"]?.AsArray() ?? []).Select(c => (string)c!["value"]!)];
        _acknowledged.TrySetResult();
        if (CallbackType == 8) _answered.TrySetResult();
    }

    internal void Answer(JsonObject body, IEnumerable<string> files)
    {
        Answers.Add(body);
        foreach (var file in files) Files.Add(file);
        _answered.TrySetResult();
    }
}
