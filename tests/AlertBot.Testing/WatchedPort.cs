using System.Reflection;
using System.Runtime.ExceptionServices;

namespace AlertBot.Testing;

/// <summary>What is done around every call of a port.</summary>
public interface IPortWatch
{
    /// <summary>A call is about to be made; what it throws comes instead of the call.</summary>
    void Before(string port, string method);

    /// <summary>A call is done; what it throws comes instead of its answer.</summary>
    void After(string port, string method);
}

/// <summary>Puts ports under watch.</summary>
public static class WatchedPort
{
    /// <summary>The port with its watch.</summary>
    public static T Of<T>(T port, IPortWatch watch)
        where T : class
    {
        var made = DispatchProxy.Create<T, WatchedPort<T>>();
        ((WatchedPort<T>)(object)made).Watch(port, watch);
        return made;
    }
}

/// <summary>A decorator of any port: calls go through, with something done before and after each.</summary>
public class WatchedPort<T> : DispatchProxy
    where T : class
{
    private static readonly MethodInfo Awaiting =
        typeof(WatchedPort<T>).GetMethod(nameof(AnswerAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private T _port = null!;
    private IPortWatch _watch = null!;

    internal void Watch(T port, IPortWatch watch) => (_port, _watch) = (port, watch);

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        var answer = targetMethod.ReturnType;
        if (!typeof(Task).IsAssignableFrom(answer)) return Call(targetMethod, args);
        return answer == typeof(Task)
            ? DoneAsync(targetMethod, args)
            : Awaiting.MakeGenericMethod(answer.GetGenericArguments()).Invoke(this, [targetMethod, args]);
    }

    private async Task DoneAsync(MethodInfo method, object?[]? args)
    {
        _watch.Before(typeof(T).Name, method.Name);
        await (Task)Call(method, args)!;
        _watch.After(typeof(T).Name, method.Name);
    }

    private async Task<TAnswer> AnswerAsync<TAnswer>(MethodInfo method, object?[]? args)
    {
        _watch.Before(typeof(T).Name, method.Name);
        var answer = await (Task<TAnswer>)Call(method, args)!;
        _watch.After(typeof(T).Name, method.Name);
        return answer;
    }

    private object? Call(MethodInfo method, object?[]? args)
    {
        try
        {
            return method.Invoke(_port, args);
        }
        catch (TargetInvocationException fault) when (fault.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }
}
