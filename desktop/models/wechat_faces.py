"""WeChat's own faces: the codes that its texts carry, and emoji that come near.

WeChat writes a face as a code in square brackets, in the words of the sender's
language (`[微笑]`, `[Smile]`); every other program sees the code as text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WechatFace:
    """One face; `code` is what a Chinese WeChat writes between the brackets."""

    code: str
    english: str
    """What an English WeChat writes; empty where it is not known."""
    emoji: str

    @property
    def written(self) -> str:
        """The code as it stands in a text."""
        return f"[{self.code}]"


@dataclass(frozen=True, slots=True)
class FoundFace:
    """A code in a text, from `start` up to `end`, and the emoji for it."""

    start: int
    end: int
    emoji: str


def _faces(lines: str) -> tuple[WechatFace, ...]:
    """Read `code english emoji`; a dash stands for an English that is not known."""
    words = lines.split()
    triples = zip(words[::3], words[1::3], words[2::3], strict=True)
    return tuple(
        WechatFace(code, "" if english == "-" else english, emoji)
        for code, english, emoji in triples
    )


FACES = _faces(
    """
    微笑 Smile 🙂  撇嘴 Grimace 😕  色 Drool 😍  发呆 Scowl 😳  得意 CoolGuy 😎
    流泪 Sob 😢  害羞 Shy ☺️  闭嘴 Silent 🤐  睡 Sleep 😴  大哭 Cry 😭
    尴尬 Awkward 😅  发怒 Angry 😡  调皮 Tongue 😜  呲牙 Grin 😁  惊讶 Surprise 😮
    难过 Frown 🙁  囧 Blush 😖  抓狂 Scream 😫  吐 Puke 🤮  偷笑 Chuckle 🤭
    愉快 Joyful 😊  白眼 Slight 🙄  傲慢 Smug 😤  困 Drowsy 🥱  惊恐 Panic 😱
    憨笑 Laugh 😄  悠闲 Commando 😌  咒骂 Scold 🤬  疑问 Shocked ❓  嘘 Shhh 🤫
    晕 Dizzy 😵  衰 Toasted 😩  骷髅 Skull 💀  敲打 Hammer 🔨  再见 Bye 👋
    擦汗 Speechless 😓  抠鼻 NosePick 😑  鼓掌 Clap 👏  坏笑 Trick 😏
    右哼哼 Bah！R 😤  鄙视 Pooh-pooh 😒  委屈 Shrunken 🥺  快哭了 TearingUp 😿
    阴险 Sly 😈  亲亲 Kiss 😘  可怜 Whimper 🥺  笑脸 Happy 😃  生病 Sick 😷
    脸红 Flushed 😳  破涕为笑 Lol 😂  恐惧 Terror 😨  失望 LetDown 😔
    无语 Duh 😐  嘿哈 Hey 🤗  捂脸 Facepalm 🤦  奸笑 Smirk 😏  机智 Smart 🤓
    皱眉 Concerned 😟  耶 Yeah! ✌️  吃瓜 Onlooker 🍉  加油 GoForIt 💪  汗 Sweats 😰
    天啊 OMG 😲  Emm - 🤔  社会社会 Respect 🤝  旺柴 Doge 🐶  好的 NoProb 👌
    打脸 MyBad 🤕  哇 Wow 🤩  翻白眼 Boring 🙄  666 Awesome 🤙  让我看看 LetMeSee 👀
    叹气 Sigh 😮‍💨  苦涩 Hurt 🥲  裂开 Broken 💔  嘴唇 Lips 💋  爱心 Heart ❤️
    心碎 BrokenHeart 💔  拥抱 Hug 🤗  强 ThumbsUp 👍  弱 ThumbsDown 👎
    握手 Shake 🤝  胜利 Peace ✌️  抱拳 Salute 🙏  勾引 Beckon ☝️  拳头 Fist ✊
    OK - 👌  合十 Worship 🙏  啤酒 Beer 🍺  咖啡 Coffee ☕  蛋糕 Cake 🎂
    玫瑰 Rose 🌹  凋谢 Wilt 🥀  菜刀 Cleaver 🔪  炸弹 Bomb 💣  便便 Poop 💩
    月亮 Moon 🌙  太阳 Sun ☀️  庆祝 Party 🎉  礼物 Gift 🎁  红包 Packet 🧧
    發 Rich 🀅  福 Blessing 🧧  烟花 Fireworks 🎆  爆竹 Firecracker 🧨  猪头 Pig 🐷
    跳跳 Waddle 🕺  发抖 Tremble 🥶  转圈 Twirl 💃
    """
)
"""In the order of WeChat's own panel."""

_BY_CODE = {face.code: face.emoji for face in FACES} | {
    face.english: face.emoji for face in FACES if face.english
}
_LONGEST = max(map(len, _BY_CODE))
_CODE = re.compile(rf"\[([^\[\]\s]{{1,{_LONGEST}}})\]")


def face_of(code: str) -> str | None:
    """Return the emoji for a code with or without brackets, None for no face."""
    return _BY_CODE.get(code.removeprefix("[").removesuffix("]"))


def faces_in(text: str) -> Iterator[FoundFace]:
    """Yield the codes of faces in a text, in order."""
    for match in _CODE.finditer(text):
        emoji = _BY_CODE.get(match[1])
        if emoji is not None:
            yield FoundFace(match.start(), match.end(), emoji)


def with_faces(text: str) -> str:
    """Return the text with each known code shown as its emoji."""
    return _CODE.sub(lambda match: _BY_CODE.get(match[1], match[0]), text)
