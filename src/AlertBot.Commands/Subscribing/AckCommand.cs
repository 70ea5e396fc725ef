using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>
/// Says that somebody took note of an incident: every alert of it in the community shows who and when.
/// </summary>
internal sealed class AckCommand(IAnalysisStore analysis, IAuditLog audit) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "ack", [OneIncident.Number], Permission.Everyone, IsPrivate: true, ["/ack 3"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (parts, problem) = await OneIncident.PartsAsync(
            call.Option(OneIncident.Number.Name)!, call, cancellationToken);
        if (parts is null) return problem!;
        var user = call.Incoming.User;
        // Asked again it is asked anew, for the first time may have been too early; who has seen it is noted but once.
        var id = Keys.Of(
            "ack", call.Community.Value, parts.Number.ToString(CultureInfo.InvariantCulture), user.Id,
            call.NowUtc.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        await audit.AddAsync(
            new AuditEntry(
                call.NowUtc, call.Community, user.Id, user.Name, Definition.Name, $"#{parts.Number}", null, user.Name),
            cancellationToken);
        await analysis.AddRequestAsync(
            new AnalysisRequest.Acknowledge(id, parts.Number, call.Community, user.Id, user.Name, call.NowUtc)
            {
                Asker = call.Asker,
            },
            call.NowUtc, cancellationToken);
        return Answers.Line(call.Texts.Of("commands.ack.done", ("number", parts.Number)));
    }
}
