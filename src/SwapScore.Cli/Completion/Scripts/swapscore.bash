# Put this line into ~/.bashrc:  eval "$(swapscore completion bash)"
_swapscore() {
    local IFS=$'\n'
    COMPREPLY=($(swapscore complete "$COMP_POINT" "$COMP_LINE" 2>/dev/null))
}
complete -o default -F _swapscore swapscore
