using System.Text.Json.Serialization;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Incidents;

namespace AlertBot.Storage.Json;

/// <summary>What is stored as JSON. The shapes of unions are in <see cref="StoreJson"/>, not on the records.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Feed))]
[JsonSerializable(typeof(FeedState))]
[JsonSerializable(typeof(HubSubscription))]
[JsonSerializable(typeof(Incident))]
[JsonSerializable(typeof(IncidentMember))]
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(Digest))]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(Subscription))]
[JsonSerializable(typeof(CoverageMemory))]
[JsonSerializable(typeof(AnalysisRequest))]
[JsonSerializable(typeof(AnalysisRequest.Merge))]
[JsonSerializable(typeof(AnalysisRequest.Split))]
[JsonSerializable(typeof(AnalysisRequest.Retract))]
[JsonSerializable(typeof(AnalysisRequest.Move))]
[JsonSerializable(typeof(AnalysisRequest.Restore))]
[JsonSerializable(typeof(AnalysisRequest.WatchlistChanged))]
[JsonSerializable(typeof(AnalysisRequest.ChannelChanged))]
[JsonSerializable(typeof(AnalysisRequest.Acknowledge))]
[JsonSerializable(typeof(AnalysisRequest.AddMute))]
[JsonSerializable(typeof(AnalysisRequest.EndMute))]
[JsonSerializable(typeof(Mute))]
[JsonSerializable(typeof(Follow))]
[JsonSerializable(typeof(Vote))]
[JsonSerializable(typeof(CommunitySettings))]
[JsonSerializable(typeof(Block.Headline))]
[JsonSerializable(typeof(Block.Sentence))]
[JsonSerializable(typeof(Block.Facts))]
[JsonSerializable(typeof(Block.Ledger))]
[JsonSerializable(typeof(Block.Figures))]
[JsonSerializable(typeof(Block.SourceList))]
[JsonSerializable(typeof(Block.Paragraph))]
[JsonSerializable(typeof(Block.Bullets))]
[JsonSerializable(typeof(Block.Table))]
[JsonSerializable(typeof(Block.Actions))]
[JsonSerializable(typeof(Block.Choices))]
[JsonSerializable(typeof(Block.ChannelChoice))]
internal sealed partial class StoreJsonContext : JsonSerializerContext;
