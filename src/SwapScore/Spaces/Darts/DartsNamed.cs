using System.Collections.Immutable;

namespace SwapScore.Spaces.Darts;

/// <summary>Genotypes published under a name, each copied from its authors' repository.</summary>
internal static class DartsNamed
{
    public static ImmutableArray<NamedArchitecture> All { get; } =
    [
        Named("DARTS_V1", "Liu, Simonyan, Yang: DARTS (ICLR 2019), first order",
            "sep_conv_3x3 1, sep_conv_3x3 0, skip_connect 0, sep_conv_3x3 1, skip_connect 0, sep_conv_3x3 1, sep_conv_3x3 0, skip_connect 2",
            "max_pool_3x3 0, max_pool_3x3 1, skip_connect 2, max_pool_3x3 0, max_pool_3x3 0, skip_connect 2, skip_connect 2, avg_pool_3x3 0"),
        Named("DARTS_V2", "Liu, Simonyan, Yang: DARTS (ICLR 2019), second order",
            "sep_conv_3x3 0, sep_conv_3x3 1, sep_conv_3x3 0, sep_conv_3x3 1, sep_conv_3x3 1, skip_connect 0, skip_connect 0, dil_conv_3x3 2",
            "max_pool_3x3 0, max_pool_3x3 1, skip_connect 2, max_pool_3x3 1, max_pool_3x3 0, skip_connect 2, skip_connect 2, max_pool_3x3 1"),
        Named("GDAS_V1", "Dong, Yang: Searching for a Robust Neural Architecture in Four GPU Hours (CVPR 2019)",
            "skip_connect 0, skip_connect 1, skip_connect 0, sep_conv_5x5 2, sep_conv_3x3 3, skip_connect 0, sep_conv_5x5 4, sep_conv_3x3 3",
            "sep_conv_5x5 0, sep_conv_3x3 1, sep_conv_5x5 2, sep_conv_5x5 1, dil_conv_5x5 2, sep_conv_3x3 1, sep_conv_5x5 0, sep_conv_5x5 1"),
        Named("PDARTS", "Chen, Xie, Wu, Tian: Progressive DARTS (ICCV 2019), searched on CIFAR-10",
            "skip_connect 0, dil_conv_3x3 1, skip_connect 0, sep_conv_3x3 1, sep_conv_3x3 1, sep_conv_3x3 3, sep_conv_3x3 0, dil_conv_5x5 4",
            "avg_pool_3x3 0, sep_conv_5x5 1, sep_conv_3x3 0, dil_conv_5x5 2, max_pool_3x3 0, dil_conv_3x3 1, dil_conv_3x3 1, dil_conv_5x5 3"),
        Named("PC_DARTS_cifar", "Xu et al.: PC-DARTS (ICLR 2020), searched on CIFAR-10",
            "sep_conv_3x3 1, skip_connect 0, sep_conv_3x3 0, dil_conv_3x3 1, sep_conv_5x5 0, sep_conv_3x3 1, avg_pool_3x3 0, dil_conv_3x3 1",
            "sep_conv_5x5 1, max_pool_3x3 0, sep_conv_5x5 1, sep_conv_5x5 2, sep_conv_3x3 0, sep_conv_3x3 3, sep_conv_3x3 1, sep_conv_3x3 2"),
        Named("PC_DARTS_image", "Xu et al.: PC-DARTS (ICLR 2020), searched on ImageNet",
            "skip_connect 1, sep_conv_3x3 0, sep_conv_3x3 0, skip_connect 1, sep_conv_3x3 1, sep_conv_3x3 3, sep_conv_3x3 1, dil_conv_5x5 4",
            "sep_conv_3x3 0, skip_connect 1, dil_conv_5x5 2, max_pool_3x3 1, sep_conv_3x3 2, sep_conv_3x3 1, sep_conv_5x5 0, sep_conv_3x3 3"),
    ];

    private static NamedArchitecture Named(string name, string source, string normal, string reduce) =>
        new(name, new DartsGenotype(Cell(normal), Cell(reduce)), source);

    private static DartsCell Cell(string edges) => new(edges.Split(", ").Select(edge => edge.Split(' ') is [var operation, var input]
        ? new DartsEdge(DartsOperationNames.Find(operation)!.Value, input[0] - '0')
        : throw new InvalidOperationException($"'{edge}' is not an edge")));
}
