using System.Net;
using System.Net.Sockets;

namespace AlertBot.Feeds;

/// <summary>Tells addresses of the open internet from those that a feed's author has no business with. Pure.</summary>
/// <remarks>Sources: IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890).</remarks>
internal static class PrivateAddress
{
    // What is not globally reachable, and what carries another address inside that nobody checks (Teredo, ORCHID).
    private static readonly IPNetwork[] Refused4 =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("168.63.129.16/32"), // the machine's own agent on Azure, though the address is a public one
        IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("192.88.99.0/24"),
        IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("240.0.0.0/4"),
    ];

    private static readonly IPNetwork[] Refused6 =
    [
        IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("3fff::/20"),
    ];

    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>True when an address is loopback, private, link-local (cloud metadata), multicast or otherwise
    /// special.</summary>
    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return Array.Exists(Refused4, network => network.Contains(address));
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return true;
        if (Nat64.Contains(address)) return Is(Embedded(address, 12));
        if (SixToFour.Contains(address)) return Is(Embedded(address, 2));
        if (Isatap(address) is { } inner && Is(inner)) return true;
        return !Global6.Contains(address) || Array.Exists(Refused6, network => network.Contains(address));
    }

    // RFC 5214, 6.1: a tunnel to the IPv4 address in its last four bytes.
    private static IPAddress? Isatap(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        var isOne = bytes[8] is 0 or 2 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe;
        return isOne ? new IPAddress(bytes[12..]) : null;
    }

    private static IPAddress Embedded(IPAddress address, int offset)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return new IPAddress(bytes.Slice(offset, 4));
    }
}
