using AlertBot.Testing;

namespace AlertBot.Tests.Alerts;

/// <summary>Kills the process at a call of a port that was named before, and keeps the dead from doing anything.</summary>
internal sealed class Mortal : IPortWatch
{
    private readonly List<Death> _deaths = [];
    private bool _isDead;

    /// <summary>Whether the process died since it was last born.</summary>
    public bool IsDead => _isDead;

    /// <summary>How often it died.</summary>
    public int Deaths { get; private set; }

    /// <summary>Dies at the n-th call of a port from now on.</summary>
    public void DieAt(string port, int calls, bool isAfter) => _deaths.Add(new Death(port, isAfter) { Calls = calls });

    /// <summary>Nothing kills it any more.</summary>
    public void CalmDown() => _deaths.Clear();

    /// <summary>A new process.</summary>
    public void Rise() => _isDead = false;

    public void Before(string port, string method) => Pass(port, isAfter: false);

    public void After(string port, string method) => Pass(port, isAfter: true);

    private void Pass(string port, bool isAfter)
    {
        foreach (var death in _deaths.Where(d => d.Port == port && d.IsAfter == isAfter && !_isDead).ToList())
        {
            if (--death.Calls > 0) continue;
            _deaths.Remove(death);
            (_isDead, Deaths) = (true, Deaths + 1);
        }
        if (_isDead) throw new TestCrashException();
    }

    private sealed record Death(string Port, bool IsAfter)
    {
        public int Calls { get; set; }
    }
}
