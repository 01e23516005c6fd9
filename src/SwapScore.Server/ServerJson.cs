using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SwapScore.Storage;

namespace SwapScore.Server;

/// <summary>How the service writes and reads JSON: names in camel case, exact numbers, no unknown or doubled fields.</summary>
internal static class ServerJson
{
    public static JsonSerializerOptions Options { get; } = Configure(JsonText.Exact());

    /// <summary>Why something could not be read, without what speaks of .NET.</summary>
    public static string Reason(JsonException fault) => fault.Message.Split(" Path: ")[0].TrimEnd('.');

    /// <summary>Makes options of a web host the same.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.Encoder = Options.Encoder;
        options.PropertyNamingPolicy = Options.PropertyNamingPolicy;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = Options.NumberHandling;
        options.DefaultIgnoreCondition = Options.DefaultIgnoreCondition;
        options.AllowDuplicateProperties = false;
        Strict(options);
    }

    private static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        Strict(options);
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver();
        options.MakeReadOnly();
        return options;
    }

    private static void Strict(JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowOutOfOrderMetadataProperties = true;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
    }
}
