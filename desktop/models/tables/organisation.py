"""Tables of who we are: corps, accounts, operators, teams.

Times are Unix milliseconds; secrets are in the keyring, never here.
"""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class CorpRow(SQLModel, table=True):
    """One connected corporation."""

    __tablename__ = "corp"
    id: int | None = Field(default=None, primary_key=True)
    corpid: str = Field(unique=True)
    name: str
    base_url: str
    proxy_url: str = ""
    poll_per_minute: int = 30
    failure: str | None = None
    failure_detail: str = ""
    connected_at: int
    """0 after it was disconnected; what was said with its customers stays."""


class TeamRow(SQLModel, table=True):
    """A store or group."""

    __tablename__ = "team"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)


class OperatorRow(SQLModel, table=True):
    """A person at a desk; until teams come there is one, who is admin."""

    __tablename__ = "operator"
    id: int | None = Field(default=None, primary_key=True)
    name: str
    role: str


class TeamMemberRow(SQLModel, table=True):
    """Which operators belong to which team."""

    __tablename__ = "team_member"
    team_id: int = Field(foreign_key="team.id", primary_key=True)
    operator_id: int = Field(foreign_key="operator.id", primary_key=True)


class AccountRow(SQLModel, table=True):
    """One line of the switchboard with its reading position."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("corp_id", "external_id"),)
    id: int | None = Field(default=None, primary_key=True)
    corp_id: int = Field(foreign_key="corp.id")
    team_id: int | None = Field(default=None, foreign_key="team.id")
    kind: str
    external_id: str
    """open_kfid of a kf account."""
    name: str
    colour: int
    enabled: bool
    manageable: bool
    cursor: str = ""
    last_read_at: int | None = None
    caught_up: bool = False
    failure: str | None = None


class ServicerRow(SQLModel, table=True):
    """Who may answer an account's customers in the WeCom client, as last read."""

    __tablename__ = "servicer"
    account_id: int = Field(foreign_key="account.id", primary_key=True)
    userid: str = Field(primary_key=True)
    serving: bool


class RejectionRow(SQLModel, table=True):
    """A code that a corp has answered to a first attempt to send.

    Such a code cannot mean "this msgid was used before".
    """

    __tablename__ = "first_rejection"
    corp_id: int = Field(foreign_key="corp.id", primary_key=True)
    errcode: int = Field(primary_key=True)
