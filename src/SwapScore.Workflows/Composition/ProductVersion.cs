using System.Reflection;

namespace SwapScore.Workflows.Composition;

/// <summary>The version of this program, without the commit it was built from.</summary>
internal static class ProductVersion
{
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
