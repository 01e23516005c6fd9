using System.Text.Json.Nodes;

namespace SwapScore.Storage;

/// <summary>
/// The folder a run writes: <c>config.json</c>, <c>environment.json</c>, its rows and results, <c>report.json</c>. It has one owner at a time: a lock on
/// the file <c>.lock</c> in it, which the system releases when the owner ends, however it ends.
/// </summary>
public sealed class RunFolder : IDisposable
{
    private const string ConfigurationName = "config.json";
    private const string EnvironmentName = "environment.json";
    private const string ReportName = "report.json";

    private readonly string _path;
    private readonly FileStream _lock;

    private RunFolder(string path, FileStream @lock) => (_path, _lock) = (path, @lock);

    /// <summary>Makes the folder, or takes the one that is there.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="UsageException">It cannot be made or written to, or another process uses it.</exception>
    public static RunFolder Open(string path)
    {
        RequireWritable(path);
        try
        {
            return new RunFolder(path, new FileStream(Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new UsageException($"another process uses the folder {path}", "wait until it ends, or choose another folder");
        }
    }

    /// <summary>Makes the first of <c>prefix-1</c>, <c>prefix-2</c>, … that does not exist. No two processes get the same.</summary>
    /// <param name="parent">Where it is made.</param>
    /// <param name="prefix">What its name begins with.</param>
    /// <returns>The path of the new folder.</returns>
    /// <exception cref="UsageException">It cannot be made.</exception>
    public static string CreateNext(string parent, string prefix)
    {
        RequireWritable(parent);
        var made = Path.Combine(parent, $".{prefix}-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}");
        Directory.CreateDirectory(made);

        // A folder that holds something cannot be replaced by renaming another one: of two processes that want the same name, one fails here.
        File.WriteAllText(Path.Combine(made, EnvironmentName), "{}\n");
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(parent, $"{prefix}-{number}");
            if (Path.Exists(path)) continue;
            try
            {
                Directory.Move(made, path);
                return path;
            }
            catch (IOException) when (Path.Exists(path))
            {
            }
        }
    }

    /// <summary>Makes a folder where there is none, and checks that files can be written to it.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="UsageException">It cannot be made or written to.</exception>
    public static void RequireWritable(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            var probe = Path.Combine(path, $".probe-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"cannot write to the folder {path}: {SystemReason.Describe(path, fault)}", "choose a folder you can write to");
        }
    }

    /// <summary>Compares the configuration of an earlier run in the folder with that of this one, before any work is done. Nothing is written.</summary>
    /// <param name="configuration">Everything the result depends on.</param>
    /// <param name="start">What to do with an earlier run.</param>
    /// <param name="what">What is run, in a word.</param>
    /// <returns>What there is to do: <see cref="RunStart.Replace"/> where there is no earlier run.</returns>
    /// <exception cref="UsageException">There is a run and the start is a new one, or it is another run.</exception>
    /// <exception cref="InputException">The stored configuration is damaged.</exception>
    public RunStart Compare(JsonObject configuration, RunStart start, string what)
    {
        var config = Path.Combine(_path, ConfigurationName);
        if (!File.Exists(config)) return RunStart.Replace;
        if (start == RunStart.New) throw new UsageException($"{_path} holds a {what} already", Remedy.ResumeOrReplace());
        if (start is RunStart.Resume or RunStart.Repair) StoredConfiguration.RequireSame(configuration, File.ReadAllText(config), config, what);
        return start;
    }

    /// <summary>Notes what is run.</summary>
    /// <param name="configuration">Everything the result depends on.</param>
    public void WriteConfiguration(JsonObject configuration) => Write(ConfigurationName, configuration);

    /// <summary>Notes what the run runs on; the report of an earlier run goes, since it no longer fits the rows.</summary>
    /// <param name="environment">Facts of the machine and the samples.</param>
    public void Begin(JsonObject environment)
    {
        File.Delete(Path.Combine(_path, ReportName));
        Write(EnvironmentName, environment);
    }

    /// <summary>Writes what was found.</summary>
    /// <param name="report">The report.</param>
    public void WriteReport(JsonObject report) => Write(ReportName, report);

    /// <summary>Lets others have the folder.</summary>
    public void Dispose() => _lock.Dispose();

    private void Write(string name, JsonObject document) => AtomicFile.Write(Path.Combine(_path, name), JsonText.Document(document));
}
