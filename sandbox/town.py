"""A small town of people to play with: residents, a village group, a volunteer, a doctor, an administrator, neighbours.

Only their Telegram accounts; what a bot knows of them is the bot's affair.
"""

from dataclasses import dataclass

from sandbox.control import Control


@dataclass(frozen=True, slots=True)
class Townsperson:
    key: str
    first_name: str
    language_code: str
    note: str


PEOPLE = (
    Townsperson("wang", "王秀英", "zh-hans", "居民，68岁，在吃降压药 · resident, 68, in treatment"),
    Townsperson("li", "李建国", "zh-hans", "居民，74岁，眼睛不好，用大字 · resident, 74, poor eyesight"),
    Townsperson("zhang", "张桂兰", "zh-hans", "居民，61岁，有糖尿病 · resident, 61, diabetes"),
    Townsperson("mary", "Mary Carter", "en", "resident, 66, writes English · 居民，说英语"),
    Townsperson("chen", "陈阿姨", "zh-hans", "新来的，还没加入 · newcomer, has not joined"),
    Townsperson("liu", "刘志远", "zh-hans", "网格员 · grid volunteer"),
    Townsperson("sun", "孙医生", "zh-hans", "村医 · village doctor"),
    Townsperson("zhou", "周主任", "zh-hans", "管理员 · administrator"),
)
# Who else lives there, with a telephone, and hardly says a word.
NEIGHBOURS = (
    "陈德福",
    "林秋香",
    "黄水生",
    "赵玉兰",
    "周大海",
    "徐春梅",
    "孙长贵",
    "马玉珍",
    "朱国平",
    "胡翠英",
    "郭有田",
    "高月娥",
)
GROUP_TITLE = "清溪村健康群"


@dataclass(frozen=True, slots=True)
class Town:
    """The people by key, the neighbours in their order, and the village group, by their Telegram ids."""

    people: dict[str, int]
    group: int
    neighbours: tuple[int, ...] = ()


def settle(control: Control) -> Town:
    """Give everybody an account and open the group, with the bot as its administrator."""
    people = {
        one.key: int(control.add_person(one.first_name, language_code=one.language_code, note=one.note)["id"])
        for one in PEOPLE
    }
    founder_first = [people["zhou"], *(id_ for key, id_ in people.items() if key != "zhou")]
    neighbours = tuple(
        int(control.add_person(name, language_code="zh-hans", note="邻居 · neighbour")["id"])
        for name in NEIGHBOURS
    )
    members = [*founder_first, *neighbours]
    group = control.add_chat("supergroup", GROUP_TITLE, members, bot="administrator")
    return Town(people, int(group["id"]), neighbours)


def find(control: Control) -> Town:
    """The town of an earlier start. Raises LookupError when it is not the one settled here."""
    by_name = {str(person["first_name"]): int(person["id"]) for person in control.list_people()}
    groups = [int(chat["id"]) for chat in control.list_chats() if chat["title"] == GROUP_TITLE]
    if not groups or any(one.first_name not in by_name for one in PEOPLE):
        raise LookupError("this is another town")
    neighbours = tuple(by_name[name] for name in NEIGHBOURS if name in by_name)
    return Town({one.key: by_name[one.first_name] for one in PEOPLE}, groups[0], neighbours)
