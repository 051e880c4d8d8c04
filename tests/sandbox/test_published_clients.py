"""Two published WeCom clients against the sandbox, pointed at its address."""

import io
from pathlib import Path
from typing import Any

import pytest
from py_wecom_toolkit.server.cache import WeComServerMemoryCache
from py_wecom_toolkit.server.client import WeComServerClient
from py_wecom_toolkit.server.models import WeComServerAPIError
from py_wecom_toolkit.server.token import WeComServerAccessTokenManager
from wechatpy.exceptions import (  # type: ignore[import-untyped]
    WeChatClientException,
)
from wechatpy.work import WeChatClient  # type: ignore[import-untyped]

from tests.sandbox.conftest import PNG, Api
from tests.sandbox_fixture import Sandbox


class PointedClient(WeChatClient):  # type: ignore[misc]  # published without types
    """wechatpy's client, unchanged but for the address that it has no setting for."""

    def __init__(self, sandbox: Sandbox) -> None:
        super().__init__(sandbox.corp_id, sandbox.secret)
        self.API_BASE_URL = sandbox.base_url

    def fetch_access_token(self) -> Any:
        query = {"corpid": self.corp_id, "corpsecret": self.secret}
        return self._fetch_access_token(f"{self.API_BASE_URL}gettoken", query)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


class TestWechatpy:
    """wechatpy 2 (`wechatpy.work`): tokens, kf, media."""

    @pytest.fixture
    def client(self, sandbox: Sandbox) -> PointedClient:
        return PointedClient(sandbox)

    def test_it_logs_in_and_again_when_the_token_was_revoked(
        self, client: Any, sandbox: Sandbox
    ) -> None:
        assert len(client.kf.get_account_list()["account_list"]) == 2
        sandbox.control.revoke_token()
        assert len(client.kf.get_account_list()["account_list"]) == 2
        assert sandbox.control.metrics()["requests"]["gettoken"] == 2

    def test_it_reads_messages_in_pages(self, client: Any, api: Api) -> None:
        said = [api.says(f"{number}") for number in range(3)]
        token = api.control.callback_token(api.kfid)
        first = client.kf.sync_msg(token, limit=2)
        second = client.kf.sync_msg(token, cursor=first["next_cursor"])
        assert (first["has_more"], second["has_more"]) == (1, 0)
        read = first["msg_list"] + second["msg_list"]
        assert [one["msgid"] for one in read] == said

    def test_it_answers_texts_menus_and_pictures(self, client: Any, api: Api) -> None:
        api.says()
        sent = client.kf_message.send_text(api.customer, api.kfid, "您好，在的", "m1")
        assert sent["msgid"] == "m1"
        picture = io.BytesIO(PNG)
        media_id = client.media.upload("image", ("图.png", picture))["media_id"]
        client.kf_message.send_image(api.customer, api.kfid, media_id)
        items = [{"type": "click", "click": {"id": "1", "content": "好"}}]
        client.kf_message.send_msgmenu(api.customer, api.kfid, "头", items, "尾")
        rows = api.control.ledger()
        assert [row.msgtype for row in rows] == ["text", "image", "msgmenu"]
        assert rows[0].text == "您好，在的"

    def test_it_manages_states_servicers_links_and_welcomes(
        self, client: Any, api: Api
    ) -> None:
        api.control.enter(api.kfid, api.customer)
        code = api.last_event()["welcome_code"]
        welcome = {"text": {"content": "欢迎"}}
        assert client.kf.send_msg_on_event(code, "text", welcome)["errcode"] == 0
        api.says()
        kf = client.kf
        assert kf.get_service_state(api.kfid, api.customer)["service_state"] == 0
        kf.add_servicer(api.kfid, "newcomer")
        kf.trans_service_state(api.kfid, api.customer, 3, "newcomer")
        assert kf.get_service_state(api.kfid, api.customer)["service_state"] == 3
        assert {"userid": "newcomer", "status": 0} in kf.get_servicer_list(api.kfid)[
            "servicer_list"
        ]
        kf.del_servicer(api.kfid, "newcomer")
        assert kf.add_contact_way(api.kfid, "shop")["url"].startswith("https://")
        listed = kf.batchget_customer(api.customer)["customer_list"]
        assert listed[0]["external_userid"] == api.customer

    def test_it_reports_refusals(self, client: Any, api: Api) -> None:
        with pytest.raises(WeChatClientException) as refused:
            client.kf_message.send_text(api.customer, api.kfid, "没人")
        assert refused.value.errcode == 95018


class TestPyWecomToolkit:
    """py-wecom-toolkit: tokens, addresses, media."""

    @pytest.fixture
    def token(self, sandbox: Sandbox) -> str:
        tokens = WeComServerAccessTokenManager(
            corpid=sandbox.corp_id,
            corpsecret=sandbox.secret,
            cache=WeComServerMemoryCache(),
            base_url=f"{sandbox.base_url}gettoken",
            trust_env=False,
        )
        assert tokens.get_token() == tokens.get_token()
        return str(tokens.get_token())

    @pytest.fixture
    def client(self, sandbox: Sandbox, token: str) -> Any:
        with WeComServerClient(
            sandbox.corp_id,
            sandbox.secret,
            access_token=token,
            cache=WeComServerMemoryCache(),
            base_url=sandbox.base_url,
            trust_env=False,
        ) as client:
            yield client

    def test_it_uploads_and_downloads_media(
        self, client: Any, tmp_path: Path, sandbox: Sandbox
    ) -> None:
        file = tmp_path / "报价单 一.txt"
        file.write_bytes(b"content of the file")
        media_id = client.upload_media(str(file), "file").media_id
        assert client.download_media(media_id) == b"content of the file"
        requests_made = sandbox.control.metrics()["requests"]
        assert requests_made == {"gettoken": 1, "media/upload": 1, "media/get": 1}

    def test_it_reports_a_refused_upload(self, client: Any, tmp_path: Path) -> None:
        file = tmp_path / "not a picture.png"
        file.write_bytes(b"just text, no picture")
        with pytest.raises(WeComServerAPIError) as refused:
            client.upload_media(str(file), "image")
        assert "40123" in str(refused.value)
