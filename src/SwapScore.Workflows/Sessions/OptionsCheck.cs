namespace SwapScore.Workflows.Sessions;

/// <summary>Reports all violations of options together.</summary>
internal static class OptionsCheck
{
    /// <exception cref="UsageException">Some rules do not hold; the message says all of them.</exception>
    public static void Require(params IReadOnlyList<(bool Holds, string Otherwise)> rules)
    {
        var broken = rules.Where(rule => !rule.Holds).Select(rule => rule.Otherwise).ToList();
        if (broken.Count > 0) throw new UsageException(string.Join("; ", broken));
    }
}
