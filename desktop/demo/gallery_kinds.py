"""The gallery's scenes of messages: every kind, as the prologue tells them."""

from desktop.demo.gallery_desk import GalleryDesk
from desktop.models.preferences import ThemeChoice
from desktop.views.window.keys import Command

STORIES = {
    "kind-text-picture": "Nana家的柚子",
    "kind-voice-video": "童童妈@读书打卡",
    "kind-file-location": "曾老板建材批发",
    "kind-cards": "唐糖",
    "kind-record-colleagues": "宣宣妈妈💕二胎中",
    "kind-menu-session": "Grace～优雅老去",
    "kind-unknown": "滑板少女Yuki",
    "kind-hostile": "客服\u202e服客假",
    "kind-long": "臧老师（语文）",
    "kind-refusal-recall": "A00顺丰快递小哥",
}
"""Picture and customer."""
DARK = ("kind-text-picture", "kind-cards", "kind-voice-video")
TALL = (900, 1560)


async def show_kinds(desk: GalleryDesk) -> None:
    """Picture each story from its header to its last message."""
    await desk.resize(*TALL)
    for name, nickname in STORIES.items():
        await show_story(desk, name, nickname)
    await desk.wear(ThemeChoice.DARK)
    for name in DARK:
        await show_story(desk, f"{name}-dark", STORIES[name])


async def show_story(desk: GalleryDesk, name: str, nickname: str) -> None:
    """Picture one story."""
    await desk.open(nickname)
    view = desk.session.views.conversation
    desk.press(Command.NEWEST)
    await desk.shoot(name, view.header, view.timeline, trimmed=True)
