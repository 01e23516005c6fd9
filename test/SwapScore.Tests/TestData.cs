namespace SwapScore.Tests;

/// <summary>Finds published data files, which are not part of the repository; a test that needs an absent one is skipped.</summary>
internal static class TestData
{
    private const string Variable = "SWAPSCORE_DATA";

    /// <summary>The path of a file under <c>$SWAPSCORE_DATA</c> or under <c>shared/data</c> beside the checkout.</summary>
    /// <param name="name">Path inside the data folder, for example <c>cifar10/data_batch_1.bin</c>.</param>
    public static string Find(string name)
    {
        foreach (var folder in Folders())
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path)) return path;
        }

        Assert.Skip($"the data file {name} is absent; set {Variable} to the folder that holds it");
        return "";
    }

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder) yield return folder;
        yield return Path.Combine(SourceTree.Root, "..", "shared", "data");
    }
}
