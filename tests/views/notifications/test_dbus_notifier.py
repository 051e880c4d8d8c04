"""Notifications over a real bus: plain text, one at a time, answers come back."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

SERVER = Path(__file__).with_name("bus_server.py")
CLIENT = """
import sys, json
from PySide6.QtCore import QCoreApplication
from datetime import UTC, datetime
from desktop.models.notification_choices import Happening
from desktop.models.notification_rules import Event
from desktop.views.notifications.dbus_notifier import DBusNotifier
def event(number):
    now = datetime.now(UTC)
    return number and Event(Happening.MESSAGE, 1, number, "", "", now)
application = QCoreApplication([])
notifier = DBusNotifier("打开", "回复", application)
def tell(*what):
    print(json.dumps(what, ensure_ascii=False), flush=True)
notifier.opened.connect(lambda: tell("opened"))
notifier.replied.connect(lambda words, to: tell("replied", words, to.conversation_id))
notifier.found.connect(lambda found: tell("found", found))
import threading
from PySide6.QtCore import QObject, Signal
class Voice(QObject):
    said = Signal(str)
def act(line):
    if line == "end":
        notifier.stop()
        application.quit()
    elif line == "withdraw":
        notifier.withdraw()
    else:
        title, body, to = json.loads(line)
        notifier.show(title, body, event(to))
voice = Voice()
voice.said.connect(act)
def listen():
    for line in sys.stdin:
        voice.said.emit(line.strip())
threading.Thread(target=listen, daemon=True).start()
application.exec()
"""

pytestmark = pytest.mark.skipif(
    shutil.which("dbus-daemon") is None, reason="needs a bus"
)


@dataclass
class Far:
    """A process that is talked with in lines."""

    process: "subprocess.Popen[str]"

    def say(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def hear(self) -> Any:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a bus of this test alone."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    address = daemon.stdout.readline().strip()
    yield {**os.environ, "DBUS_SESSION_BUS_ADDRESS": address}
    daemon.terminate()
    daemon.wait(5)
    daemon.stdout.close()


class Started:
    """Processes that end with the test."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self._all: list[Far] = []

    def start(self, *arguments: str) -> Far:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            env=self._environment,
            cwd=Path(__file__).parents[3],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._all.append(Far(process))
        return self._all[-1]

    def server(self, capabilities: str) -> Far:
        server = self.start(str(SERVER), capabilities)
        assert server.hear() == ["ready", True]
        return server

    def client(self) -> Far:
        return self.start("-c", CLIENT)

    def end(self) -> None:
        for each in self._all:
            each.process.kill()
            each.process.wait(5)
            for pipe in (each.process.stdin, each.process.stdout):
                if pipe is not None:
                    pipe.close()


@pytest.fixture
def started(bus: dict[str, str]) -> Iterator[Started]:
    started = Started(bus)
    yield started
    started.end()


def test_markup_is_escaped_where_the_server_understands_it(started: Started):
    server = started.server("body,body-markup,actions")
    client = started.client()
    assert client.hear() == ["found", True]
    client.say(json.dumps(["<b>名</b>", '<a href="x">点</a> & <img src=y>', None]))
    replaces, title, body, actions = server.hear()
    assert (replaces, title) == (0, "<b>名</b>")
    assert body == '&lt;a href="x"&gt;点&lt;/a&gt; &amp; &lt;img src=y&gt;'
    assert actions == ["default", "打开"]


def test_without_markup_words_go_as_they_are(started: Started):
    server = started.server("body")
    client = started.client()
    assert client.hear() == ["found", True]
    client.say(json.dumps(["名", "1 < 2 & 3", 1]))
    assert server.hear() == [0, "名", "1 < 2 & 3", []]


def test_the_next_of_a_customer_takes_the_place_of_the_one_before(started: Started):
    server = started.server("body,actions,inline-reply")
    client = started.client()
    client.hear()
    client.say(json.dumps(["甲", "一", 1]))
    assert server.hear()[0] == 0
    client.say(json.dumps(["甲", "二", 1]))
    replaces, title, _, actions = server.hear()
    assert (replaces, title) == (7, "甲")
    assert actions == ["default", "打开", "inline-reply", "回复"]
    client.say("withdraw")
    assert server.hear() == ["closed", 7]


def test_what_is_typed_to_one_customer_is_no_answer_to_the_next(started: Started):
    server = started.server("body,actions,inline-reply")
    client = started.client()
    client.hear()
    client.say(json.dumps(["甲", "一", 1]))
    assert server.hear()[0] == 0
    client.say(json.dumps(["乙", "二", 2]))
    assert server.hear() == ["closed", 7]
    assert server.hear()[:2] == [0, "乙"]
    server.say("reply-to-7 给甲")
    assert client.hear() == ["replied", "给甲", 1]
    server.say("reply 给乙")
    assert client.hear() == ["replied", "给乙", 2]
    client.say(json.dumps(["两位", "三", None]))
    assert server.hear() == ["closed", 8]
    assert server.hear()[0] == 0


def test_clicks_and_answers_come_back(started: Started):
    server = started.server("body,actions,inline-reply")
    client = started.client()
    client.hear()
    client.say(json.dumps(["甲", "一", 1]))
    server.hear()
    server.say("click")
    assert client.hear() == ["opened"]
    server.say("reply 好的，马上发")
    assert client.hear() == ["replied", "好的，马上发", 1]


def test_without_a_server_it_says_so_and_ends(started: Started):
    client = started.client()
    assert client.hear() == ["found", False]
    client.say(json.dumps(["甲", "一", 1]))
    client.say("end")
    assert client.process.wait(20) == 0


def test_a_server_that_hangs_holds_nobody_up(started: Started):
    server = started.server("body")
    server.process.send_signal(signal.SIGSTOP)
    client = started.client()
    client.say("end")
    assert client.process.wait(15) == 0


def test_a_server_that_hangs_later_is_given_up(started: Started):
    server, client = started.server("body"), started.client()
    assert client.hear() == ["found", True]
    server.process.send_signal(signal.SIGSTOP)
    client.say(json.dumps(["甲", "一", 1]))
    assert client.hear() == ["found", False]
    client.say("end")
    assert client.process.wait(15) == 0
