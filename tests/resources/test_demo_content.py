"""The demo content: complete, varied, invented, and free of anyone's personal data."""

import gzip
import json
import re
import zipfile
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from urllib.parse import quote, urlsplit

import msgspec
import pytest

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "resources" / "demo"
MEDIA = DEMO / "media"
SHARED_DATA = ROOT.parent / "shared" / "data"

PICTURES = {".jpg", ".png", ".gif"}
MAGIC = {
    ".jpg": (0, b"\xff\xd8\xff"),
    ".png": (0, b"\x89PNG\r\n\x1a\n"),
    ".gif": (0, b"GIF89a"),
    ".bat": (0, b"@echo off"),
    ".amr": (0, b"#!AMR\n"),
    ".mp4": (4, b"ftyp"),
    ".pdf": (0, b"%PDF-"),
    ".xlsx": (0, b"PK\x03\x04"),
    ".docx": (0, b"PK\x03\x04"),
}
SUFFIXES_OF_KIND = {
    "image": PICTURES,
    "voice": {".amr"},
    "video": {".mp4"},
    "file": {".pdf", ".xlsx", ".docx", ".bat"},
}
# Fields of each kind as kf/sync_msg (94670) gives them.
FIELDS_OF_KIND = {
    **{kind: {"name"} for kind in SUFFIXES_OF_KIND},
    "location": {"latitude", "longitude", "name", "address"},
    "link": {"title", "desc", "url", "pic_url"},
    "miniprogram": {"title", "appid", "pagepath"},
    "channels_shop_product": {
        "product_id",
        "head_img",
        "title",
        "sales_price",
        "shop_nickname",
        "shop_head_img",
    },
    "channels_shop_order": {
        "order_id",
        "product_titles",
        "price_wording",
        "state",
        "image_url",
        "shop_nickname",
    },
    "merged_msg": {"title", "item"},
    "channels": {"sub_type", "nickname", "title"},
    "business_card": {"userid"},
}
# What WeCom sends and the desk can only name: three without a body, one unheard of.
BARE_KINDS = {"meeting", "schedule", "note"}
UNHEARD_OF = "gift_card"
EVENTS = {"entered", "taken", "handed", "ended", "refused", "unrefused"}
PERSONAL = {
    "mobile number": re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"),
    "identity number": re.compile(r"(?<!\d)\d{17}[\dXx](?![\dA-Za-z])"),
    "e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.[A-Za-z]{2,}"),
    "bank card": re.compile(r"(?<!\d)\d{16,19}(?!\d)"),
}

Turn = dict[str, object]


class Conversation(msgspec.Struct, forbid_unknown_fields=True):
    """One line of conversations.jsonl; an account is named where only one fits."""

    id: str
    domain: str
    turns: list[Turn]
    account: str | None = None

    def texts(self) -> list[str]:
        """All texts that were said, in order."""
        return [str(turn["text"]) for turn in self.turns if "text" in turn]


class Past(msgspec.Struct, forbid_unknown_fields=True):
    """One line of prologue.jsonl: a conversation that began `ago` minutes before."""

    id: str
    customer: str
    account: str
    ago: float
    turns: list[Turn]


class Customer(msgspec.Struct, forbid_unknown_fields=True):
    """Gender as WeCom numbers it: 0 unknown, 1 male, 2 female."""

    nickname: str
    gender: int


class Account(msgspec.Struct, forbid_unknown_fields=True):
    """One customer-service account of the shop."""

    name: str


class Channels(msgspec.Struct, forbid_unknown_fields=True):
    """The 视频号 that a customer came from."""

    nickname: str
    scene: int


class Scene(msgspec.Struct, forbid_unknown_fields=True):
    """An entry to the shop; scene_param is not yet percent-encoded here."""

    scene: str
    scene_param: str
    label: str
    channels: Channels | None = None


class Servicer(msgspec.Struct, forbid_unknown_fields=True):
    """A member of the shop's staff."""

    userid: str
    name: str


class People(msgspec.Struct, forbid_unknown_fields=True):
    """people.json."""

    customers: list[Customer]
    accounts: list[Account]
    scenes: list[Scene]
    servicers: list[Servicer]


@pytest.fixture(scope="module")
def conversations() -> list[Conversation]:
    lines = (DEMO / "conversations.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Conversation) for line in lines]


@pytest.fixture(scope="module")
def prologue() -> list[Past]:
    lines = (DEMO / "prologue.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Past) for line in lines]


@pytest.fixture(scope="module")
def people() -> People:
    return msgspec.json.decode((DEMO / "people.json").read_bytes(), type=People)


def special_turns(conversations: Sequence[Conversation | Past]) -> list[Turn]:
    return [turn for each in conversations for turn in each.turns if "kind" in turn]


def bigrams(conversation: Conversation) -> frozenset[str]:
    text = re.sub(r"\W+", "", "".join(conversation.texts()))
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def windows(text: str, length: int = 20) -> set[str]:
    return {text[i : i + length] for i in range(len(text) - length + 1)}


def test_there_are_enough_conversations_and_each_has_its_own_id(
    conversations: list[Conversation],
) -> None:
    assert len(conversations) >= 160
    assert len({each.id for each in conversations}) == len(conversations)
    assert len({each.domain for each in conversations}) >= 25


def test_conversations_have_4_to_16_turns_begin_with_the_customer_and_are_answered(
    conversations: list[Conversation],
) -> None:
    for each in conversations:
        roles = [turn["role"] for turn in each.turns]
        assert 4 <= len(roles) <= 16, each.id
        assert set(roles) == {"customer", "agent"}, each.id
        assert roles[0] == "customer", each.id


def test_texts_are_neither_empty_nor_longer_than_600_characters(
    conversations: list[Conversation],
) -> None:
    for each in conversations:
        for text in each.texts():
            assert text == text.strip(), each.id
            assert 1 <= len(text) <= 600, each.id


def test_a_turn_is_a_text_or_a_complete_message_of_another_kind(
    conversations: list[Conversation],
) -> None:
    for each in conversations:
        for turn in each.turns:
            if "kind" not in turn:
                assert set(turn) == {"role", "text"}, each.id
                continue
            assert turn["role"] == "customer", each.id
            assert set(turn) - {"role", "kind"} == FIELDS_OF_KIND[str(turn["kind"])]
            assert all(value not in ("", None, []) for value in turn.values())


def test_one_conversation_in_four_or_more_has_a_turn_that_is_not_text(
    conversations: list[Conversation],
) -> None:
    special = [each for each in conversations if special_turns([each])]
    assert len(special) * 4 >= len(conversations)


@pytest.mark.parametrize("kind", sorted(FIELDS_OF_KIND))
def test_every_kind_occurs_at_least_three_times(
    conversations: list[Conversation], kind: str
) -> None:
    turns = special_turns(conversations)
    assert sum(turn["kind"] == kind for turn in turns) >= 3


def test_every_kind_and_event_that_wecom_documents_happened_in_the_prologue(
    prologue: list[Past],
) -> None:
    turns = [turn for each in prologue for turn in each.turns]
    kinds = {turn.get("kind", "text") for turn in turns if "event" not in turn}
    documented = {*FIELDS_OF_KIND, *BARE_KINDS, "text", "msgmenu"}
    assert kinds == {*documented, UNHEARD_OF}
    assert {turn["event"] for turn in turns if "event" in turn} == EVENTS
    assert {t["sub_type"] for t in turns if t.get("kind") == "channels"} == {1, 2, 3}
    assert any("menu_id" in turn for turn in turns)
    assert {turn["role"] for turn in turns if turn.get("recalled")} == {
        "customer",
        "servicer",
    }


def test_the_prologue_is_past_and_its_people_are_among_the_first_300(
    prologue: list[Past], people: People
) -> None:
    names = [customer.nickname for customer in people.customers[:300]]
    assert {each.account for each in prologue} <= {a.name for a in people.accounts}
    userids = {servicer.userid for servicer in people.servicers}
    for each in prologue:
        assert each.customer in names, each.id
        minutes = [float(str(turn["after"])) for turn in each.turns]
        assert sum(minutes[1:]) <= each.ago, each.id
        assert {t["servicer"] for t in each.turns if "servicer" in t} <= userids
    assert len({each.customer for each in prologue}) == len(prologue)


def test_opening_lines_differ(conversations: list[Conversation]) -> None:
    openings = [str(each.turns[0].get("text")) for each in conversations]
    spoken = [opening for opening in openings if opening != "None"]
    assert len(set(spoken)) >= 60
    assert len(spoken) - len(set(spoken)) <= len(spoken) // 50


def test_no_two_conversations_are_alike(conversations: list[Conversation]) -> None:
    grams = [(each.id, bigrams(each)) for each in conversations]
    alike = [
        (first, second)
        for (first, one), (second, other) in combinations(grams, 2)
        if len(one & other) >= 0.6 * len(one | other)
    ]
    assert alike == []


def test_longer_answers_are_not_said_twice(conversations: list[Conversation]) -> None:
    long_texts = [t for each in conversations for t in each.texts() if len(t) >= 12]
    assert len(long_texts) == len(set(long_texts))


def test_merged_messages_carry_json_in_a_string(
    conversations: list[Conversation],
) -> None:
    for turn in special_turns(conversations):
        if turn["kind"] != "merged_msg":
            continue
        items = turn["item"]
        assert isinstance(items, list)
        for item in items:
            assert set(item) == {"send_time", "msgtype", "sender_name", "msg_content"}
            assert json.loads(item["msg_content"])["text"]["content"]


def test_named_media_exist_and_fit_their_kind_and_none_is_unused(
    conversations: list[Conversation], prologue: list[Past]
) -> None:
    used = set()
    for turn in special_turns([*conversations, *prologue]):
        suffixes = SUFFIXES_OF_KIND.get(str(turn["kind"]))
        if suffixes is None:
            continue
        name = str(turn["name"])
        assert Path(name).suffix in suffixes
        used.add(name)
    assert used == {path.name for path in MEDIA.iterdir()}


def test_media_are_what_their_names_say_and_small() -> None:
    paths = sorted(MEDIA.iterdir())
    for path in paths:
        offset, magic = MAGIC[path.suffix]
        content = path.read_bytes()
        assert content[offset : offset + len(magic)] == magic, path.name
        if path.suffix in PICTURES:
            assert len(content) <= 120_000, path.name
        if path.suffix == ".mp4":
            assert len(content) <= 200_000, path.name
    assert sum(path.stat().st_size for path in paths) < 2_500_000


def test_there_is_enough_of_each_sort_of_media() -> None:
    suffixes = [path.suffix for path in MEDIA.iterdir()]
    assert sum(suffix in PICTURES for suffix in suffixes) >= 12
    assert suffixes.count(".amr") >= 2
    assert {".mp4", ".pdf", ".xlsx", ".docx"} <= set(suffixes)


def test_there_are_people_enough_for_300_customers_and_12_accounts(
    people: People,
) -> None:
    nicknames = {customer.nickname for customer in people.customers}
    assert len(nicknames) == len(people.customers) >= 320
    assert {customer.gender for customer in people.customers} == {0, 1, 2}
    assert len({account.name for account in people.accounts}) == 12
    assert len({servicer.userid for servicer in people.servicers}) >= 6
    assert len({scene.scene for scene in people.scenes}) >= 12
    assert any(scene.channels for scene in people.scenes)


def test_scenes_keep_the_limits_of_add_contact_way(people: People) -> None:
    """`scene` ≤ 32 of [0-9a-zA-Z_-], encoded `scene_param` ≤ 128 bytes (94665)."""
    for scene in people.scenes:
        assert re.fullmatch(r"[0-9A-Za-z_-]{1,32}", scene.scene)
        assert len(quote(scene.scene_param, safe="")) <= 128


def test_the_first_300_customers_include_hostile_names(people: People) -> None:
    first = [customer.nickname for customer in people.customers[:300]]
    for trap in ("<b>", "\u202e", "\u200f", "\n", "DROP TABLE"):
        assert any(trap in nickname for nickname in first), ascii(trap)
    assert max(map(len, first)) > 30


def test_conversations_name_only_known_accounts_and_colleagues(
    conversations: list[Conversation], people: People
) -> None:
    accounts = {account.name for account in people.accounts}
    named = {each.account for each in conversations if each.account}
    assert named == accounts
    userids = {servicer.userid for servicer in people.servicers}
    for turn in special_turns(conversations):
        if turn["kind"] == "business_card":
            assert turn["userid"] in userids


@pytest.mark.parametrize("what", sorted(PERSONAL))
def test_nothing_looks_like_personal_data(what: str) -> None:
    texts = {path.name: path.read_text("utf-8") for path in DEMO.glob("*.json*")}
    for path in MEDIA.iterdir():
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                sheets = [n for n in archive.namelist() if n.startswith(("word", "xl"))]
                content = b"".join(archive.read(name) for name in sheets)
            texts[path.name] = re.sub(
                r"<[^>]*>", " ", content.decode("utf-8", "replace")
            )
    for name, text in texts.items():
        assert PERSONAL[what].search(text) is None, name


def test_addresses_lead_nowhere() -> None:
    """Only the reserved domain `.example` (RFC 2606) is named."""
    text = (DEMO / "conversations.jsonl").read_text("utf-8")
    past = (DEMO / "prologue.jsonl").read_text("utf-8")
    assert hosts_in(text) == {"yunshang.example"}
    assert all(str(host).endswith(".example") for host in hosts_in(past))


def hosts_in(text: str) -> set[str | None]:
    found = re.findall(r'https?://[^"\s\\]+', text)
    return {urlsplit(url).hostname for url in found}


def test_nothing_is_copied_from_the_test_data(
    conversations: list[Conversation], prologue: list[Past]
) -> None:
    if not SHARED_DATA.is_dir():
        pytest.skip("shared test data are not here")
    spoken = [text for each in conversations for text in each.texts()]
    spoken += [str(turn.get("text", "")) for each in prologue for turn in each.turns]
    ours = {window for text in spoken for window in windows(text)}
    copied = {window for text in shared_texts() for window in windows(text) & ours}
    assert copied == set()


def shared_texts() -> list[str]:
    texts = []
    for path in SHARED_DATA.glob("*.jsonl.gz"):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                texts += [turn["text"] for turn in json.loads(line)["turns"]]
    replies = json.loads((SHARED_DATA / "quick_replies.json").read_text("utf-8"))
    return texts + [entry["text"] for entry in replies["entries"]]
