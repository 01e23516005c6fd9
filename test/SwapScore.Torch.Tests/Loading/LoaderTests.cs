using SwapScore.Torch.Loading;

namespace SwapScore.Torch.Tests.Loading;

public sealed class LoaderTests
{
    [Fact]
    public void Load_Twice_GivesTheSameWorkingLibtorch()
    {
        var folder = TorchLibrary.Load();
        Assert.Equal(folder, TorchLibrary.Load());
        Assert.True(TorchLibrary.IsLoaded);
        using var scope = TorchSharp.torch.NewDisposeScope();
        Assert.Equal(11, TorchSharp.torch.tensor(new float[] { 1, 2 }).dot(TorchSharp.torch.tensor(new float[] { 3, 4 })).item<float>());

        // A probe of TorchSharp's own that fails copies all of libtorch here.
        Assert.False(Directory.Exists(Path.Combine(AppContext.BaseDirectory, "cpu")));
    }

    [Fact]
    public void Find_FolderNamedByTheUser_ComesFirst()
    {
        using var places = new Places();
        var named = places.WithLibtorch("named");
        Assert.Equal(named, LibtorchFolder.Find(named, places.WithLibtorch("application"), places.Empty));
        Assert.Equal(Path.Combine(places.Empty, "lib"), LibtorchFolder.Find(places.Empty, places.WithLibtorch(Path.Combine("empty", "lib")), places.Empty));
    }

    [Fact]
    public void Find_Nothing_SaysWhereItLookedAndWhatToInstall()
    {
        using var places = new Places();
        var fault = Assert.Throws<UnavailableException>(() => LibtorchFolder.Find(null, places.Empty, places.Empty));
        Assert.Equal(FaultKind.Unavailable, fault.Kind);
        Assert.Contains(places.Empty, fault.Message, StringComparison.Ordinal);
        Assert.Contains($"libtorch-cpu-{NativeNames.Runtime} {LibtorchFolder.Version}", fault.Hint, StringComparison.Ordinal);
        Assert.Contains(LibtorchFolder.Variable, fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_NamedFolderWithoutLibtorch_IsNotPassedOver()
    {
        using var places = new Places();
        var fault = Assert.Throws<UnavailableException>(() => LibtorchFolder.Find(places.Empty, places.WithLibtorch("application"), places.Empty));
        Assert.Contains($"{LibtorchFolder.Variable} is '{places.Empty}'", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/lt/libc10.so: cannot open shared object file: No such file or directory", "it is not for ")]
    [InlineData("/lt/libc10.so: file too short", "file too short")]
    [InlineData("libgomp.so.1: cannot open shared object file: No such file or directory", "libgomp.so.1: cannot open shared object file")]
    public void Reason_OfALibraryThatIsThere_IsWhatTheSystemSays(string said, string reason) =>
        Assert.StartsWith(
            reason,
            NativeBinding.Reason(new DllNotFoundException($"Unable to load shared library '/lt/libc10.so' or one of its dependencies. Use strace:\n{said}\n"), "/lt/libc10.so"),
            StringComparison.Ordinal);

    [Fact]
    public void WithWeakNeed_TorchSharpsLibrary_ChangesTwoBytesAtMost()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("libraries are ELF files on Linux only");
        var library = File.ReadAllBytes(Directory.EnumerateFiles(AppContext.BaseDirectory, NativeNames.File(NativeBinding.Name), SearchOption.AllDirectories)
            .First(path => path.Contains(NativeNames.Runtime, StringComparison.Ordinal) || Path.GetDirectoryName(path) + "/" == AppContext.BaseDirectory));
        var weak = SymbolVersions.WithWeakNeed(library, "GLIBCXX_3.4.32");
        Assert.NotNull(weak);
        var changed = Enumerable.Range(0, library.Length).Where(i => library[i] != weak[i]).ToArray();
        Assert.Single(changed);
        Assert.Equal(library[changed[0]] | 2, weak[changed[0]]);
        Assert.Null(SymbolVersions.WithWeakNeed(library, "GLIBCXX_9.9.99"));
    }

    [Fact]
    public void WithWeakNeed_DamagedLibraries_AreLeftAlone()
    {
        Assert.Null(SymbolVersions.WithWeakNeed([], "X"));
        Assert.Null(SymbolVersions.WithWeakNeed([1, 2, 3], "X"));
        var headerOnly = new byte[64];
        "\u007fELF\u0002\u0001"u8.CopyTo(headerOnly);
        headerOnly[40] = headerOnly[60] = 200;
        Assert.Null(SymbolVersions.WithWeakNeed(headerOnly, "X"));
    }

    private sealed class Places : IDisposable
    {
        private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("libtorch-places-");

        public Places() => Directory.CreateDirectory(Empty);

        public string Empty => Path.Combine(_root.FullName, "empty");

        public string WithLibtorch(string name)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_root.FullName, name)).FullName;
            File.WriteAllText(Path.Combine(folder, NativeNames.File("torch_cpu")), "");
            return folder;
        }

        public void Dispose() => _root.Delete(recursive: true);
    }
}
