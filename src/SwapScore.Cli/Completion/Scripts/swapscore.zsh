# Put this line into ~/.zshrc, after compinit:  eval "$(swapscore completion zsh)"
_swapscore() {
    local -a found
    found=("${(@f)$(swapscore complete "$CURSOR" "$BUFFER" 2>/dev/null)}")
    if [[ -n "${found[1]}" ]]; then compadd -a found; else _files; fi
}
compdef _swapscore swapscore
