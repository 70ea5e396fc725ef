using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>What a delivery does and where it stands, in words.</summary>
internal static class OutboxWords
{
    public static string Of(Texts texts, DeliveryKind kind) => texts["commands.delivery.kind." + Word(kind)];

    public static string Of(Texts texts, DeliveryState state) => texts["commands.delivery.state." + Word(state)];

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
