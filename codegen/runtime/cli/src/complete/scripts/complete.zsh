#compdef @PROGRAM@
# Completes the words of @PROGRAM@ in zsh: the program is asked what can stand where the cursor is.
_@FUNCTION@() {
    local line value
    local -a values shown
    while IFS= read -r line; do
        if [[ $line == :files ]]; then
            _files
            continue
        fi
        value=${line%%$'\t'*}
        values+=("$value")
        if [[ $line == *$'\t'* ]]; then
            shown+=("$value  -- ${line#*$'\t'}")
        else
            shown+=("$value")
        fi
    done < <("${words[1]}" __complete zsh -- "${(@Q)words[1,CURRENT]}" 2>/dev/null)
    (( ${#values} )) && compadd -l -d shown -a values
}
if [[ ${funcstack[1]} == _@FUNCTION@ ]]; then
    _@FUNCTION@ "$@"
else
    (( ${+functions[compdef]} )) || { autoload -Uz compinit && compinit; }
    compdef _@FUNCTION@ @PROGRAM@
fi
