using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Storage;
using SwapScore.Studies;

namespace SwapScore.Tests.Evaluation;

public sealed class ComputeDeviceTests
{
    private static readonly StudyDefinition Study = new()
    {
        Study = "toy",
        Space = "toy",
        Options = new EvaluationOptions { Metrics = ["swap", "ntk"] },
        BatchSize = 1,
        BatchFingerprint = "b",
        TruthFingerprint = "t",
        Version = "1",
    };

    [Theory]
    [InlineData("cpu", null, "cpu")]
    [InlineData("cuda", 0, "cuda:0")]
    [InlineData("cuda:0", 0, "cuda:0")]
    [InlineData("cuda:12", 12, "cuda:12")]
    public void TryParse_Device_IsReadAndWrittenInOneForm(string text, int? cuda, string form)
    {
        Assert.True(ComputeDevice.TryParse(text, out var device));
        Assert.Equal(cuda, device.Cuda);
        Assert.Equal(form, device.ToString());
        Assert.True(ComputeDevice.TryParse(form, out var again));
        Assert.Equal(device, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("CPU")]
    [InlineData("gpu")]
    [InlineData("cpu:0")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda: 1")]
    [InlineData("cuda:one")]
    [InlineData("cuda:99999999999")]
    public void TryParse_AnythingElse_IsNone(string text)
    {
        Assert.False(ComputeDevice.TryParse(text, out var device));
        Assert.Null(device);
    }

    [Fact]
    public void Validated_DeviceThatNoMetricUses_IsRefused()
    {
        var options = new EvaluationOptions { Metrics = ["swap", "zen"], Device = ComputeDevice.OfCuda(1) };
        Assert.Equal("cuda:1 is for metrics of gradients, and none of swap, zen is one", Assert.Throws<UsageException>(() => options.Validated(MetricCatalog.Standard)).Message);
        Assert.Equal(ComputeDevice.OfCuda(1), (options with { Metrics = ["swap", "synflow"] }).Validated(MetricCatalog.Standard).Device);
        Assert.Equal(ComputeDevice.Cpu, new EvaluationOptions().Validated().Device);
    }

    [Fact]
    public void Configuration_Processor_IsWhatItWasBeforeThereWasAChoice() =>
        Assert.DoesNotContain("device", StudyConfiguration.ToJson(Study).Select(pair => pair.Key));

    [Fact]
    public void RequireSame_AnotherDevice_IsAnotherStudy()
    {
        var moved = Study with { Options = Study.Options with { Device = ComputeDevice.OfCuda(0) } };
        var fault = Assert.Throws<UsageException>(() => StudyConfiguration.RequireSame(moved, JsonText.Document(StudyConfiguration.ToJson(Study)), "config.json"));
        Assert.Contains("options.device was \"cpu\" and is \"cuda:0\"", fault.Message, StringComparison.Ordinal);
        Assert.Throws<UsageException>(() => StudyConfiguration.RequireSame(Study, JsonText.Document(StudyConfiguration.ToJson(moved)), "config.json"));
        StudyConfiguration.RequireSame(moved, JsonText.Document(StudyConfiguration.ToJson(moved)), "config.json");
    }
}
