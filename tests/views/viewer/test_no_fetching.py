"""Addresses in messages are never fetched by showing them (S13)."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtNetwork import QTcpSocket
from pytestqt.qtbot import QtBot

from desktop.models.content import (
    ChannelsPost,
    Content,
    Link,
    Menu,
    MenuItem,
    MiniProgram,
    ShopOrder,
    ShopProduct,
    Text,
    Unsupported,
)
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.theme.style import theme_named
from tests.architecture.source_tree import source_files
from tests.building import START, World, entry, make_world

pytestmark = pytest.mark.usefixtures("qapp")


@contextmanager
def canary() -> Iterator[tuple[str, list[str]]]:
    """A server that only notes who knocks; its address and the callers."""
    knocks: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.02)
        ended = threading.Event()

        def listen() -> None:
            while not ended.is_set():
                try:
                    connection, address = listener.accept()
                except TimeoutError:
                    continue
                knocks.append(str(address))
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/x.png", knocks
        finally:
            ended.set()
            thread.join()


def contents(url: str) -> list[Content]:
    """A message of each kind that carries an address."""
    return [
        Text(f'看这个 {url} <img src="{url}">'),
        Link("标题", f'<img src="{url}">', url, url),
        ShopProduct("p", "商品", 100, "店", url),
        ShopOrder("o", "商品", "1", "已付", "店", url),
        MiniProgram(url, "wx", url, "thumb"),
        Menu(url, (MenuItem("view", "看", url),), url),
        ChannelsPost(1, url, url),
        Unsupported("new", f'{{"url": "{url}"}}'),
    ]


def test_showing_messages_knocks_at_no_door(tmp_path: Path, qtbot: QtBot) -> None:
    world: World = make_world(tmp_path / "profile")
    with canary() as (url, knocks):
        world.take_in(*(entry(one, seconds=at) for at, one in enumerate(contents(url))))
        conversation = world.conversation().id
        view = ConversationView(theme_named("light"), START)
        qtbot.addWidget(view)
        view.resize(900, 1_600)
        view.model.set_page(
            conversation,
            world.messages(conversation),
            has_older=False,
            has_newer=False,
        )
        view.show()
        view.setCurrentIndex(1)
        shown: list[object] = []
        view.timeline.painted.connect(shown.append)
        qtbot.waitUntil(lambda: len(shown) == len(contents(url)))
        # A door is knocked at later than a message is painted: ours is knocked at
        # last, in the same way.
        door, last = QUrl(url), QTcpSocket(view)
        ports: list[int] = []
        last.connected.connect(lambda: ports.append(last.localPort()))
        last.connectToHost(door.host(), door.port())
        qtbot.waitUntil(lambda: bool(ports and knocks))
        assert knocks == [str((door.host(), ports[0]))]
    world.close()


def test_no_view_can_reach_the_network() -> None:
    openers = {"urllib.request", "http.client", "PySide6.QtWebEngineCore"}
    found = [
        f"{file.path}: {each.module}"
        for file in source_files("desktop")
        if "desktop/views" in file.path.as_posix()
        for each in file.imports
        if each.module in openers or "QNetworkAccessManager" in file.text
    ]
    assert found == []
