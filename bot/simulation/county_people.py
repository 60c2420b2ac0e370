"""The rows of a county's places and people: areas, groups, persons, consents, tags, roles. Measures nothing."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time

from bot.simulation.county import CITY, COUNTY, County, mixed
from bot.simulation.resident import HOME
from bot.wording import page
from domain.authority import Origin
from domain.people import ConsentScope, Language, Sex, Tag
from storage import sealed
from storage.engine.loading import Value, as_kept

Rows = Iterator[Sequence[Value]]

FIRST_ACCOUNT = 800_000_000  # Telegram's ids, far from those of the sandbox
FIRST_GROUP = -1_002_500_000_000
FAMILIES, GIVEN = (
    "王李张刘陈杨赵黄周吴徐孙马朱胡林",
    ("桂兰", "秀英", "建国", "志强", "玉珍", "德福", "春梅", "大山", "有福", "小红"),
)
REFUSES_HEALTH = 3  # in a hundred
TAGS = (
    (Tag.HYPERTENSION, 27),
    (Tag.DIABETES, 11),
    (Tag.LIVES_ALONE, 8),
    (Tag.STROKE_HEART_KIDNEY, 4),
)  # in a hundred

AREA = ("id", "parent_id", "level", "name", "code", "timezone", "path")
GROUP = ("id", "telegram_id", "title", "area_id", "bot_status", "may_delete", "bound_by", "bound_at")
PERSON = (
    "id", "telegram_id", "name", "language", "timezone", "area_id", "birth_year", "sex",
    "consents_health", "consents_sharing", "consents_abroad", "joined_at",
)  # fmt: skip
CONSENT = ("person_id", "scope", "given", "version", "text_hash", "channel", "at")
PERSON_TAG = ("person_id", "tag")
MEMBERSHIP = ("person_id", "area_id", "role", "since", "origin")
POPULATION = ("area_id", "as_of", "filed", "noted_at")


def areas(county: County) -> Rows:
    above = f"/{CITY}/{COUNTY}/"
    yield CITY, None, "city", "云河市", "yunhe", HOME.key, f"/{CITY}/"
    yield COUNTY, CITY, "county", "青山县", "qingshan", HOME.key, above
    for number in range(county.townships):
        here = county.township(number)
        yield here, COUNTY, "township", f"第{number + 1}镇", f"t{number + 1}", HOME.key, f"{above}{here}/"
    for number in range(county.villages):
        township, here = county.township(county.township_of(number)), county.village(number)
        path = f"{above}{township}/{here}/"
        yield here, township, "village", f"第{number + 1}村", f"v{number + 1}", HOME.key, path
    for number in range(county.grids):
        village = county.village(county.village_of(number))
        township, here = county.township(county.township_of(county.village_of(number))), county.grid(number)
        path = f"{above}{township}/{village}/{here}/"
        yield here, village, "grid", f"第{number + 1}网格", f"g{number + 1}", HOME.key, path


def joined_at(county: County) -> datetime:
    return datetime.combine(county.first, time(1, 0), UTC)


def groups(county: County) -> Rows:
    """One a village, bound by the administrator of the county."""
    title, at = sealed.seal("健康群"), as_kept(joined_at(county))
    for number in range(county.villages):
        yield number + 1, FIRST_GROUP - number, title, county.village(number), "administrator", 1, 1, at


def names() -> list[str]:
    """Sealed once, and given to many: sealing half a million would take longer than everything else."""
    return [sealed.seal(family + given) for family in FAMILIES for given in GIVEN]


def has_telephone(county: County, number: int) -> bool:
    """One in ten has none: a volunteer writes down what they measure, and their consents are on paper."""
    return mixed(county.seed, number, 40) % 10 > 0


def agrees(county: County, number: int) -> bool:
    return mixed(county.seed, number, 1) % 100 >= REFUSES_HEALTH


def has(county: County, number: int, tag: Tag) -> bool:
    """Whether resident `number` has a tag; of whoever refuses, nothing about their health is kept."""
    chance = dict(TAGS)[tag]
    return agrees(county, number) and mixed(county.seed, number, 2 + list(Tag).index(tag)) % 100 < chance


def persons(county: County) -> Rows:
    called, at = names(), as_kept(joined_at(county))
    for place, (_role, area) in enumerate(county.staff(), 1):
        yield _person(county, place, FIRST_ACCOUNT + place, called, area, 1980, True, at)
    for number in range(county.residents):
        area, person = county.grid(county.grid_of(number)), county.resident(number)
        born = 1935 + mixed(county.seed, number, 50) % 50
        account = FIRST_ACCOUNT + person if has_telephone(county, number) else None
        yield _person(county, person, account, called, area, born, agrees(county, number), at)


def _person(
    county: County,
    person: int,
    account: int | None,
    called: list[str],
    area: int,
    born: int,
    agreed: bool,
    at: Value,
) -> Sequence[Value]:
    drawn = mixed(county.seed, person)
    sex = Sex.FEMALE if drawn % 2 else Sex.MALE
    return (
        person, account, called[drawn % len(called)], Language.CHINESE.value, HOME.key, area,
        born, sex.value, int(agreed), 1, 1, at,
    )  # fmt: skip


def everybody(county: County) -> Iterator[tuple[int, bool, str]]:
    """Each person's id, whether health data may be kept of them, and how they said so."""
    yield from ((person, True, "telegram") for person in range(1, county.staff_count + 1))
    for number in range(county.residents):
        channel = "telegram" if has_telephone(county, number) else "paper"
        yield county.resident(number), agrees(county, number), channel


def consents(county: County) -> Rows:
    at = as_kept(joined_at(county))
    texts = [(scope, page(Language.CHINESE.value, scope.value)) for scope in ConsentScope]
    for person, agreed, channel in everybody(county):
        for scope, text in texts:
            given = agreed if scope is ConsentScope.HEALTH else True
            yield person, scope.value, int(given), text.version, text.hash, channel, at


def tags(county: County) -> Rows:
    for number in range(county.residents):
        yield from ((county.resident(number), tag.value) for tag, _ in TAGS if has(county, number, tag))


def memberships(county: County) -> Rows:
    since = county.first.isoformat()
    for person, (role, area) in enumerate(county.staff(), 1):
        yield person, area, role.value, since, Origin.APPOINTED.value


def populations(county: County) -> Rows:
    """Two and a half times as many are on file as have joined: participation is what the county aims at."""
    at, filed = as_kept(joined_at(county)), 0
    for number in range(county.villages):
        until = (number + 1) * county.residents * 5 // (2 * county.villages)
        yield county.village(number), county.first.isoformat(), until - filed, at
        filed = until
