"""The words people put into tables, and what each means: in Chinese, in English, and as our own codes."""

from collections.abc import Mapping
from typing import TypeVar

from domain.areas import LEVELS
from domain.people import Role, Sex, Tag

T = TypeVar("T")


def _known(meant: Mapping[T, str], code: Mapping[T, str]) -> dict[str, T]:
    """A table from each word, words divided by `|`, and from the code, to what it means."""
    words = {word.casefold(): one for one, said in meant.items() for word in said.split("|")}
    return words | {name.casefold(): one for one, name in code.items()}


_ROLES = {
    Role.VOLUNTEER: "网格员|志愿者|网格志愿者|grid volunteer",
    Role.SPECIALIST: "县级专家|县里专家|专家|县级专科医生|county specialist",
    Role.DOCTOR: "医生|全科医生|执业医师|doctor",
    Role.VILLAGE_DOCTOR: "村医|乡村医生|village doctor",
    Role.NURSE: "护士|nurse",
    Role.ADMINISTRATOR: "管理员|administrator",
    Role.CLERK: "办事员|兑换点工作人员|部门经办人|clerk",
    Role.AUDITOR: "审计员|审计|auditor",
}
_LEVELS = {
    "city": "市|地级市|city",
    "county": "县|区|县区|county",
    "township": "乡镇|乡|镇|街道|township",
    "village": "村|社区|village",
    "grid": "网格|grid",
}
_SEXES = {Sex.FEMALE: "女|女性|woman|f", Sex.MALE: "男|男性|man|m"}
_TAGS = {
    Tag.HYPERTENSION: "高血压|high blood pressure",
    Tag.DIABETES: "糖尿病|diabetes",
    Tag.PREGNANT: "孕产妇|怀孕或喂奶|怀孕或哺乳|怀孕|哺乳|pregnant or breast-feeding",
    Tag.COPD: "慢阻肺|慢性肺病|chronic lung disease",
    Tag.STROKE_HEART_KIDNEY: "中风、心脏或肾病|中风心脏病肾病|脑卒中|冠心病|肾病"
    "|stroke, heart or kidney disease|stroke, heart or kidneys",
    Tag.TUBERCULOSIS: "结核病|肺结核|tuberculosis",
    Tag.SEVERE_MENTAL_ILLNESS: "严重精神障碍|serious mental illness",
    Tag.DISABLED: "残疾|残疾人|disability",
    Tag.POVERTY_LIFTED: "脱贫户|脱贫人口|脱贫|lifted out of poverty",
    Tag.SPECIAL_FAMILY: "计生特殊家庭|计划生育特殊家庭|special family-planning family|one-child special family",
    Tag.LIVES_ALONE: "独居|一个人住|living alone",
    Tag.HOUSEBOUND: "行动不便|出门不方便|出门不便|hard to leave home",
}
ROLES = _known(_ROLES, {role: role.value for role in _ROLES})
LEVEL_WORDS = _known(_LEVELS, {level: level for level in LEVELS})
SEXES = _known(_SEXES, {sex: sex.value for sex in Sex})
TAGS = _known(_TAGS, {tag: tag.value for tag in Tag})
YES_OR_NO = {
    "是": True, "有": True, "同意": True, "yes": True, "y": True, "1": True, "√": True,
    "否": False, "无": False, "不同意": False, "no": False, "n": False, "0": False, "×": False,
}  # fmt: skip
