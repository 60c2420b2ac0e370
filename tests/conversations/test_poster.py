"""A village's poster: walked to by its administrator, sent as a picture and as a PDF; nobody else gets one."""

import pytest

from tests.cast import Village
from tests.conversations.looking import once_is_enough, said


@once_is_enough
async def test_an_administrator_gets_a_page_to_print(village: Village) -> None:
    boss = village.administrator
    await boss.sends("/poster")
    await boss.taps("清溪村")
    picture, page = [one for one in boss.sees() if one["media"]]
    assert picture["media"]["type"] == "photo"
    assert picture["caption"].endswith("start=v-qingxi")
    assert page["media"]["file_name"] == "poster-qingxi.pdf"
    assert page["media"]["size"] > 5000


@pytest.mark.parametrize("who", ["resident", "doctor", "volunteer_elsewhere"])
@once_is_enough
async def test_nobody_else_does(village: Village, who: str) -> None:
    stranger = village.players[who]
    await stranger.sends("/poster")
    assert stranger.reads() == said("I cannot do that for you here.")
    for data in (f"posterof:{village.village_id}", "posterof:999", "pst:1:0", "pst:0:0"):
        await stranger.taps_on(stranger.last(), data=data)
        assert "清溪村" not in stranger.buttons()
    assert not any(one["media"] for one in stranger.sees())
