"""An own site as a folder of files: what a web server, a reader of feeds or a mobile client takes as it is."""

from editor_app.platforms.site_folder.platform import SiteFolder

PLATFORM = SiteFolder()
