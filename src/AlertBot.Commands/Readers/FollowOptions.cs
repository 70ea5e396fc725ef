using Microsoft.Extensions.Options;

namespace AlertBot.Commands;

/// <summary>Settings under <c>Follows</c>.</summary>
public sealed class FollowOptions
{
    /// <summary>Most that one person may follow in one community. From 0 to 1,000; default 20.</summary>
    public int PerPerson { get; set; } = 20;

    /// <summary>Most that all people of one community may follow. From 0 to 10,000; default 500.</summary>
    public int PerCommunity { get; set; } = 500;
}

internal sealed class FollowOptionsValidator : IValidateOptions<FollowOptions>
{
    public ValidateOptionsResult Validate(string? name, FollowOptions options)
    {
        var faults = new List<string>();
        if (options.PerPerson is < 0 or > 1000)
            faults.Add($"Follows:PerPerson must be 0 to 1000, but is {options.PerPerson}.");
        if (options.PerCommunity is < 0 or > 10_000)
            faults.Add($"Follows:PerCommunity must be 0 to 10000, but is {options.PerCommunity}.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
