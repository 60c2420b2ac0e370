"""Who the bot is and what it says about itself: name, descriptions, default rights, menu button."""

from sandbox.errors import bad_request
from sandbox.parameters import Parameters
from sandbox.show import RIGHTS, show_bot
from sandbox.state import Bot, Json
from sandbox.world import World

# Bot API, setMyName, setMyDescription, setMyShortDescription.
LENGTHS = {"name": 64, "description": 512, "short_description": 120}


def get_me(world: World, bot: Bot, parameters: Parameters) -> Json:
    """getMe."""
    abilities = {
        "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False,
        "can_connect_to_business": False, "has_main_web_app": False, "has_topics_enabled": False,
    }  # fmt: skip
    return {**show_bot(bot), **abilities}


def acknowledge_only(world: World, bot: Bot, parameters: Parameters) -> bool:
    """logOut and close: nothing to do here."""
    return True


def _set(bot: Bot, parameters: Parameters, field: str) -> bool:
    value = (parameters.text(field) or "").strip()
    if len(value) > LENGTHS[field]:
        raise bad_request(f"{field.replace('_', ' ')} is too long")
    bot.profile[f"{field}|{parameters.text('language_code') or ''}"] = value
    return True


def _get(bot: Bot, parameters: Parameters, field: str, default: str = "") -> Json:
    translated = bot.profile.get(f"{field}|{parameters.text('language_code') or ''}")
    return {field: translated or bot.profile.get(f"{field}|") or default}


def set_my_name(world: World, bot: Bot, parameters: Parameters) -> bool:
    """setMyName; without a language it is also the name people see."""
    _set(bot, parameters, "name")
    name = bot.profile.get("name|")
    bot.first_name = name or bot.first_name
    return True


def get_my_name(world: World, bot: Bot, parameters: Parameters) -> Json:
    """getMyName."""
    return _get(bot, parameters, "name", bot.first_name)


def set_my_description(world: World, bot: Bot, parameters: Parameters) -> bool:
    """setMyDescription."""
    return _set(bot, parameters, "description")


def get_my_description(world: World, bot: Bot, parameters: Parameters) -> Json:
    """getMyDescription."""
    return _get(bot, parameters, "description")


def set_my_short_description(world: World, bot: Bot, parameters: Parameters) -> bool:
    """setMyShortDescription."""
    return _set(bot, parameters, "short_description")


def get_my_short_description(world: World, bot: Bot, parameters: Parameters) -> Json:
    """getMyShortDescription."""
    return _get(bot, parameters, "short_description")


def set_my_default_administrator_rights(world: World, bot: Bot, parameters: Parameters) -> bool:
    """setMyDefaultAdministratorRights."""
    key = "channels" if parameters.flag("for_channels") else "groups"
    bot.default_rights[key] = parameters.mapping("rights")
    return True


def get_my_default_administrator_rights(world: World, bot: Bot, parameters: Parameters) -> Json:
    """getMyDefaultAdministratorRights: ChatAdministratorRights, all off until set."""
    key = "channels" if parameters.flag("for_channels") else "groups"
    return {**dict.fromkeys(RIGHTS, False), **bot.default_rights.get(key, {})}


def set_chat_menu_button(world: World, bot: Bot, parameters: Parameters) -> bool:
    """setChatMenuButton: for one private chat or, without chat_id, for all."""
    bot.menu_buttons[parameters.text("chat_id") or ""] = parameters.mapping("menu_button") or {
        "type": "default"
    }
    return True


def get_chat_menu_button(world: World, bot: Bot, parameters: Parameters) -> Json:
    """getChatMenuButton."""
    own = bot.menu_buttons.get(parameters.text("chat_id") or "")
    return own or bot.menu_buttons.get("") or {"type": "commands"}
