namespace AlertBot.Discord.Gateway;

/// <summary>A session that can be taken up again.</summary>
/// <param name="Id">Discord's name of it.</param>
/// <param name="ResumeUrl">Where to take it up.</param>
/// <param name="ApplicationId">Whose it is.</param>
/// <param name="Sequence">The number of the last event that was heard; what came later is told again.</param>
internal sealed record GatewaySession(string Id, string ResumeUrl, Snowflake ApplicationId, long Sequence);
