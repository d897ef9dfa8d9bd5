"""An own site on a web server that takes files by WebDAV: the same pages as in a folder, put there by HTTP."""

from editor_app.platforms.site_webdav.platform import SiteWebdav

PLATFORM = SiteWebdav()
