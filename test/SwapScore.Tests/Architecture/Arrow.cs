using System.Xml.Linq;

namespace SwapScore.Tests.Architecture;

/// <summary>A folder of a project uses a type of another one.</summary>
/// <param name="From">The folder that uses the type; <c>.</c> for files beside the project file.</param>
/// <param name="To">The folder that declares it.</param>
/// <param name="File">The file in which it is used.</param>
/// <param name="Type">The type.</param>
internal sealed record Arrow(string From, string To, string File, string Type)
{
    public override string ToString() => $"{From} → {To}: {File} uses {Type}";

    /// <summary>The arrows between the top folders of a project, found by the names that its files use.</summary>
    /// <param name="project">Name of the project, which is the namespace of its root too.</param>
    public static IReadOnlyList<Arrow> Find(string project)
    {
        var folder = Path.Combine(SourceTree.Root, "src", project);
        var imported = XDocument.Load(Path.Combine(folder, $"{project}.csproj")).Descendants("Using").Select(item => item.Attribute("Include")?.Value).OfType<string>().ToList();
        var files = SourceTree.Sources(folder).Select(path => SourceFile.Read(path, imported)).ToList();
        var homes = files.SelectMany(file => file.Declared.Select(type => (type, file.Namespace))).Distinct().ToLookup(pair => pair.type, pair => pair.Namespace);
        return
        [
            .. from file in files
               from name in file.Names
               from home in homes[name]
               where file.Visible.Contains(home) && Floor(home, project) != Floor(file.Namespace, project)
               select new Arrow(Floor(file.Namespace, project), Floor(home, project), Path.GetRelativePath(folder, file.Path), name),
        ];
    }

    private static string Floor(string space, string project) => space.Length == 0 || space == project ? "." : space[(project.Length + 1)..].Split('.')[0];
}
