using System.Text.Json;

namespace AlertBot.Discord.Gateway;

/// <summary>Hands on what happens to several listeners, in their order.</summary>
internal sealed class GatewayListeners(params IReadOnlyList<IGatewayListener> all) : IGatewayListener
{
    /// <inheritdoc/>
    public void Hear(Snowflake application, string name, JsonElement body)
    {
        foreach (var listener in all) listener.Hear(application, name, body);
    }
}
