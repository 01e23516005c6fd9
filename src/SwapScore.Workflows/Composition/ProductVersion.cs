using System.Reflection;

namespace SwapScore.Workflows.Composition;

/// <summary>The version of the product, without the commit it was built from.</summary>
internal static class ProductVersion
{
    /// <summary>The version, for example <c>0.1.0</c>.</summary>
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
