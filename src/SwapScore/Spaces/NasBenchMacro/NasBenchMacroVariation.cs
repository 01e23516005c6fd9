namespace SwapScore.Spaces.NasBenchMacro;

/// <summary>Variation of networks: one of the eight layers is another one; layers are inherited one by one.</summary>
internal static class NasBenchMacroVariation
{
    public static ChoiceVariation<NasBenchMacroArchitecture> Instance { get; } = new(
        [.. Enumerable.Repeat(NasBenchMacroArchitecture.Kinds, NasBenchMacroArchitecture.LayerCount)],
        network => [.. network.Layers.Select(layer => (int)layer)],
        choices => new NasBenchMacroArchitecture([.. choices.Select(choice => (NasBenchMacroLayer)choice)]));
}
