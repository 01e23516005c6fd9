using System.Collections.Concurrent;
using SwapScore.Storage;

namespace SwapScore.Tests.Storage;

public sealed class RunFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Open_Twice_RefusesTheSecondUntilTheFirstEnds()
    {
        using (RunFolder.Open(_folder))
            Assert.Contains("another process uses the folder", Assert.Throws<UsageException>(() => RunFolder.Open(_folder)).Message, StringComparison.Ordinal);
        RunFolder.Open(_folder).Dispose();
    }

    [Fact]
    public void CreateNext_AllAtOnce_GivesEveryoneAFolderOfHisOwn()
    {
        const int Count = 24;
        var made = new ConcurrentBag<string>();
        var threads = Enumerable.Range(0, Count).Select(_ => new Thread(() => made.Add(RunFolder.CreateNext(_folder, "search")))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Equal(Enumerable.Range(1, Count).Select(number => Path.Combine(_folder, $"search-{number}")).Order(), made.Order());
        Assert.Equal(Count, Directory.GetFileSystemEntries(_folder).Length);
    }
}
