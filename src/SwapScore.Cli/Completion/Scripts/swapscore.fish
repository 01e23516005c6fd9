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
