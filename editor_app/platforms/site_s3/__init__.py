"""An own site in an S3 bucket: the same pages as in a folder, put there as objects."""

from editor_app.platforms.site_s3.platform import SiteS3

PLATFORM = SiteS3()
