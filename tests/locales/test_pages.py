"""The three texts people agree to say what the law and honesty ask, in every language, on one screen."""

import re

import pytest

from bot.wording import Page, page
from domain.people import ConsentScope, Language
from tests.locales import checks
from tests.locales.extraction import LOCALES

LANGUAGES = [language.value for language in Language]
SCOPES = [scope.value for scope in ConsentScope]
LONGEST = {"zh_CN": 900, "en": 1600}
LONGEST_SENTENCE = {"zh_CN": 75, "en": 220}
LONGEST_PARAGRAPH = {"zh_CN": 120, "en": 340}

# What each text must say (clinical facts 8.2), and the words by which it is recognised: page, Chinese, English.
OBLIGATORY = {
    "who operates it": ("health", "健康网格", "health grid"),
    "whom to ask": ("health", "负责人和电话", "in charge, and a phone number"),
    "purpose of keeping": ("health", "为了什么", "What for"),
    "blood pressure": ("health", "血压", "Blood pressure"),
    "glucose": ("health", "血糖", "blood sugar"),
    "weight": ("health", "体重", "weight"),
    "exercise": ("health", "运动", "exercise"),
    "symptoms": ("health", "不舒服", "symptoms"),
    "Telegram's number": ("health", "编号", "number"),
    "name": ("health", "名字", "name"),
    "year of birth": ("health", "出生年份", "year of birth"),
    "sex": ("health", "性别", "sex"),
    "village": ("health", "村", "village"),
    "conditions": ("health", "健康情况", "conditions"),
    "effect of a leak": ("health", "泄露", "leaked"),
    "why it is needed": ("health", "没法记", "cannot log"),
    "where it is stored": ("health", "服务器", "server"),
    "whose decision the time is": ("health", "由本县决定", "county decides"),
    "readings kept": ("health", "测量记录存3年", "readings 3 years"),
    "alerts kept": ("health", "预警存5年", "alerts 5 years"),
    "audit kept": ("health", "查看记录存3年", "who looked 3 years"),
    "deletion": ("health", "15天内", "within 15 days"),
    "automatic classification": ("health", "自动分轻重", "automatically"),
    "a human looks again": ("health", "人工", "doctor to look again"),
    "no diagnosis": ("health", "不看病", "do not diagnose"),
    "privacy command": ("health", "/privacy", "/privacy"),
    "copy command": ("health", "/mydata", "/mydata"),
    "delete command": ("health", "/forget", "/forget"),
    "audit command": ("health", "/whosaw", "/whosaw"),
    "correction command": ("health", "/history", "/history"),
    "voluntary": ("health", "自愿", "Your choice"),
    "refusing only stops logging": ("health", "只是不能记", "only logging is off"),
    "adults": ("health", "满18岁", "18 and over"),
    "not the emergency number": ("health", "不是120", "not 120"),
    "team: specialist": ("sharing", "县里专家", "county specialist"),
    "team: doctors": ("sharing", "医生、村医、护士", "doctor, village doctor, nurse"),
    "team: volunteer": ("sharing", "网格员", "grid volunteer"),
    "never the group": ("sharing", "群里谁也看不到", "Never anybody in the group"),
    "an alert is no ambulance": ("sharing", "先打120", "call 120 first"),
    "effect of not sharing": ("sharing", "没有人收到通知", "nobody is told"),
    "alerts are automatic": ("sharing", "自动", "automatically"),
    "sharing: how long": ("sharing", "预警5年", "alerts 5 years"),
    "sharing: who looked": ("sharing", "/whosaw", "/whosaw"),
    "sharing: withdraw": ("sharing", "/privacy", "/privacy"),
    "sharing is voluntary": ("sharing", "自愿", "Your choice"),
    "recipient": ("abroad", "Telegram 公司", "company Telegram"),
    "recipient's place": ("abroad", "迪拜", "Dubai"),
    "recipient's contact": ("abroad", "点提问", "Ask a Question"),
    "what goes abroad": ("abroad", "测量的数字", "readings"),
    "stored abroad": ("abroad", "国外的服务器", "servers abroad"),
    "not encrypted end to end": ("abroad", "不是端到端加密", "not end-to-end encrypted"),
    "cannot be fully deleted": ("abroad", "没法全部删掉", "cannot fully delete"),
    "rights there": ("abroad", "telegram.org/privacy", "telegram.org/privacy"),
    "rights here": ("abroad", "/forget", "/forget"),
    "abroad is voluntary": ("abroad", "自愿", "Your choice"),
    "effect of refusing abroad": ("abroad", "不记健康数据", "keep no health data"),
}


def body(language: str, name: str) -> str:
    return page(language, name).body


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_page_for_every_consent_and_no_other(language: str) -> None:
    found = {path.stem for path in (LOCALES / language / "pages").glob("*.md")}
    assert found == set(SCOPES)


@pytest.mark.parametrize("name", SCOPES)
def test_a_page_is_the_same_version_in_every_language(name: str) -> None:
    versions = {page(language, name).version for language in LANGUAGES}
    assert len(versions) == 1
    assert re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", versions.pop())


@pytest.mark.parametrize("element", OBLIGATORY)
def test_a_page_says_what_people_have_to_know(element: str) -> None:
    name, chinese, english = OBLIGATORY[element]
    assert chinese in body("zh_CN", name)
    assert english in body("en", name)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCOPES)
def test_a_page_is_short_in_short_paragraphs(language: str, name: str) -> None:
    text = body(language, name)
    assert len(text) <= LONGEST[language]
    assert [one for one in text.split("\n\n") if len(one) > LONGEST_PARAGRAPH[language]] == []
    assert [one for one in checks.sentences_of(text) if len(one) > LONGEST_SENTENCE[language]] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCOPES)
def test_a_page_is_finished_and_telegram_takes_it(language: str, name: str) -> None:
    shown: Page = page(language, name)
    assert shown.title
    assert checks.markup_mistakes(shown.body) == []
    assert not re.search(r"[{}\[\]]|TODO|XXX|___", shown.title + shown.body)


@pytest.mark.parametrize("name", SCOPES)
def test_both_languages_have_the_same_paragraphs(name: str) -> None:
    heads = [re.findall(r"<b>", body(language, name)) for language in LANGUAGES]
    commands = [set(re.findall(r"(?<![\w.])/[a-z]+", body(language, name))) for language in LANGUAGES]
    assert len(heads[0]) == len(heads[1])
    assert commands[0] == commands[1]


@pytest.mark.parametrize("name", SCOPES)
def test_chinese_pages_are_written_with_chinese_punctuation(name: str) -> None:
    assert checks.half_width_marks(body("zh_CN", name)) == []
    assert "你" not in body("zh_CN", name)
