using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SwapScore.Cli.Help;

/// <summary>A command whose help ends in examples, and more where there is more to say.</summary>
internal interface IExplained
{
    /// <summary>Command lines and what they do.</summary>
    IReadOnlyList<(string Line, string Meaning)> Examples { get; }

    /// <summary>Further sections, as they are shown.</summary>
    string Remarks => "";
}

/// <summary>The root of commands, which knows how wide their help may be.</summary>
internal interface IHelpRoot
{
    /// <summary>Columns of the terminal that help is written for; null where there is none.</summary>
    int? Width { get; }
}

/// <summary>The standard help, as wide as the terminal but not wider than can be read, with options in groups, followed by the sections of <see cref="IExplained"/>.</summary>
internal sealed class HelpSections(HelpAction standard) : SynchronousCommandLineAction
{
    private const int WidestPage = 100;

    public static HelpOption CreateOption()
    {
        var option = new HelpOption();
        option.Action = new HelpSections((HelpAction)option.Action!);
        return option;
    }

    /// <summary>A command that only groups others shows its help.</summary>
    public static void ShowFor(Command group) => group.Action = CreateOption().Action;

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        output.Write(OptionGroups.Apply(StandardPage(parseResult)));
        if (parseResult.CommandResult.Command is not IExplained explained) return (int)ExitCode.Success;
        output.WriteLine("Examples:");
        foreach (var (line, meaning) in explained.Examples)
            output.WriteLine($"  # {meaning}\n  {line}\n");
        if (explained.Remarks.Length > 0) output.WriteLine(explained.Remarks);
        return (int)ExitCode.Success;
    }

    private string StandardPage(ParseResult parseResult)
    {
        using var page = new StringWriter { NewLine = "\n" };
        var (configuration, output) = (parseResult.InvocationConfiguration, parseResult.InvocationConfiguration.Output);
        (standard.MaxWidth, configuration.Output) = (Math.Min(WidestPage, (parseResult.RootCommandResult.Command as IHelpRoot)?.Width ?? WidestPage), page);
        standard.Invoke(parseResult);
        configuration.Output = output;
        return page.ToString();
    }
}
