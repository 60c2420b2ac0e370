"""Words in free text that may mean an emergency. Recognises them; never judges whether it is one."""

import re

# The danger signs of clinical facts 1.5 [D], as people write them. A false alarm costs one line; a miss may cost a life,
# so a "no" before the words does not silence them.
_CHINESE = (
    r"胸口?(很|好|有点|一直)?[疼痛闷]|心口[疼痛]|压得慌|后背撕裂|喘不[上过]?[来气]|透不过气|呼吸困难|不能平躺|"
    r"说话不清|口齿不清|嘴[巴]?歪|口角歪|半边(身子|身体|脸|手脚)?.{0,3}[麻木瘫]|手脚(发麻|没力|无力)|"
    r"昏[倒迷]|晕倒|晕过去|叫不醒|不省人事|抽搐|抽风|吐血|便血|救命|想死|不想活|自杀"
)
_ENGLISH = (
    r"chest (pain|hurts|tight\w*)|pain in (my|the) chest|can'?t breathe|cannot breathe|short of breath|"
    r"slurred|face droop\w*|one side (is )?(weak|numb)|faint(ed|ing)|passed out|unconscious|seizure|"
    r"vomiting blood|help me|kill myself|suicid\w*|want to die"
)
_CRIES = re.compile(f"{_CHINESE}|\\b({_ENGLISH})", re.IGNORECASE)


def sounds_urgent(text: str) -> bool:
    """Whether a text holds words of danger."""
    return _CRIES.search(text) is not None
