namespace SwapScore.Cli.Completion;

/// <summary>Scripts by which shells ask the hidden command <c>complete</c> for what may follow; files are offered where it knows nothing.</summary>
internal static class CompletionScripts
{
    /// <summary>Names of the shells and their scripts.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["bash"] = """
            # Put this line into ~/.bashrc:  eval "$(swapscore completion bash)"
            _swapscore() {
                local IFS=$'\n'
                COMPREPLY=($(swapscore complete "$COMP_POINT" "$COMP_LINE" 2>/dev/null))
            }
            complete -o default -F _swapscore swapscore

            """,
        ["zsh"] = """
            # Put this line into ~/.zshrc, after compinit:  eval "$(swapscore completion zsh)"
            _swapscore() {
                local -a found
                found=("${(@f)$(swapscore complete "$CURSOR" "$BUFFER" 2>/dev/null)}")
                if [[ -n "${found[1]}" ]]; then compadd -a found; else _files; fi
            }
            compdef _swapscore swapscore

            """,
        ["fish"] = """
            # Put this line into ~/.config/fish/config.fish:  swapscore completion fish | source
            function __swapscore_complete
                set -l line (commandline --cut-at-cursor)
                set -l found (swapscore complete (string length -- "$line") "$line" 2>/dev/null)
                if set -q found[1]
                    string join \n -- $found
                else
                    __fish_complete_path (commandline --current-token)
                end
            end
            complete -c swapscore -f -a '(__swapscore_complete)'

            """,
        ["powershell"] = """
            # Put this line into $PROFILE:  swapscore completion powershell | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName swapscore -ScriptBlock {
                param($word, $command, $cursor)
                # The cursor counts from where the command begins; a space before it is no part of the command's text.
                $position = $cursor - $command.Extent.StartOffset
                swapscore complete $position $command.ToString().PadRight($position) 2>$null | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }

            """,
    };
}
