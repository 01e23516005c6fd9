# Put this line into $PROFILE:  swapscore completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName swapscore -ScriptBlock {
    param($word, $command, $cursor)
    # The cursor counts from where the command begins; a space before it is no part of the command's text.
    $position = $cursor - $command.Extent.StartOffset
    swapscore complete $position $command.ToString().PadRight($position) 2>$null | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
