using System.Security.Cryptography;
using System.Text;
using AlertBot.Chat;
using AlertBot.Discord.Rest;
using AlertBot.Discord.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Discord.Interactions;

/// <summary>Tells Discord of the commands, but only when they are others than last time.</summary>
internal sealed partial class CommandRegistrar(
    DiscordRest rest, CommandOffers offers, IPlatformState state, IOptions<DiscordOptions> options,
    ILogger<CommandRegistrar> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Puts the commands in the place of those that are there, if they changed. Never throws.</summary>
    public async Task RegisterAsync(Snowflake application, CancellationToken cancellationToken)
    {
        try
        {
            Snowflake? guild = Snowflake.TryParse(options.Value.CommandGuild, out var only) ? only : null;
            var body = RestBody.Of(CommandSheet.Of(offers), DiscordJson.Default.IReadOnlyListCommandBody);
            var key = $"commands-{application}-{guild?.ToString() ?? "all"}";
            var hash = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(body.Json)));
            var stored = await state.ReadAsync(DiscordPlatform.PlatformName, key, cancellationToken);
            if (stored.Value is { } known && known.Span.SequenceEqual(hash)) return;
            var answer = await rest.CallAsync(
                RestRoute.PutCommands(application, guild), body, Patience, cancellationToken);
            if (answer is not RestAnswer.Done)
            {
                LogNotRegistered(answer is RestAnswer.Refused refused ? Answers.Words(refused) : answer.GetType().Name);
                return;
            }
            await state.TryWriteAsync(DiscordPlatform.PlatformName, key, hash, stored.Version, cancellationToken);
            LogRegistered(offers.All.Count);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogNotRegistered(fault.Message);
        }
        catch (OperationCanceledException)
        {
            // The next start does it.
        }
    }

    [LoggerMessage(9050, LogLevel.Information, "Discord was told of {Count} commands.")]
    private partial void LogRegistered(int count);

    [LoggerMessage(9051, LogLevel.Error, "Discord could not be told of the commands: {Reason}")]
    private partial void LogNotRegistered(string reason);
}
