; The Windows installer, made from the program folder that packaging/build.py leaves in dist\press-desk:
;   makensis /DVERSION=0.1.0 packaging\press-desk.nsi
Unicode true
!include "MUI2.nsh"
!ifndef VERSION
  !error "say the version: makensis /DVERSION=0.1.0 packaging\press-desk.nsi"
!endif

Name "Press Desk"
OutFile "..\dist\press-desk-${VERSION}-setup.exe"
InstallDir "$LOCALAPPDATA\Programs\Press Desk"
RequestExecutionLevel user
SetCompressor /SOLID lzma

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"

!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\PressDesk"

Section
  SetOutPath "$INSTDIR"
  File /r "..\dist\press-desk\*.*"
  CreateShortcut "$SMPROGRAMS\Press Desk.lnk" "$INSTDIR\press-desk.exe"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${ENTRY}" "DisplayName" "Press Desk"
  WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
SectionEnd

; Workspaces and the vault belong to the person and stay.
Section "Uninstall"
  Delete "$SMPROGRAMS\Press Desk.lnk"
  RMDir /r "$INSTDIR"
  DeleteRegKey HKCU "${ENTRY}"
SectionEnd
