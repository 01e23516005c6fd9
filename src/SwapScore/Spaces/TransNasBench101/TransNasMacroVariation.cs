namespace SwapScore.Spaces.TransNasBench101;

/// <summary>
/// Variation of macro skeletons: one of six places holds another module, or none at the end; places are inherited one by one. Skeletons
/// outside the limits of the space are drawn again.
/// </summary>
internal static class TransNasMacroVariation
{
    private const int Values = 5;

    public static ChoiceVariation<TransNasMacroArchitecture> Instance { get; } = new(
        [.. Enumerable.Repeat(Values, TransNasMacroArchitecture.MaximumModules)],
        skeleton =>
        [
            .. skeleton.Modules.Select(module => (int)module),
            .. Enumerable.Repeat(0, TransNasMacroArchitecture.MaximumModules - skeleton.Modules.Length),
        ],
        Decode);

    private static TransNasMacroArchitecture? Decode(int[] choices)
    {
        var count = Array.FindLastIndex(choices, choice => choice != 0) + 1;
        var modules = choices.Take(count).Select(choice => (TransNasModule)choice).ToList();
        return modules.All(Enum.IsDefined) && TransNasMacroArchitecture.Violations(modules).Count == 0
            ? new TransNasMacroArchitecture([.. modules])
            : null;
    }
}
