using Microsoft.Extensions.Options;

namespace AlertBot.Alerts;

/// <summary>
/// What to do with a message of which nobody knows whether it arrived, where the platform cannot tell.
/// </summary>
public enum OnUnknown
{
    /// <summary>Send it again when its severity is High or Critical, else show it as unknown. The default.</summary>
    ResendFromHigh,

    /// <summary>Send it again: better twice than not at all.</summary>
    Resend,

    /// <summary>Show it as unknown until somebody retries or drops it.</summary>
    Show,
}

/// <summary>Settings under <c>Delivery</c>.</summary>
public sealed class DeliveryOptions
{
    /// <summary>What to do where nobody knows. Default <see cref="OnUnknown.ResendFromHigh"/>.</summary>
    public OnUnknown OnUnknown { get; set; } = OnUnknown.ResendFromHigh;

    /// <summary>Attempts before a row is parked. From 1 to 100; default 12, some two hours.</summary>
    public int MaxAttempts { get; set; } = 12;

    /// <summary>First wait after a failure; it doubles with each. From 1 second to 1 hour; default 2 seconds.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest wait after a failure. From <see cref="FirstRetry"/> to 1 day; default 30 minutes.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a platform may take over one attempt. From 1 second to 4 minutes; default 1 minute.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Least time between two versions of one alert: what changes meanwhile goes into the next. From 1 second to 1 hour;
    /// default 1 minute.
    /// </summary>
    public TimeSpan EditEvery { get; set; } = AlertRules.Default.EditEvery;

    /// <summary>Rows taken at once. From 1 to 1,000; default 50.</summary>
    public int BatchSize { get; set; } = 50;

    /// <summary>Channels served at once. From 1 to 500; default 100, half a second of Discord's limit and more.</summary>
    public int Concurrency { get; set; } = 100;
}

internal sealed class DeliveryOptionsValidator : IValidateOptions<DeliveryOptions>
{
    public ValidateOptionsResult Validate(string? name, DeliveryOptions options)
    {
        var faults = new List<string>();
        if (!Enum.IsDefined(options.OnUnknown))
            faults.Add($"Delivery:OnUnknown must be ResendFromHigh, Resend or Show, but is {options.OnUnknown}.");
        if (options.MaxAttempts is < 1 or > 100)
            faults.Add($"Delivery:MaxAttempts must be 1 to 100, but is {options.MaxAttempts}.");
        if (options.FirstRetry < TimeSpan.FromSeconds(1) || options.FirstRetry > TimeSpan.FromHours(1))
            faults.Add($"Delivery:FirstRetry must be 00:00:01 to 01:00:00, but is {options.FirstRetry}.");
        if (options.LongestRetry < options.FirstRetry || options.LongestRetry > TimeSpan.FromDays(1))
            faults.Add(
                $"Delivery:LongestRetry must be Delivery:FirstRetry to 1.00:00:00, but is {options.LongestRetry}.");
        if (options.EditEvery < TimeSpan.FromSeconds(1) || options.EditEvery > TimeSpan.FromHours(1))
            faults.Add($"Delivery:EditEvery must be 00:00:01 to 01:00:00, but is {options.EditEvery}.");
        if (options.AttemptTimeout < TimeSpan.FromSeconds(1) || options.AttemptTimeout > TimeSpan.FromMinutes(4))
            faults.Add($"Delivery:AttemptTimeout must be 00:00:01 to 00:04:00, but is {options.AttemptTimeout}.");
        if (options.BatchSize is < 1 or > 1000)
            faults.Add($"Delivery:BatchSize must be 1 to 1000, but is {options.BatchSize}.");
        if (options.Concurrency is < 1 or > 500)
            faults.Add($"Delivery:Concurrency must be 1 to 500, but is {options.Concurrency}.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
