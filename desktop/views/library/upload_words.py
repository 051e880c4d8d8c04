"""What a corp's WeCom knows of a material, in words."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop.models.display_text import one_line
from desktop.models.material import CorpUpload, UploadStanding
from desktop.views.theme.durations import span_words


def upload_words(upload: CorpUpload, now: datetime) -> str:
    """Return one line: `旗舰店企业 2 天 4 小时后过期`."""
    name = one_line(upload.corp_name, 40)
    return f"{name} {_standing_words(upload, now)}"


def _standing_words(upload: CorpUpload, now: datetime) -> str:
    translate = QCoreApplication.translate
    expires = upload.expires_at
    if upload.standing is UploadStanding.READY and expires is not None:
        if expires <= now:
            return translate("Materials", "已过期，用到时重新上传")
        said = translate("Materials", "{span}后过期")
        return said.format(span=span_words(expires - now))
    return {
        UploadStanding.NOT_UPLOADED: translate("Materials", "未上传"),
        UploadStanding.UPLOADING: translate("Materials", "正在上传"),
        UploadStanding.READY: translate("Materials", "已上传"),
        UploadStanding.FAILED: translate("Materials", "上传失败，用到时再试"),
    }[upload.standing]
