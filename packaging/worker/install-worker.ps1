# Registers the worker of one workspace as a scheduled task. Run as an administrator:
#
#   .\install-worker.ps1 -Workspace D:\PressDesk\news -Member sender -Account .\press-desk -PassphraseFile D:\PressDesk\sender.txt
#
# Only Account may read PassphraseFile: this script takes everybody else's rights away. Monitoring asks with
#   editor-app health C:\ProgramData\PressDesk\worker.json
param(
    [Parameter(Mandatory)] [string] $Workspace,
    [Parameter(Mandatory)] [string] $Member,
    [Parameter(Mandatory)] [string] $Account,
    [Parameter(Mandatory)] [string] $PassphraseFile,
    [string] $Program = "$env:ProgramFiles\Press Desk\editor-app.exe",
    [string] $Health = "$env:ProgramData\PressDesk\worker.json",
    [string] $Name = "Press Desk worker"
)
$ErrorActionPreference = "Stop"
foreach ($file in $Program, $PassphraseFile) {
    if (-not (Test-Path -LiteralPath $file)) { throw "There is no $file." }
}
New-Item -ItemType Directory -Force -Path (Split-Path $Health) | Out-Null
icacls $PassphraseFile /inheritance:r /grant:r "${Account}:R" "Administrators:F" | Out-Null

$filled = Get-Content -Raw -Encoding UTF8 (Join-Path $PSScriptRoot "press-desk-worker.xml")
$values = @{
    PROGRAM = $Program; WORKSPACE = $Workspace; MEMBER = $Member
    HEALTH = $Health; ACCOUNT = $Account; CREDENTIAL = $PassphraseFile
}
foreach ($word in $values.Keys) {
    $filled = $filled.Replace($word, [Security.SecurityElement]::Escape($values[$word]))
}
$login = Get-Credential -UserName $Account -Message "The Windows password of the account that runs the worker"
Register-ScheduledTask -TaskName $Name -Xml $filled -User $Account -Password $login.GetNetworkCredential().Password | Out-Null
Start-ScheduledTask -TaskName $Name
Write-Output "$Name is registered and started; its health is in $Health."
