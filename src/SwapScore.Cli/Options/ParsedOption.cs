using System.CommandLine.Parsing;
using System.Globalization;
using SwapScore.Evaluation;
using SwapScore.Metrics.Aggregates;
using SwapScore.Weights;

namespace SwapScore.Cli.Options;

/// <summary>Options whose errors say what the option takes and what was typed.</summary>
internal static class ParsedOption
{
    // A longer one would push the descriptions of all options to the right.
    private const int LongestHelpName = 24;

    public static Option<int> Count(string name, string description, int standard, int maximum = int.MaxValue) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => standard,
            CustomParser = result => ParseCount(result, maximum) ?? standard,
        };

    public static Option<int?> OptionalCount(string name, string description, int maximum = int.MaxValue) =>
        new(name) { Description = description, HelpName = "N", CustomParser = result => ParseCount(result, maximum) };

    /// <summary>Whole numbers of at least 1, separated by commas; empty where none are given.</summary>
    public static Option<int[]> Counts(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "N,N",
            AllowMultipleArgumentsPerToken = true,
            CustomParser = result =>
            {
                var words = Words(result);
                var counts = Array.ConvertAll(words, word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0);
                return counts.Length > 0 && counts.All(count => count >= 1) ? counts : Refuse<int[]>(result, "whole numbers of at least 1, separated by commas");
            },
        };

    /// <summary>Any text; null where none is given.</summary>
    public static Option<string?> Text(string name, string helpName, string description) => new(name) { Description = description, HelpName = helpName };

    /// <summary>Any text.</summary>
    public static Option<string> Text(string name, string helpName, string description, string standard) =>
        new(name) { Description = description, HelpName = helpName, DefaultValueFactory = _ => standard };

    /// <summary>A place to write to, <c>--output</c> or <c>-o</c>; null where none is given.</summary>
    public static Option<string?> Output(string helpName, string description) => new("--output", "-o") { Description = description, HelpName = helpName };

    /// <summary>The name of a search space, <c>--space</c>.</summary>
    public static Option<string> Space(string description, string standard = "darts") => Text("--space", "NAME", description, standard);

    /// <summary>Words separated by commas; empty where none are given.</summary>
    public static Option<string[]> List(string name, string description, string helpName) =>
        new(name) { Description = description, HelpName = helpName, AllowMultipleArgumentsPerToken = true, CustomParser = Words };

    /// <summary><c>--metric</c>: metrics and aggregates, separated by commas.</summary>
    /// <param name="first">What the first one is for.</param>
    /// <param name="standard">Those of a command line that names none; null to leave that to the command.</param>
    public static Option<string[]> Metrics(string first, string[]? standard)
    {
        var option = new Option<string[]>("--metric")
        {
            Description = $"Metrics, separated by commas; {first} (see 'swapscore metric list'); rank(A,B) or product(A,B^0.5): several as one; all: every metric that suits the task",
            HelpName = "A,B",
            CustomParser = result => [.. result.Tokens.SelectMany(token => MetricExpression.Split(token.Value)).Distinct()],
        };
        if (standard is not null) option.DefaultValueFactory = _ => standard;
        return option;
    }

    public static Option<long> Integer(string name, string description, long standard) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => standard,
            CustomParser = result =>
                long.TryParse(Text(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                    ? value
                    : Refuse<long>(result, "a whole number"),
        };

    public static Option<double?> OptionalPositive(string name, string unit, string description) =>
        new(name)
        {
            Description = description,
            HelpName = unit,
            CustomParser = result =>
                double.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && double.IsFinite(value)
                    ? value
                    : Refuse<double?>(result, "a positive number"),
        };

    public static Option<double?> OptionalShare(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "SHARE",
            CustomParser = result =>
                double.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and < 1
                    ? value
                    : Refuse<double?>(result, "a share of 0 or more and below 1"),
        };

    /// <remarks>None where the option is not given.</remarks>
    public static Option<double[]> Numbers(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "X,Y",
            CustomParser = result =>
            {
                var parts = Text(result).Split(',');
                var numbers = new double[parts.Length];
                for (var i = 0; i < parts.Length; i++)
                    if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
                        return Refuse<double[]>(result, "numbers separated by commas");
                return numbers;
            },
        };

    /// <remarks>Null means <c>auto</c>, which is the default.</remarks>
    public static Option<double?> NumberOrAuto(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "X|auto",
            CustomParser = result => Text(result) == "auto" ? null
                : double.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
                : Refuse<double?>(result, "a number or auto"),
        };

    /// <summary>A name of <see cref="Initializers.Names"/>.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="known">The names that can be taken.</param>
    /// <remarks>Null means <c>auto</c>, which is the default.</remarks>
    public static Option<string?> Initializer(string name, string description, IReadOnlyCollection<string> known)
    {
        var option = new Option<string?>(name)
        {
            Description = description,
            HelpName = "NAME",
            CustomParser = result =>
            {
                if (Initializers.Refusal(Text(result), known) is { } refusal) result.AddError($"{name}: {refusal}");
                return Text(result) == Initializers.Auto ? null : Text(result);
            },
        };
        option.CompletionSources.Add([.. known]);
        return option;
    }

    public static Option<ComputeDevice> Device(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "cpu|cuda|cuda:N",
            DefaultValueFactory = _ => ComputeDevice.Cpu,
            CustomParser = result => ComputeDevice.TryParse(Text(result), out var device) ? device : Refuse<ComputeDevice>(result, "cpu, cuda or cuda:N"),
        };

    /// <remarks>
    /// The default is the type's own, so that the help shows no second name for it. The type must not be bool: the parser takes such an option as a flag and
    /// leaves its word to be an argument.
    /// </remarks>
    public static Option<T> Choice<T>(string name, string description, params (string Word, T Value)[] choices)
    {
        var words = string.Join('|', choices.Select(choice => choice.Word));
        var isShort = words.Length <= LongestHelpName;
        var isExplained = isShort || choices.All(choice => description.Contains(choice.Word, StringComparison.Ordinal));
        var option = new Option<T>(name)
        {
            Description = isExplained ? description : $"{description}; one of {string.Join(", ", choices.Select(choice => choice.Word))}",
            HelpName = isShort ? words : "NAME",
            CustomParser = result =>
            {
                var found = choices.Where(choice => choice.Word == Text(result)).ToList();
                return found.Count == 1 ? found[0].Value : Refuse<T>(result, $"one of {words}");
            },
        };

        // The parser would offer the names of an enum beside the words.
        option.CompletionSources.Clear();
        option.CompletionSources.Add([.. choices.Select(choice => choice.Word)]);
        return option;
    }

    /// <summary>Some of a few choices, separated by commas; empty where none are given.</summary>
    public static Option<T[]> Choices<T>(string name, string description, params (string Word, T Value)[] choices)
    {
        var option = new Option<T[]>(name)
        {
            Description = description,
            HelpName = "A,B",
            AllowMultipleArgumentsPerToken = true,
            CustomParser = result =>
            {
                var words = Words(result);
                var found = words.SelectMany(word => choices.Where(choice => choice.Word == word)).Select(choice => choice.Value).ToArray();
                return found.Length == words.Length ? found : Refuse<T[]>(result, $"some of {string.Join(", ", choices.Select(choice => choice.Word))}, separated by commas");
            },
        };
        option.CompletionSources.Clear();
        option.CompletionSources.Add([.. choices.Select(choice => choice.Word)]);
        return option;
    }

    private static string[] Words(ArgumentResult result) =>
        [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private static int? ParseCount(ArgumentResult result, int maximum)
    {
        if (int.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= maximum)
            return value;
        Refuse<int>(result, maximum == int.MaxValue ? "a whole number of at least 1" : $"a whole number from 1 to {maximum}");
        return null;
    }

    private static string Text(ArgumentResult result) => result.Tokens[0].Value;

    private static T Refuse<T>(ArgumentResult result, string expected)
    {
        var option = (result.Parent as OptionResult)?.Option.Name;
        result.AddError($"{option} takes {expected}, not '{Text(result)}'");
        return default!;
    }
}
