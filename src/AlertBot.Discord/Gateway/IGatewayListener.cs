using System.Text.Json;

namespace AlertBot.Discord.Gateway;

/// <summary>Hears what happens on Discord. Called by one connection at a time, in order; must come back at once.</summary>
internal interface IGatewayListener
{
    /// <summary>Something happened.</summary>
    /// <param name="application">Whose session it is.</param>
    /// <param name="name">For example <c>INTERACTION_CREATE</c>.</param>
    /// <param name="body">What was said of it; lives as long as it is referred to.</param>
    void Hear(Snowflake application, string name, JsonElement body);
}
