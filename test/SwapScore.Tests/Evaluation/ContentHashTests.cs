using System.Reflection;
using CsCheck;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Search.Pruning;
using SwapScore.Spaces;
using SwapScore.Studies.Ablation;
using SwapScore.Values;

namespace SwapScore.Tests.Evaluation;

public sealed class ContentHashTests
{
    private static readonly EvaluationRequest Request = new("darts", "DARTS_V2", new EvaluationOptions(), "0123456789abcdef") { Task = "cifar10" };

    /// <summary>Another value for every field of the records that are hashed.</summary>
    private static readonly Dictionary<string, object> Other = new()
    {
        ["Metrics"] = (ValueList<string>)["flops"],
        ["Repeats"] = 7,
        ["Seed"] = 7L,
        ["Mu"] = 7.0,
        ["Sigma"] = 7.0,
        ["Initializer"] = "gaussian",
        ["Device"] = ComputeDevice.OfCuda(0),
        ["BackEnd"] = GradientBackEnd.Libtorch,
        ["Model"] = new ModelRunOptions(),
        ["Normalization"] = NormalizationMode.Running,
        ["PublishedActivationsOnly"] = true,
        ["Space"] = "other",
        ["Architecture"] = "other",
        ["BatchFingerprint"] = "other",
        ["Task"] = "other",
        ["Options"] = new EvaluationOptions { Seed = 9 },
        ["Values"] = (ValueList<double>)[7.0],
        ["LogMean"] = 7.0,
        ["Request"] = new EvaluationRequest("other", "", new EvaluationOptions(), ""),
        ["Remedy"] = Remedy.KeepWeights(),
        ["Failure"] = "other",
        ["Parameters"] = 7L,
        ["Flops"] = 7L,
        ["IsCutOff"] = true,
        ["KeepsTrainedNumbers"] = true,
        ["Undefined"] = ValueDictionary<string>.Create([KeyValuePair.Create("other", "reason")]),
        ["Notes"] = (ValueList<string>)["other"],
        ["Seconds"] = new EvaluationSeconds { Build = 7 },
        ["Build"] = 7.0,
        ["Initialize"] = 7.0,
        ["Forward"] = 7.0,
        ["Observe"] = 7.0,
    };

    [Fact]
    public void Options_AnyTwo_AreEqualWhereTheirHashesAre() => RequireAgreement(RequestGenerators.Options, options => options.ContentHash);

    [Fact]
    public void Requests_AnyTwo_AreEqualWhereTheirHashesAre() => RequireAgreement(RequestGenerators.Request, request => request.ContentHash);

    [Fact]
    public void Scores_AnyTwo_AreEqualWhereTheirHashesAre() => RequireAgreement(RequestGenerators.Score, score => score.ContentHash);

    [Fact]
    public void Results_AnyTwo_AreEqualWhereTheirHashesAre() => RequireAgreement(RequestGenerators.Result, result => result.ContentHash);

    /// <summary>The expected hash was computed in Python from the form that <see cref="ContentHasher"/> describes.</summary>
    [Fact]
    public void Hash_OfARequest_IsThatOfAnotherImplementation() => Assert.Equal(
        "b30a947c6e5e7cecf162ff2779c38fb46181d7567ed557c477a57f824ba9dee1",
        Request.ContentHash);

    [Fact]
    public void Hash_AnyFieldChanged_IsAnotherOne()
    {
        RequireEveryFieldCounts(new EvaluationOptions(), options => options.ContentHash);
        RequireEveryFieldCounts(new ModelRunOptions(), model => new EvaluationOptions { Model = model }.ContentHash);
        RequireEveryFieldCounts(Request, request => request.ContentHash);
        RequireEveryFieldCounts(new MetricScore([1.0]), score => score.ContentHash);
        var result = new EvaluationResult { Request = Request };
        Other["Metrics"] = ValueDictionary<MetricScore>.Create([KeyValuePair.Create("other", new MetricScore([1.0]))]);
        RequireEveryFieldCounts(result, result => result.ContentHash);
        RequireEveryFieldCounts(new EvaluationSeconds(), seconds => (result with { Seconds = seconds }).ContentHash);
    }

    [Fact]
    public void Records_OfLists_AreEqualByContent()
    {
        Assert.Equal(new EvaluationOptions(), new EvaluationOptions());
        Assert.Equal(new AblationGrid { Data = ["noise"] }, new AblationGrid { Data = ["noise"] });
        Assert.Equal(new PrunableEdge("0→1", ["none", "skip"]), new PrunableEdge("0→1", ["none", "skip"]));
        Assert.Equal(new EdgeGroup([0, 1], 1), new EdgeGroup([0, 1], 1));
        Assert.Equal(new SuperNetworkMeasurement("a", [1.5], [double.NaN]), new SuperNetworkMeasurement("a", [1.5], [double.NaN]));
        Assert.NotEqual(new AblationGrid { Data = ["noise"] }, new AblationGrid());
    }

    private static void RequireAgreement<T>(Gen<T> values, Func<T, string> hash)
        where T : class, IEquatable<T> =>
        Gen.Select(values, values).ForAll((first, second) =>
            first.Equals(second) == (hash(first) == hash(second)) && (!first.Equals(second) || first.GetHashCode() == second.GetHashCode()));

    private static void RequireEveryFieldCounts<T>(T value, Func<T, string> hash)
        where T : class
    {
        foreach (var field in typeof(T).GetProperties().Where(property => property.SetMethod is not null))
        {
            var copy = (T)typeof(T).GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance)!.Invoke(value, null)!;
            Assert.Equal(hash(value), hash(copy));
            field.SetValue(copy, Other[field.Name]);
            Assert.False(value.Equals(copy), $"{typeof(T).Name}.{field.Name} plays no part in equality");
            Assert.False(hash(value) == hash(copy), $"{typeof(T).Name}.{field.Name} plays no part in the hash");
        }
    }
}
