using System.Text;
using System.Text.Json.Nodes;
using SwapScore.Randomness;

namespace SwapScore.Server.Tests;

/// <summary>A request of the API that is mostly wrong: words of the API in wrong places, wrong types, damaged texts.</summary>
/// <param name="seed">Which of them.</param>
internal sealed class RandomRequest(long seed)
{
    private const int DeepestValue = 3;

    private static readonly string[] Words =
    [
        "kind", "space", "task", "architectures", "metrics", "options", "samples", "truth", "limit", "repeats", "seed", "data", "count", "side", "score",
        "study", "search", "darts", "nasbench101", "evaluations", "population", "fitness", "algorithm", "swap", "rank(swap", "\0", "../..", "ä\ud800", "",
    ];

    private static readonly HttpMethod[] Methods = [HttpMethod.Post, HttpMethod.Post, HttpMethod.Post, HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete];

    private readonly RandomSequence _draws = RandomKey.FromSeed(seed).Draw();

    public HttpRequestMessage Make()
    {
        var method = Methods[Below(Methods.Length)];
        var request = new HttpRequestMessage(method, new Uri(Path(), UriKind.Relative));
        if (method != HttpMethod.Get) request.Content = new StringContent(Body(), Encoding.UTF8, Below(8) == 0 ? "text/plain" : "application/json");
        return request;
    }

    private string Path() => Below(4) switch
    {
        0 => $"/api/v1/jobs/{Escaped()}/{Escaped()}",
        1 => $"/api/v1/jobs?limit={Escaped()}&before={Escaped()}",
        _ => "/api/v1/jobs",
    };

    private string Body()
    {
        var document = new JsonObject { ["kind"] = Word(), ["space"] = Word() };
        for (var fields = Below(5); fields > 0; fields--)
            document[Word()] = Value(0);
        var text = document.ToJsonString();
        if (Below(8) == 0) text = $"{text[..^1]},\"{(Below(2) == 0 ? "kind" : "twice")}\":1,\"twice\":2}}";
        return Below(3) > 0 ? text : text.Remove(Below(text.Length), 1).Insert(Below(text.Length - 1), $"{(char)Below(256)}");
    }

    private JsonNode? Value(int depth) => Below(depth < DeepestValue ? 8 : 6) switch
    {
        0 => null,
        1 => Below(2) == 0,
        2 => (int)_draws.NextWord(),
        3 => _draws.NextWord() * 1e290 * (Below(3) - 1),
        4 => Below(40),
        5 => Word(),
        6 => new JsonArray([.. Enumerable.Range(0, Below(4)).Select(_ => Value(depth + 1))]),
        _ => new JsonObject(Enumerable.Range(0, Below(4)).Select(_ => Word()).Distinct().ToList().Select(name => KeyValuePair.Create(name, Value(depth + 1)))),
    };

    private string Word() => Words[Below(Words.Length)];

    private string Escaped() => Uri.EscapeDataString(Word().Replace("\ud800", "", StringComparison.Ordinal));

    private int Below(int bound) => _draws.Next(bound);
}
