// The page's own words in both languages. Never the bot's: those come in its messages.

const WORDS = {
  en: {
    title: "Sandbox chat",
    otherLanguage: "中文",
    whoAreYou: "Who are you?",
    whoHint: "Tap a person to be them. Everything stays on this machine.",
    people: "People and groups",
    nobody: "Nobody lives here yet.",
    addPerson: "Add a person",
    name: "Name",
    username: "Username (if any)",
    theirLanguage: "Language of their phone",
    add: "Add",
    cancel: "Cancel",
    back: "Back to the people",
    youAre: "You are {name}",
    choose: "Choose a person",
    privateChat: "Private chat with the bot",
    unread: "new messages",
    virtualTime: "Time in the sandbox",
    plusHour: "+1 hour",
    nextMorning: "Next morning",
    plusWeek: "+1 week",
    messages: "Messages",
    earlier: "Earlier messages",
    emptyChat: "No messages yet.",
    start: "Start",
    toBottom: "To the newest message",
    write: "Message",
    send: "Send",
    attach: "Attach a photo or a file",
    commands: "Commands",
    reply: "Reply",
    cancelReply: "Do not reply",
    edited: "edited",
    deleted: "Message deleted",
    forwardedFrom: "Forwarded from {name}",
    place: "Place:",
    onlyYou: "only you see this",
    pinned: "pinned",
    ok: "OK",
    close: "Close",
    copied: "Copied",
    picture: "Picture",
    photo: "Photo",
    file: "File",
    quiz: "Quiz",
    poll: "Poll",
    anonymous: "anonymous",
    closed: "closed",
    vote: "Vote",
    votes: "Votes: {count}",
    yourVote: "your vote",
    rightAnswer: "right answer",
    wrongAnswer: "wrong answer",
    offline: "The sandbox does not answer. Trying again …",
    tooLarge: "This file is too large: 20 MB at most.",
  },
  zh: {
    title: "沙盒聊天",
    otherLanguage: "English",
    whoAreYou: "您是哪一位？",
    whoHint: "点一个人，您就是他。所有内容都留在这台电脑上。",
    people: "居民和群组",
    nobody: "这里还没有人。",
    addPerson: "添加一个人",
    name: "姓名",
    username: "用户名（可不填）",
    theirLanguage: "手机语言",
    add: "添加",
    cancel: "取消",
    back: "返回名单",
    youAre: "您是 {name}",
    choose: "请选择一个人",
    privateChat: "与机器人的私聊",
    unread: "有新消息",
    virtualTime: "沙盒里的时间",
    plusHour: "+1 小时",
    nextMorning: "明早",
    plusWeek: "+1 周",
    messages: "消息",
    earlier: "更早的消息",
    emptyChat: "还没有消息。",
    start: "开始",
    toBottom: "到最新消息",
    write: "输入消息",
    send: "发送",
    attach: "添加照片或文件",
    commands: "命令",
    reply: "回复",
    cancelReply: "不回复了",
    edited: "已编辑",
    deleted: "消息已删除",
    forwardedFrom: "转发自 {name}",
    place: "位置：",
    onlyYou: "只有您能看到",
    pinned: "已置顶",
    ok: "好",
    close: "关闭",
    copied: "已复制",
    picture: "图片",
    photo: "照片",
    file: "文件",
    quiz: "小测验",
    poll: "投票",
    anonymous: "匿名",
    closed: "已结束",
    vote: "投票",
    votes: "{count} 票",
    yourVote: "您的选择",
    rightAnswer: "正确答案",
    wrongAnswer: "答错了",
    offline: "沙盒没有回应，正在重试……",
    tooLarge: "文件太大：最多 20 MB。",
  },
};

const remembered = localStorage.getItem("language");
let language = remembered in WORDS ? remembered : navigator.language.startsWith("zh") ? "zh" : "en";

export const locale = () => (language === "zh" ? "zh-CN" : "en-GB");

export function word(id, values = {}) {
  return WORDS[language][id].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  localStorage.setItem("language", language);
}

export function putWords() {
  document.documentElement.lang = locale();
  document.title = word("title");
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
  for (const node of document.querySelectorAll("[data-word-label]")) {
    node.setAttribute("aria-label", word(node.dataset.wordLabel));
    if (node.tagName === "BUTTON") node.title = word(node.dataset.wordLabel);
  }
}
