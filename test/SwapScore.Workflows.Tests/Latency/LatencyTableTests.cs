using SwapScore.Networks;
using SwapScore.Spaces;
using SwapScore.Workflows.Latency;

namespace SwapScore.Workflows.Tests.Latency;

public sealed class LatencyTableTests : IDisposable
{
    private const string Header = "operator,shape,milliseconds,spread,sum,space,task,threads,batch,device\n";

    private static readonly LatencyConditions Conditions = new("nasbench201", "cifar10", 1, 1, "a phone");
    private static readonly OperatorKey Relu = new("relu", "1x2x2 -> 1x2x2");

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore-latency").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Session 1 ms, relu 3 ms, tanh 5 ms; the networks took 1.5, 2 and 3 times what their operators take alone, beside the session.</summary>
    private static LatencyTable Table(params LatencyRow[] more) => new("t.csv", Conditions,
    [
        new(LatencyRow.Session, 0.001, 0), new(Relu, 0.003, 0.0001), new(new("tanh", "1x2x2 -> 1x2x2"), 0.005, 0.001),
        Network(1, 0.004, 0.002), Network(2, 0.005, 0.002), Network(3, 0.007, 0.002), .. more,
    ]);

    private static LatencyRow Network(int number, double seconds, double sum, double spread = 0) => new(new("network", $"draw {number}"), seconds, spread, sum);

    private static Network ReluTwiceAndTanh()
    {
        var builder = new NetworkBuilder("x");
        return builder.Build(builder.Tanh(builder.Relu(builder.Relu(builder.Input(new Shape(1, 2, 2))))));
    }

    [Fact]
    public void Estimate_IsTheSessionAndTheScaledSumOfTheOperators()
    {
        Assert.Equal(0.002 + 0.002 + 0.004, Table().Sum(ReluTwiceAndTanh()), tolerance: 1e-12);
        Assert.Equal(0.001 + 2 * 0.008, Table().Estimate(ReluTwiceAndTanh()), tolerance: 1e-12);
    }

    /// <summary>Each network by the scale of the other two: 2.5, 2.25 and 1.75.</summary>
    [Fact]
    public void Error_IsThatOfEachNetworkByTheScaleOfTheOthers() =>
        Assert.Equal((6.0 / 4 - 1 + (5.5 / 5 - 1) + (1 - 4.5 / 7)) / 3, Table().Error!.Value, tolerance: 1e-12);

    [Fact]
    public void Estimate_NetworksThatSpread_DoNotCountAmongSteadyOnes() =>
        Assert.Equal(0.001 + 2 * 0.008, Table(Network(4, 1, 0.002, spread: 0.5), Network(5, 2, 0.002, spread: 1)).Estimate(ReluTwiceAndTanh()), tolerance: 1e-12);

    [Fact]
    public void Estimate_OperatorsThatAreMissing_AreNamed()
    {
        var builder = new NetworkBuilder("x");
        var network = builder.Build(builder.Sigmoid(builder.Relu(builder.Input(new Shape(2, 2, 2)))));
        var fault = Assert.Throws<InputException>(() => Table().Estimate(network));
        Assert.Equal("t.csv lacks 2 operators: relu (2x2x2 -> 2x2x2); sigmoid (2x2x2 -> 2x2x2)", fault.Message);
        Assert.Equal(RemedyKind.MeasureLatencies, fault.Remedy!.Kind);
    }

    [Fact]
    public void Write_ReadAgain_IsTheSame()
    {
        var path = Path.Combine(_folder, "t.csv");
        File.WriteAllText(path, LatencyTableText.Write(Table()));
        var read = LatencyTableText.Read(path);
        Assert.Equal(Conditions, read.Conditions);
        Assert.Equal(LatencyTableText.Write(Table()), LatencyTableText.Write(read));
        Assert.Equal(Table().Estimate(ReluTwiceAndTanh()), read.Estimate(ReluTwiceAndTanh()), tolerance: 1e-12);
    }

    [Theory]
    [InlineData("no table of latencies", "a,b\n1,2\n")]
    [InlineData("no table of latencies", "")]
    [InlineData("holds no latency", Header)]
    [InlineData("t.csv, line 2: 3 fields where there should be 10", Header + "relu,x,1\n")]
    [InlineData("t.csv, line 2: '-1' is no number of milliseconds", Header + "relu,x,-1,0,,s,t,1,1,d\n")]
    [InlineData("t.csv, line 2: 'NaN' is no number of milliseconds", Header + "relu,x,1,NaN,,s,t,1,1,d\n")]
    [InlineData("t.csv, line 2: 'two' is no number of threads", Header + "relu,x,1,0,,s,t,two,1,d\n")]
    [InlineData("mixes latencies that were measured otherwise: s, one sample on one thread of d; and s, one sample on 2 threads of d", Header + "relu,x,1,0,,s,t,1,1,d\nrelu,y,1,0,,s,t,2,1,d\n")]
    public void Read_WhatIsNoTable_SaysWhere(string part, string text)
    {
        var path = Path.Combine(_folder, "t.csv");
        File.WriteAllText(path, text);
        Assert.Contains(part, Assert.Throws<InputException>(() => LatencyTableText.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RequireFit_AnotherSpaceOrNoNetworkOrHoles_IsRefused()
    {
        var (darts, cells) = (SearchSpaces.Find("darts-both"), SearchSpaces.Find("nasbench201"));
        Assert.Equal("t.csv holds latencies of nasbench201, not of darts", Assert.Throws<InputException>(() => Table().RequireFit(darts, darts.Tasks[0])).Message);
        Assert.Contains("and 35 more", Assert.Throws<InputException>(() => Table().RequireFit(cells, cells.Tasks[0])).Message, StringComparison.Ordinal);
        var unfinished = new LatencyTable("t.csv", Conditions, [new(Relu, 1, 0)]);
        Assert.Contains("its measuring was not finished", Assert.Throws<InputException>(() => unfinished.RequireFit(cells, cells.Tasks[0])).Message, StringComparison.Ordinal);
    }
}
