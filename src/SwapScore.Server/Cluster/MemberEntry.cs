using Orleans;
using Orleans.Runtime;

namespace SwapScore.Server.Cluster;

/// <summary>A server of a cluster as a row of the table holds it.</summary>
/// <param name="Status">Whether it lives.</param>
/// <param name="Host">Name of its machine.</param>
/// <param name="Name">Its own name.</param>
/// <param name="Started">When it started, UTC.</param>
/// <param name="Alive">When it last said that it lives, UTC.</param>
/// <param name="Suspects">Which servers could not reach it, and when, UTC.</param>
internal sealed record MemberEntry(SiloStatus Status, string Host, string Name, DateTime Started, DateTime Alive, IReadOnlyList<MemberEntry.Suspicion> Suspects)
{
    /// <summary>What Orleans knows of a server.</summary>
    public static MemberEntry From(MembershipEntry entry) => new(
        entry.Status, entry.HostName ?? "", entry.SiloName ?? "", entry.StartTime, entry.IAmAliveTime,
        [.. (entry.SuspectTimes ?? []).Select(suspect => new Suspicion(suspect.Item1.ToParsableString(), suspect.Item2))]);

    /// <summary>The same for Orleans.</summary>
    /// <param name="silo">Address of the server.</param>
    public MembershipEntry ToOrleans(string silo) => new()
    {
        SiloAddress = SiloAddress.FromParsableString(silo),
        Status = Status,
        HostName = Host,
        SiloName = Name,
        StartTime = Started,
        IAmAliveTime = Alive,
        SuspectTimes = [.. Suspects.Select(suspect => Tuple.Create(SiloAddress.FromParsableString(suspect.By), suspect.At))],
    };

    /// <summary>That a server could not reach another one.</summary>
    /// <param name="By">Address of the server.</param>
    /// <param name="At">When, UTC.</param>
    internal sealed record Suspicion(string By, DateTime At);
}
