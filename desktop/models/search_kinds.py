"""The words of 类型: in both languages, and the content tags they mean."""

from desktop.models.bigrams import folded

NOTE = "note"
"""No content tag: what we wrote to colleagues, whatever it carries."""

KINDS: tuple[tuple[frozenset[str], tuple[str, ...]], ...] = (
    (frozenset({"text"}), ("文字", "文本", "text")),
    (frozenset({"image"}), ("图片", "照片", "图像", "image", "picture", "photo")),
    (frozenset({"voice"}), ("语音", "录音", "voice", "audio")),
    (frozenset({"video"}), ("视频", "影片", "video", "film")),
    (frozenset({"file"}), ("文件", "文档", "file", "document")),
    (frozenset({"location"}), ("位置", "地址", "location", "place")),
    (frozenset({"link"}), ("链接", "网址", "link", "url")),
    (frozenset({"miniprogram"}), ("小程序", "miniprogram")),
    (frozenset({"business_card"}), ("名片", "card")),
    (frozenset({"msgmenu"}), ("菜单", "menu")),
    (frozenset({"channels"}), ("视频号", "channels")),
    (frozenset({"channels_shop_product"}), ("商品", "product")),
    (frozenset({"channels_shop_order"}), ("订单", "order")),
    (frozenset({"merged_msg"}), ("聊天记录", "记录", "record")),
    (frozenset({NOTE}), ("备注", "内部备注", "note")),
)
"""The first word of each language is the one to offer."""


def kinds_of(value: str) -> frozenset[str]:
    """Return the tags that a word or its beginning means, empty for an unknown one."""
    wanted = folded(value)
    whole = [tags for tags, words in KINDS if wanted in words]
    begun = [
        tags for tags, words in KINDS if any(word.startswith(wanted) for word in words)
    ]
    return frozenset().union(*(whole or begun))
