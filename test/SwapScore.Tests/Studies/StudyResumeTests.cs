using SwapScore.Storage;
using SwapScore.Studies;

namespace SwapScore.Tests.Studies;

public sealed class StudyResumeTests
{
    [Fact]
    public async Task Resume_CutAnywhere_GivesTheBytesAndReportOfAnUninterruptedStudy()
    {
        using var study = new ToyStudy();
        var expected = await study.RunAsync(RunStart.New);
        var rows = await File.ReadAllBytesAsync(study.Files.Rows, TestContext.Current.CancellationToken);
        var results = await File.ReadAllBytesAsync(study.Files.Results!, TestContext.Current.CancellationToken);

        // Each file ends at any byte, as after a kill, or after a power failure that lost more of one than of the other.
        const int Cuts = 60;
        for (var cut = 0; cut <= Cuts; cut++)
        {
            File.WriteAllBytes(study.Files.Rows, rows[..(rows.Length * cut / Cuts)]);
            File.WriteAllBytes(study.Files.Results!, results[..(results.Length * (cut * 7 % (Cuts + 1)) / Cuts)]);
            var report = await study.RunAsync(RunStart.Resume);
            Assert.Equal(rows, File.ReadAllBytes(study.Files.Rows));
            Assert.Equal(results, File.ReadAllBytes(study.Files.Results!));
            Assert.Equal(WithoutSeconds(expected), WithoutSeconds(report));
        }
    }

    [Fact]
    public async Task Resume_Finished_AsksForNothing()
    {
        using var study = new ToyStudy();
        await study.RunAsync(RunStart.New);
        var evaluator = new ToyEvaluator();
        await study.RunAsync(RunStart.Resume, evaluator);
        Assert.Empty(evaluator.Asked);
    }

    [Fact]
    public async Task Resume_NothingThere_StartsFromTheBeginning()
    {
        using var study = new ToyStudy();
        var evaluator = new ToyEvaluator();
        await study.RunAsync(RunStart.Resume, evaluator);
        Assert.Equal(ToyStudy.Entries.Count, evaluator.Asked.Count);
    }

    [Fact]
    public async Task Resume_RowEdited_SaysWhichRow()
    {
        using var study = new ToyStudy();
        await study.RunAsync(RunStart.New);
        var rows = File.ReadAllLines(study.Files.Rows);
        rows[3] = rows[3].Replace("toy", "boy", StringComparison.Ordinal);
        File.WriteAllLines(study.Files.Rows, rows);
        var fault = Assert.Throws<InputException>(() => StudyStore.Open(study.Files, ToyStudy.Definition, ToyStudy.Entries, RunStart.Resume));
        Assert.Equal($"{study.Files.Rows}: row 3 is not what the study wrote for row 3 of the table of ground truth", fault.Message);
        Assert.Equal(Remedy.RepairOrStartAgain(), fault.Remedy);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("nonsense")]
    [InlineData("null")]
    public async Task Resume_ResultDamaged_SaysWhichLine(string line)
    {
        using var study = new ToyStudy();
        await study.RunAsync(RunStart.New);
        var results = File.ReadAllLines(study.Files.Results!);
        results[1] = line;
        File.WriteAllLines(study.Files.Results!, results);
        var fault = Assert.Throws<InputException>(() => StudyStore.Open(study.Files, ToyStudy.Definition, ToyStudy.Entries, RunStart.Resume));
        Assert.Contains(".results.jsonl, line 2", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".config.json")]
    [InlineData(".results.jsonl")]
    public async Task Resume_FileBesideMissing_SaysSo(string file)
    {
        using var study = new ToyStudy();
        await study.RunAsync(RunStart.New);
        File.Delete(study.Files.Rows + file);
        Assert.Throws<InputException>(() => StudyStore.Open(study.Files, ToyStudy.Definition, ToyStudy.Entries, RunStart.Resume));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("{")]
    public async Task Resume_ConfigurationDamaged_SaysSo(string text)
    {
        using var study = new ToyStudy();
        await study.RunAsync(RunStart.New);
        File.WriteAllText(study.Files.Configuration!, text);
        Assert.Throws<InputException>(() => StudyStore.Open(study.Files, ToyStudy.Definition, ToyStudy.Entries, RunStart.Resume));
    }

    [Theory]
    [InlineData(".config.json")]
    [InlineData(".results.jsonl")]
    [InlineData("")]
    public async Task Resume_KilledBeforeTheFirstRow_GoesOn(string missing)
    {
        using var study = new ToyStudy();
        var expected = await study.RunAsync(RunStart.New);
        var rows = File.ReadAllBytes(study.Files.Rows);
        File.WriteAllText(study.Files.Results!, "");
        File.WriteAllText(study.Files.Rows, "");
        File.Delete(study.Files.Rows + missing);
        Assert.Equal(WithoutSeconds(expected), WithoutSeconds(await study.RunAsync(RunStart.Resume)));
        Assert.Equal(rows, File.ReadAllBytes(study.Files.Rows));
    }

    [Fact]
    public async Task Resume_OneDigitOfAResultChanged_IsFoundAndRepaired()
    {
        using var study = new ToyStudy();
        var expected = await study.RunAsync(RunStart.New);
        var results = File.ReadAllBytes(study.Files.Results!);
        var rows = File.ReadAllBytes(study.Files.Rows);
        var lines = File.ReadAllLines(study.Files.Results!);

        // Baselines stand in no row: only the checksum guards them.
        var parameters = lines[4].IndexOf("\"parameters\":", StringComparison.Ordinal) + "\"parameters\":".Length;
        lines[4] = $"{lines[4][..parameters]}9{lines[4][parameters..]}";
        File.WriteAllText(study.Files.Results!, string.Join('\n', lines) + "\n");
        var fault = Assert.Throws<InputException>(() => StudyStore.Open(study.Files, ToyStudy.Definition, ToyStudy.Entries, RunStart.Resume));
        Assert.Contains("line 5 is damaged", fault.Message, StringComparison.Ordinal);

        var evaluator = new ToyEvaluator();
        Assert.Equal(WithoutSeconds(expected), WithoutSeconds(await study.RunAsync(RunStart.Repair, evaluator)));
        Assert.Equal(ToyStudy.Entries.Count - 4, evaluator.Asked.Count);
        Assert.Equal(rows, File.ReadAllBytes(study.Files.Rows));
        Assert.Equal(results, File.ReadAllBytes(study.Files.Results!));
    }

    [Fact]
    public async Task Open_WhileAnotherStudyWrites_IsRefused()
    {
        using var study = new ToyStudy();
        using var owner = StudyStore.Open(study.Files, ToyStudy.Definition, ToyStudy.Entries, RunStart.New);
        foreach (var start in (RunStart[])[RunStart.Resume, RunStart.Repair, RunStart.Replace])
            Assert.Throws<UsageException>(() => StudyStore.Open(study.Files, ToyStudy.Definition, ToyStudy.Entries, start));
        await ToyStudy.RunAsync(owner);
        Assert.Equal(ToyStudy.Entries.Count + 1, File.ReadAllLines(study.Files.Rows).Length);
    }

    private static string WithoutSeconds(StudyReport report)
    {
        var json = StudyReportJson.ToJson(report);
        json.Remove("seconds");
        return json.ToJsonString();
    }
}
