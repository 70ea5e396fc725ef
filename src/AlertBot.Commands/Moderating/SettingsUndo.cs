using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>
/// Undoes a change of a subscription, a mute or the community's settings by what the audit log kept of it.
/// </summary>
internal sealed class SettingsUndo(
    ISubscriptionStore subscriptions, ICommunitySettings settings, IMuteStore mutes, IAnalysisStore analysis,
    IAuditLog audit)
{
    private static readonly string[] Actions = ["subscribe", "unsubscribe", "mute", "unmute", "settings"];

    /// <summary>Whether an entry is of a change that can be undone here.</summary>
    public static bool IsOne(AuditEntry entry) => Actions.Contains(entry.Action, StringComparer.Ordinal);

    /// <summary>A change as an undoing names it.</summary>
    public static string Name(AuditEntry entry) => $"{entry.Action} {entry.Subject}";

    /// <summary>Puts back what was there before, and notes it.</summary>
    public async Task<Message> UndoAsync(AuditEntry entry, CommandCall call, CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        var isDone = entry.Action switch
        {
            "settings" => await SettingsAsync(entry, call, cancellationToken),
            "mute" or "unmute" => await MuteAsync(entry, call, cancellationToken),
            _ => await SubscriptionAsync(entry, call, cancellationToken),
        };
        var user = call.Incoming.User;
        if (!isDone)
        {
            // Done with all the same: the next undoing is of what was before it.
            await audit.AddAsync(
                new AuditEntry(
                    call.NowUtc, call.Community, user.Id, user.Name, UndoPlan.Name, Name(entry), null, null),
                cancellationToken);
            return Answers.Problem(
                texts.Of("commands.undo.cannot", ("change", Name(entry))) + " "
                + texts.Of("commands.undo.further", ("line", "/" + UndoPlan.Name)));
        }
        await audit.AddAsync(
            new AuditEntry(
                call.NowUtc, call.Community, user.Id, user.Name, UndoPlan.Name, Name(entry), entry.After, entry.Before),
            cancellationToken);
        return Answers.Line(texts.Of(
            entry.Before is null ? "commands.undo.gone" : "commands.undo.back",
            ("change", Name(entry)), ("before", entry.Before)));
    }

    private async Task<bool> SubscriptionAsync(AuditEntry entry, CommandCall call, CancellationToken cancellationToken)
    {
        if (entry.Subject.Split(' ') is not [var topic, var where]) return false;
        var channel = ChannelRef.Parse(where);
        var fresh = Subscription.Default(channel, topic, call.NowUtc);
        if (entry.Before is null) return await subscriptions.RemoveAsync(fresh.Id, cancellationToken);
        var now = (await subscriptions.ListAsync(channel, cancellationToken)).FirstOrDefault(s => s.Id == fresh.Id);
        var options = Options(entry.Before);
        var (before, _) = new SubscriptionChange(options.GetValueOrDefault, call.Texts, call.NowUtc)
            .Of(fresh with { CreatedUtc = now?.CreatedUtc ?? call.NowUtc });
        if (before is null) return false;
        await subscriptions.SaveAsync(before, cancellationToken);
        return true;
    }

    private async Task<bool> SettingsAsync(AuditEntry entry, CommandCall call, CancellationToken cancellationToken)
    {
        var options = Options(entry.Before ?? "");
        var (before, _) = SettingsChange.Of(CommunitySettings.None, options.GetValueOrDefault, call.Texts);
        if (before is null) return false;
        await settings.SaveAsync(call.Community, before, cancellationToken);
        return true;
    }

    private async Task<bool> MuteAsync(AuditEntry entry, CommandCall call, CancellationToken cancellationToken)
    {
        if (entry.Subject.Split(' ') is not [var target, var where]) return false;
        var channel = ChannelRef.Parse(where);
        var user = call.Incoming.User;
        if (entry.Action == "mute")
        {
            var made = (await mutes.ListAsync(call.Community, call.NowUtc, cancellationToken))
                .FirstOrDefault(m => m.Channel == channel && MuteTargets.Line(m) == target);
            if (made is null) return false;
            await analysis.AddRequestAsync(
                new AnalysisRequest.EndMute(Keys.Of("unmute", made.Id), made.Id, call.Community, user.Name)
                {
                    Asker = call.Asker,
                },
                call.NowUtc, cancellationToken);
            return true;
        }
        if (MuteTargets.Read(target) is not var (what, id)) return false;
        var untilUtc = DateTimeOffset.TryParse(
            entry.Before, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
            ? until
            : (DateTimeOffset?)null;
        if (untilUtc <= call.NowUtc) return false;
        var key = Keys.Of(
            "mute", where, target, call.NowUtc.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        await analysis.AddRequestAsync(
            new AnalysisRequest.AddMute(key, new Mute(
                key, call.Community, channel, what, id, untilUtc, untilUtc is null, user.Name, call.NowUtc))
            {
                Asker = call.Asker,
            },
            call.NowUtc, cancellationToken);
        return true;
    }

    /// <summary>The options of a line that the audit log kept.</summary>
    private static Dictionary<string, string> Options(string line) => line.Split(' ')
        .Select(word => word.Split(':', 2)).Where(parts => parts.Length == 2)
        .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
}
