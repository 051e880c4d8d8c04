"""File names are found in every form in which servers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.services.wecom.content_disposition import file_name


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (b'attachment; filename="price.pdf"', "price.pdf"),
        (b"attachment; filename=price.pdf", "price.pdf"),
        (b"attachment; filename=price.pdf; size=5", "price.pdf"),
        (b'attachment;FileName = "a b.pdf"', "a b.pdf"),
        (b'attachment; filename="a\\"b\\\\c.pdf"', 'a"b\\c.pdf'),
        ('attachment; filename="报价单.pdf"'.encode(), "报价单.pdf"),
        ('attachment; filename="报价单.pdf"'.encode("gb18030"), "报价单.pdf"),
        (b'attachment; filename="%E6%8A%A5.pdf"', "报.pdf"),
        (b'attachment; filename="100%.pdf"', "100%.pdf"),
        (b"attachment; filename*=UTF-8''%E6%8A%A5.pdf", "报.pdf"),
        (b"attachment; filename*=utf-8'zh'%E6%8A%A5%20a.pdf", "报 a.pdf"),
        (b"attachment; filename=\"x.pdf\"; filename*=UTF-8''%E6%8A%A5.pdf", "报.pdf"),
        (b"attachment; filename*=nonsense''%E6%8A%A5.pdf", "报.pdf"),
        (b"attachment; filename*=UTF-8''; filename=\"x.pdf\"", "x.pdf"),
        (b'attachment; filename="semi;colon.pdf"', "semi;colon.pdf"),
        (b'attachment; filename=""', ""),
        (b"attachment", ""),
        (b"", ""),
        (b'attachment; filename="../../etc/passwd"', "../../etc/passwd"),
    ],
)
def test_the_name_is_what_the_sender_wrote(header: bytes, name: str) -> None:
    assert file_name(header) == name


@given(st.binary(max_size=300))
def test_any_header_gives_a_text(header: bytes) -> None:
    assert isinstance(file_name(header), str)
    assert isinstance(file_name(b'attachment; filename="' + header + b'"'), str)
