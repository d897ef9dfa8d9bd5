"""An own site on a web server that takes files by SFTP: the same pages as in a folder, put there over SSH."""

from editor_app.platforms.site_sftp.platform import SiteSftp

PLATFORM = SiteSftp()
