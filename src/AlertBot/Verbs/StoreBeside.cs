using AlertBot.Configuration;
using AlertBot.Hosting;
using AlertBot.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AlertBot.Verbs;

/// <summary>The store, read beside a worker that may be running.</summary>
internal sealed class StoreBeside : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private StoreBeside(ServiceProvider services) => _services = services;

    /// <summary>What keeps it from being read; null when it can be.</summary>
    public string? Problem { get; private set; }

    /// <summary>Opens it for reading.</summary>
    public static Task<StoreBeside> OpenAsync(ConfigFolder folder, CancellationToken cancellationToken) =>
        OpenAsync(folder, StoreAccess.ReadOnly, cancellationToken);

    /// <summary>Opens it for reading, or for writing now and then.</summary>
    public static async Task<StoreBeside> OpenAsync(
        ConfigFolder folder, StoreAccess access, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder();
        BotHost.AddSettings(configuration, folder.Settings, new Dictionary<string, string?>());
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration.Build());
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddStorage(access);
        var beside = new StoreBeside(services.BuildServiceProvider());
        try
        {
            _ = beside.Get<IOptions<StorageOptions>>().Value;
            beside.Problem = (await beside.Get<IStore>().OpenAsync(cancellationToken))?.ToString();
        }
        catch (OptionsValidationException fault)
        {
            beside.Problem = string.Join(' ', fault.Failures);
        }
        return beside;
    }

    /// <summary>A port.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Closes it.</summary>
    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
