"""The words around a number: who, when not, compared with what, and those that mean nothing. Plain tables."""

from domain.spoken.kinds import Kind

FAMILY = (
    "爸, 妈, 爸爸, 妈妈, 父亲, 母亲, 老爸, 老妈, 爷爷, 奶奶, 外公, 外婆, 姥姥, 姥爷, 公公, 婆婆, 老公, "
    "老婆, 丈夫, 妻子, 老伴, 老伴儿, 爱人, 媳妇, 儿子, 女儿, 孙子, 孙女, 哥, 姐, 弟, 妹, 哥哥, 姐姐, "
    "弟弟, 妹妹, 大哥, 大姐, 嫂子, 岳父, 岳母, 丈母娘, 老丈人, 老头, 老头子, 老太太, 老太婆, 邻居, 朋友, "
    "同事, 同学, 叔叔, 阿姨, 舅舅, 姑姑, 姨妈, 姨, 舅, 叔, 对象, 孩子, 亲家, 儿媳, 女婿, 老人, 老人家, "
    "娘, 爹, 老娘, 老爹, 他, 她, 他们, 大妈, 大爷, 大叔, 大婶, 大娘, 隔壁, 别人, 人家, 我们家, 张婶, he, "
    "she, his, her, him, their, they, he's, she's, someone, somebody, everyone, patient"
)
RELATIVES = (  # also as mothers and mother's
    "mother, mom, mum, mam, father, dad, wife, husband, spouse, partner, son, daughter, brother, sister, "
    "grandma, grandpa, granny, grandmother, grandfather, neighbour, neighbor, friend, uncle, aunt, aunty, "
    "auntie, cousin, colleague, boss, hubby, mama, papa, mummy, mommy, daddy, roommate, girlfriend, "
    "boyfriend, kid, child"
)
SIMPLE = {
    Kind.ME: "我, 本人, 自己, 俺, 咱, 我的, 我自己, i, my, me, mine, myself, i'm, im, i've",
    Kind.SOMEBODY_ELSE: FAMILY,
    Kind.MEASURED: "took, checked, 量, 量了, 测, 测了, 量的, 测的, 测得, 量得, 量出来, 测出来, 测量, "
    "量血压, 测血压, 测血糖, 量体温, 自测, 结果, 读数, 记录, 打卡, 上报, 报告, 记一下, 登记, 显示, "
    "测出, 量出, 复测, 又量, 再量, 量过, 测过, 刚量, 刚测, 记, 数值, reading, readings, measured, "
    "measurement, took it, logged, log, record, got, result, results, checked, monitor says, "
    "measures, measure, test, tested",
    Kind.PLAN: "上次, 上回, 上周, 上星期, 上个星期, 上礼拜, 前几天, 前些天, 前阵子, last time, "
    "last week, the other day, "
    "days ago, 明天, 明早, 明晚, 明日, 明儿, 后天, 大后天, 下周, 下星期, 下个月, "
    "下月, 下次, 明年, 等下, 等一下, 等会去, 待会, 待会儿, 等会, 等会儿, 一会再, 如果, 要是, 假如, "
    "假设, 万一, 比如, 例如, 譬如, 建议, 推荐, 每天, 每日, 每周, 每次, 平时, 通常, 一般, 往常, 以前, "
    "过去, 曾经, 去年, 前年, 上个月, 上月, 早些年, 年轻时, 原来, 从前, 要求, 至少, 最少, 最多, "
    "tomorrow, tmrw, tmr, if, supposed to, next week, next time, next month, later, every day, "
    "everyday, each day, daily, usually, normally, typically, last year, last month, used to, "
    "years ago, e g, for example, example, such as, at least, how to, suppose, recommend, "
    "recommended, advised, why, when will",
    Kind.WISH: "打算, 准备, 计划, 想, 想去, 应该, 应, 需要, 要, 必须, 可以, 能, 能不能, 会, 将, 别, 坚持, "
    "争取, 希望, will, i'll, gonna, going to, plan, planning, plan to, should, would, could, can, "
    "can i, let's, lets, need to, needs to, want to, have to, must, hope to",
    Kind.NOT_DONE: "没, 没有, 不, 不是, 并非, isn't, isnt, wasn't, wasnt, 未, 还没, 没去, 没走, "
    "没跳, 没跑, 没练, 没锻炼, 没运动, 不想, 懒得, "
    "取消, not, no, didn't, didnt, don't, dont, haven't, couldn't, can't, cannot, never, missed, "
    "skipped, without, cancelled, canceled, instead of",
    Kind.TARGET: "平均, 平均值, 平均血压, 均值, average, averages, averaged, avg, "
    "正常血压, 正常值, 正常范围, 正常是, 正常应该, 正常的血压, 正常人, 正常情况, 正常情况下, "
    "正常血糖, 正常的血糖, 正常体重, 标准, 标准体重, 理想, 标准血压, 目标, 目标值, 控制在, 降到, "
    "控制到, 达到, 范围, 警戒线, 临界, 参考值, 界限, 上限, 下限, 标准是, 血压标准, 超标, normal bp, "
    "normal blood pressure, normal range, normal is, normal sugar, normal glucose, target, goal, "
    "ideal, limit, guideline, guidelines, cutoff, threshold, healthy range, range, "
    "normal blood sugar, controlled to, aim, aim for, between, reference, should be, must be",
    Kind.COMPARED: "than, 低于, 高于, 超过, 不到, 小于, 大于, 不超过, 不高于, 不低于, 多于, 少于, 是不是, "
    "是否, 高过, 等于, <, >, ≥, ≤, below, under, above, less than, more than, lower than, "
    "higher than, greater than, exceeds, exceed, at most, up to, is it",
    Kind.REST: "休息, 静坐, 静坐了, 坐了, 坐着, 坐车, 睡了, 睡觉, 看电视, 等了, 等, 开车, 坐, 躺, 躺了, "
    "午睡, 聊天, 打牌, 打麻将, 麻将, 开会, 上网, 看书, 电动车, 骑电动车, 电瓶车, 骑电瓶车, 摩托, "
    "摩托车, 骑摩托, 骑摩托车, 做饭, 洗澡, 排队, 堵车, 看病, rest, rested, resting, sat for, "
    "sat down, i sat, sat quietly, sat still, sitting, waited, waiting, slept, sleep, nap, napped, "
    "tv, drove, drive, driving, bus ride, meeting, motorbike, e bike, ebike, scooter, cooking, "
    "cooked, shower, reading a book, movie, phone call",
    Kind.AFTERWARDS: "后, 以后, 之后, 过后, 完后",
    Kind.AGO: "前, 以前, 之前, ago, earlier",
    Kind.HALF: "半, 半个, half, half a, half an, a half, half of an",
    Kind.ARTICLE: "a, an",
    Kind.LINK: "slash, 杠, 斜杠, 斜线, over, ove, 比, 至, 到, to, and, &, 和, 跟",
    Kind.BREAK: "然后, 接着, 另外, 还有, then, also, plus, but, 但, 但是, 不过, 并且",
    Kind.QUIET: "烧到, 低到, 掉到, 跌到, 高到, 升到, 涨到, 冲到, 飙到, 飙升到, 高达, 低至, shot up to, went up to, "
    "rose to, jumped to, dropped to, fell to, went down to, "
    "那会儿, 这会儿, 儿, better, worse, improved, 感觉, 觉得, 舒服, 难受, 头痛, "
    "晕, 眩晕, 心慌, 胸闷, 恶心, 乏力, 没劲, 没力气, 没睡好, 睡得好, 睡不好, 不错, 挺好, "
    "很好, 老样子, 跟平时一样, 和平时一样, 跟昨天一样, 天冷, 天热, 冷, 热, 不知道, 准不准, 准吗, "
    "想知道, 请问, 问一下, 请问一下, "
    "麻烦, 医生说, 大夫说, 护士说, 村医说, 村医, 男, 女, 起床, dizzy, feeling dizzy, headache, "
    "tired, nauseous, stressed, worried, "
    "nervous, anxious, as usual, same as usual, for me, today's, male, female, not sure if, sure if, "
    "in the sun, the sun, 每分钟, 快, 慢, 有点快, 有点慢, 偏快, 偏慢, "
    "稳定, 平稳, 还可以, 还行, 帮, 给, 替, helped, 的, 了, 是, 为, 有, 在, 大概, 约, 大约, 左右, "
    "差不多, 这个, 那个, 呢, 啊, 呀, 哦, 嗯, 吧, 吗, 嘛, 哈, 啦, 哎, 唉, 好, 您好, 你好, 医生, 大夫, "
    "护士, 谢谢, 您, 你, 也, 还, 又, 就, 都, 才, 刚好, 有点高, 有点低, 有点, 高吗, 低吗, 正常, "
    "正常吗, 偏高, 偏低, 高了, 低了, 高不高, 好不好, 怎么样, 怎么办, 要紧吗, 行吗, 可以吗, 正常不, "
    "咋样, 咋办, 严重吗, 要不要紧, 高不, 高, 低, 左手, 右手, 左臂, 右臂, 左胳膊, 右胳膊, 左边, 右边, "
    "左, 右, 坐位, 卧位, 家里, 在家, 家里量的, 自己量的, 第一次, 第二次, 第三次, 第一遍, 第二遍, "
    "第1次, 第2次, 第3次, 一次, 两次, 有点儿, 一点, 了一点, 一点点, 一点儿, 有一点, 高一点, 低一点, "
    "稍微, 很, 太, 挺, 比较, 今天的, 只有, 只, 共, 总共, 用了, 时间, 到现在, 血压仪, 手表, 手环, "
    "水银, 电子, 汇报, 来, 去, 上, 下, 大, 小, 天气, 分别, 要紧, 不要紧, 有事, 没事, 不好, 不舒服, "
    "头晕, 头疼, 早安, 晚安, 早上好, 上午好, 中午好, 下午好, 晚上好, 大家好, 情况, 吃完药, 吃了药, "
    "吃药后, 服药后, 吃药前, 服药前, 没吃药, 没服药, 药前, 药后, 今天是, 一直, 一起, 一定, 一样, "
    "一些, 一会, 一会儿, 一下, 百分之, 千万, 整, 足, 做, 做了, 练, 练了, 完, 起来, 回来, was, is, "
    "are, were, be, of, the, it, its, it's, at, on, in, for, about, around, approx, approximately, "
    "with, by, just, so, this, that, hi, hello, hey, doctor, doc, dr, thanks, thank you, ok, okay, "
    "please, morning all, good morning, good evening, good afternoon, good night, am i, i am, "
    "left arm, right arm, left, right, arm, seated, sitting, standing, first, 2nd, 1st, second, "
    "too high, high, low, a bit, bit, normal, is that normal, is this normal, is that ok, "
    "is that high, did, do, had, have, has, went, went for, some, total, session, class, home, "
    "at home, here, after meds, before meds, after medication, before medication, feeling fine, fine, "
    "good, well, feel, feeling, quick, nice, all, again, very, number, numbers, came, came out, "
    "shows, showed, showing, says, check, as, park, round, out, off",
}
OFFICE = "医院, 卫生室, 卫生院, 诊所, 卫生站, 门诊, 卫生所, 体检, clinic, hospital, surgery"
ASKED = (  # what is normal, and not what was measured: until they speak of themselves or of a day
    "多少算正常, 多少正常, 多少是正常, 多少才正常, 多少算高, 多少才算高, 多少合适, 什么算正常, "
    "怎样算正常, what is normal, "
    "what is a normal, what's normal, what's a normal, what is a healthy, what's a healthy, what should"
)
BEFORE_A_CHANGE = "从, 由, from"  # from 160/100 to 140/90: the number straight after it is of another day
TARGET_ENDS = (  # said straight after a number, they make it a line and not a reading
    "之间, 以下, 以上, 以内, 之内, 才好, 才行, 才正常, 才算, 为宜, 最好, 就行, 就好, 就是高血压, "
    "or below, or less, or above, or higher, or lower, is the normal, is the target, is the goal, "
    "is my goal, is my target, is ideal, or under, or over"
)

# Traditional characters and the dialect's variants, to the ones the tables are written in.
TRADITIONAL = str.maketrans(
    "壓體點鐘鍾萬兩後飯圍數廣場極錦騎車遊脈縮張測個時間這媽爺鄉鎮醫師頭練鍛運動劍門幾餓歲號樓層電話還沒說嗎麼樣門開會從給幫貳陸參週禮鬆長達標範總檢結錄從應該發燒熱溫氣斷",
    "压体点钟钟万两后饭围数广场极锦骑车游脉缩张测个时间这妈爷乡镇医师头练锻运动剑门几饿岁号楼层电话还没说吗么样门开会从给帮贰陆叁周礼松长达标范总检结录从应该发烧热温气断",
)
