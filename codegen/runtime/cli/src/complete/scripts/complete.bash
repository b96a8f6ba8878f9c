# Completes the words of @PROGRAM@ in bash: the program is asked what can stand where the cursor is.
_@FUNCTION@_complete() {
    local line IFS=$'\n'
    COMPREPLY=()
    local words=("${COMP_WORDS[@]:0:COMP_CWORD+1}")
    local current="${COMP_WORDS[COMP_CWORD]}"
    while read -r line; do
        if [[ $line == :files ]]; then
            compopt -o filenames 2>/dev/null
            [[ $current == = ]] && current=
            COMPREPLY+=($(compgen -f -- "$current"))
        else
            COMPREPLY+=("$(printf '%q' "$line")")
        fi
    done < <("${COMP_WORDS[0]}" __complete bash -- "${words[@]}" 2>/dev/null)
}
complete -F _@FUNCTION@_complete @PROGRAM@
