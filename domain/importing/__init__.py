"""Tables people send: what they may be of, which columns they have, what is wrong with a file or a row. Keeps nothing."""

from dataclasses import dataclass
from enum import StrEnum

MOST_BYTES = 20 * 2**20  # what a bot may download from Telegram
MOST_ROWS = 20_000


class Importable(StrEnum):
    """What a table may be of."""

    AREAS = "areas"
    RESIDENTS = "residents"
    ROSTER = "roster"
    POPULATION = "population"


class WrongWith(StrEnum):
    """What is wrong with a whole file."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    EMPTY = "empty"
    TOO_MANY_ROWS = "too_many_rows"
    NO_COLUMN = "no_column"


class Wrong(StrEnum):
    """What is wrong with a cell, or with the row it stands in."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    WRONG_CODE = "wrong_code"
    CODE_NOT_FREE = "code_not_free"
    NOT_A_LEVEL = "not_a_level"
    NOT_BELOW = "not_below"
    STANDS_ELSEWHERE = "stands_elsewhere"
    NO_SUCH_PLACE = "no_such_place"
    NOT_A_YEAR = "not_a_year"
    TOO_YOUNG = "too_young"
    NOT_A_SEX = "not_a_sex"
    NOT_A_PHONE = "not_a_phone"
    NOT_A_TAG = "not_a_tag"
    FOR_DOCTORS = "for_doctors"
    NEEDS_CONSENT = "needs_consent"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_A_ROLE = "not_a_role"
    NOT_ONESELF = "not_oneself"
    NO_SUCH_PERSON = "no_such_person"
    SEVERAL_PERSONS = "several_persons"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_DATE = "not_a_date"
    NOT_A_LAST_DAY = "not_a_last_day"
    TWICE = "twice"


class WrongFile(Exception):
    """The file is no table that can be checked row by row. `columns`: those it lacks."""

    def __init__(self, why: WrongWith, columns: tuple[str, ...] = ()) -> None:
        super().__init__(why.value)
        self.why, self.columns = why, columns


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong where: the number of the row as the sheet shows it, and the column's key."""

    row: int
    column: str
    wrong: Wrong


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its key, the headings it may have (Chinese first, then English), and an example."""

    key: str
    headings: tuple[str, ...]
    example: str
    required: bool = True


_NAME = Column("name", ("姓名", "Name"), "王秀英")
_BIRTH_YEAR = Column("birth_year", ("出生年份", "Birth year", "出生年", "出生年月"), "1958")
_PHONE = Column(
    "phone", ("电话", "Telephone", "手机", "手机号", "联系电话", "Phone"), "13800138000", required=False
)

COLUMNS: dict[Importable, tuple[Column, ...]] = {
    Importable.AREAS: (
        Column("code", ("编号", "Code", "地区编号", "代码"), "qingxi"),
        Column("name", ("名称", "Name", "地区名称"), "清溪村"),
        Column("level", ("级别", "Level", "层级"), "村"),
        Column("parent", ("上级编号", "Parent code", "上级", "Parent"), "chengguan", required=False),
    ),
    Importable.RESIDENTS: (
        _NAME,
        _BIRTH_YEAR,
        Column("sex", ("性别", "Sex"), "女", required=False),
        Column("area", ("村编号", "Village code", "网格编号", "地区编号"), "qingxi"),
        _PHONE,
        Column("tags", ("标签", "Tags", "人群"), "高血压、独居", required=False),
        Column("health", ("同意保存健康数据", "Health consent"), "是", required=False),
        Column("sharing", ("同意给医生看", "Sharing consent"), "是", required=False),
        Column("abroad", ("同意经过境外服务器", "Abroad consent"), "是", required=False),
    ),
    Importable.ROSTER: (
        _NAME,
        Column(_BIRTH_YEAR.key, _BIRTH_YEAR.headings, "1975", required=False),
        _PHONE,
        Column("village", ("居住村编号", "Home village code"), "qingxi", required=False),
        Column("role", ("角色", "Role", "岗位"), "网格员"),
        Column("area", ("负责地区编号", "Area code", "地区编号"), "qingxi"),
        Column("until", ("结束日期", "Until", "截止日期", "离任日期"), "2027-12-31", required=False),
    ),
    Importable.POPULATION: (
        Column("area", ("村编号", "Village code", "地区编号", "编号", "Code"), "qingxi"),
        Column("filed", ("建档人数", "Filed people", "建档总人数"), "1200"),
        Column("as_of", ("截至日期", "As of", "日期"), "2026-11-01"),
    ),
}


def column_of(kind: Importable, key: str) -> Column:
    return next(column for column in COLUMNS[kind] if column.key == key)
