"""The words people type and what they stand for, as plain tables. A new way to say something is a word here, not code."""

from enum import StrEnum


class Kind(StrEnum):
    """What a piece of a message can be."""

    NUMBER = "number"  # meaning: its unit, once one is known
    DEAD = "dead"  # a number that measures nothing of ours: 128元, 3楼, a telephone number
    HALF = "half"
    ARTICLE = "article"  # "an" hour
    UNIT = "unit"
    DURATION = "duration"
    LABEL = "label"
    MEAL = "meal"
    WHEN = "when"
    PART = "part"
    DAY = "day"
    WEEKDAY = "weekday"
    MONTH = "month"
    AGO = "ago"
    AFTERWARDS = "afterwards"
    EXERCISE = "exercise"
    REST = "rest"
    LINK = "link"
    BREAK = "break"
    MEASURED = "measured"
    ME = "me"
    SOMEBODY_ELSE = "somebody_else"
    HELPED_BY = "helped_by"
    PLAN = "plan"
    WISH = "wish"
    NOT_DONE = "not_done"
    TARGET = "target"
    COMPARED = "compared"
    FOREIGN = "foreign"
    QUIET = "quiet"
    UNKNOWN = "unknown"


LABELS = {
    "blood_pressure": "血压, 高血压, 低血压, 血压值, 压力值, 血鸭, 雪压, 血呀, 血亚, 学压, 血圧, 血丫, "
    "bp, b p, bps, blood pressure, blood presure, blod pressure, blood pressur, bloodpressure, "
    "pressure, presure",
    "systolic": "高压, 收缩压, 上压, 高呀, 高圧, 高亚, 大压, 高的, 上面的, 上面, systolic, systolc, "
    "sistolic, sys, top number, upper number, high number",
    "diastolic": "低压, 舒张压, 下压, 低呀, 低圧, 低亚, 底压, 小压, 低的, 下面的, 下面, diastolic, "
    "diastolc, dia, dias, bottom number, lower number, low number",
    "pulse": "心率, 脉搏, 心跳, 心律, 脉率, 脉博, 脉膊, pulse, puls, hr, heart rate, heartrate, "
    "heart beat, heartbeat, pr",
    "glucose": "血糖, 血糖值, 血唐, 血搪, 雪糖, glucose, glucos, glocose, glu, sugar, suger, blood sugar, "
    "blood glucose, bg, bs, bgl",
    "weight": "体重, 重量, weight, wieght, weigth, weigh, weighed, weighs, wt, 净重",
    "waist": "腰围, 腰身, 腰为, 腰圈, 裤腰, waist, waistline, wasit",
    "steps": "步数, 计步, 微信步数, 今日步数, steps, step count, stpes, pedometer",
    "temperature": "体温, 发烧, 发热, temperature, temp, fever, body temperature",
    "spo2": "血氧, 血氧饱和度, 氧饱和度, 血氧值, spo2, sp o2, o2, oxygen, o2 sat, oxygen saturation, "
    "sats, sat",
    "height": "身高, height, 个头",
    "hba1c": "糖化, 糖化血红蛋白, hba1c, a1c",
}
# Words that are labels only where a number follows at once, and the parts of a pressure only together: 高128低82.
WEAK_LABELS = {
    "systolic": "高, 上, 大, high, top, upper",
    "diastolic": "低, 下, 小, low, bottom, lower",
    "pulse": "心, 脉",
    "glucose": "糖",
    "weight": "重",
}

UNITS = {
    "mmhg": "mmhg, mm hg, 毫米汞柱, 汞柱, 毫米",
    "kpa": "kpa, 千帕",
    "bpm": "bpm, 次/分, 次每分, 次/分钟, 次一分钟, 次每分钟, 跳, beats, beats per minute, beats a minute, "
    "/min, per minute, 下/分",
    "times": "次, 下",
    "mmol": "mmol/l, mmol, mmo1/l, mmol l, 毫摩尔, 毫摩, 毫摩尔每升, 个单位",
    "mg_dl": "mg/dl, mgdl, mg dl, 毫克每分升, 毫克/分升",
    "kg": "kg, kgs, 公斤, 千克, 公金, kilo, kilos, kilogram, kilograms, 公斤重",
    "jin": "斤, 市斤, 斤重",
    "lb": "lb, lbs, pound, pounds, 磅",
    "cm": "cm, cms, 厘米, 公分, 里米, centimetres, centimeters",
    "chi": "尺, 市尺",
    "cun": "寸",
    "inch": "in, inch, inches, 英寸, 吋",
    "metre": "m, 米",
    "steps": "步, 步数, steps, step, stpes, steps today",
    "percent": "%, percent, 个百分点",
    "degrees": "度, °, 摄氏度, °c, 度c, c, celsius, degrees",
    "hour": "小时, 个小时, 钟头, 个钟头, 个钟, 时辰, h, hr, hrs, hour, hours, hous, huor",
    "minute": "分钟, 分, 分种, 分鈡, 来分钟, 多分钟, 几分钟, min, mins, minute, minutes, minuts, mintues, "
    "minuets, mn, ′",
    "quarter": "刻钟, 刻",
    "second": "秒, 秒钟, sec, secs, second, seconds",
    "day": "天, days, day",
    "week": "周, 个星期, 星期, 礼拜, 个礼拜, week, weeks",
    "date_year": "年",
    "date_month": "月",
    "date_day": "日, 号",
    "more": "多, 来",  # 6000多步: what was surely reached is kept
}
COUNTERS = (
    "元, 块, 块钱, 毛, 角, 美元, 万元, 楼, 层, 号楼, 单元, 室, 栋, 幢, 路, 路车, 路公交, 号线, 岁, 周岁, "
    "个, 人, 户, 页, 集, 遍, 组, 圈, 里, 里路, 公里, 千米, 片, 粒, 颗, 盒, 瓶, 碗, 杯, 克, 毫克, 毫升, "
    "升, 吨, 亩, 级, 届, 班, 年级, 台, 辆, 件, 套, 站, 趟, 顿, 口人, 倍, 式, 套路, 种, 样, 分之, 个月, "
    "月份, 年前, 个人, 局, 分贝, 千卡, 大卡, 瓦, 伏, 兆, 平米, 平方, 号桌, 号床, 床, 次课, 米高, 袋, "
    "dollars, dollar, usd, yuan, rmb, cents, euros, pounds each, years, year, yrs, yr, months, month, "
    "people, persons, pills, pill, tablets, tablet, tabs, mg, mcg, ml, g, grams, gram, l, litres, km, "
    "kms, mile, miles, metres, meters, yards, laps, reps, sets, times, floors, floor, street, st, rd, "
    "road, avenue, pages, page, kids, spoons, cups, cup, glasses, kcal, calories, cal, mph, kmh, "
    "percent off, degrees f, f, th, nd, rd floor, units, unit, iu, points, bucks, ft, feet, foot"
)
# What stands before a number that is none of ours.
FOREIGN_PREFIXES = (
    "第, 打了, 电话, 手机, 号码, 电话号码, 手机号, 打电话, 拨打, 打, 拨, 微信, 微信号, qq, 密码, 验证码, "
    "尾号, 编号, 房号, 房间, 车牌, 身份证, 身份证号, 身份证号码, 卡号, 账号, 工号, 门牌, 门牌号, 邮编, "
    "邮政编码, 订单, 单号, 快递, 页码, 比分, 得分, 考了, 分数, 价格, 价钱, 一共, 共花, 花了, 付了, 交了, "
    "胆固醇, 总胆固醇, 甘油三酯, 尿酸, 血脂, 肌酐, 血红蛋白, 血小板, 白细胞, 尿素, 转氨酶, 低密度, "
    "高密度, 尿糖, 血压计, 血糖仪, 高压锅, 降压药, 血压药, 降糖药, 年龄, 今年, 型号, 版本, 座位, 航班, "
    "车次, 彩票, 股票, 大盘, 温度, 气温, 室温, 水温, 胰岛素, 氨氯地平, 二甲双胍, 生日, 工资, 退休金, "
    "话费, 电费, 水费, 余额, 积分, $, ¥, €, £, #, №, @, no, number, phone, tel, call, dial, mobile, cell, "
    "code, otp, pin, password, room, flat, apt, apartment, bus, line, page, version, ticket, order, "
    "invoice, price, cost, costs, paid, pay, score, scored, cholesterol, ldl, hdl, triglycerides, "
    "uric acid, creatinine, aged, age, zip, postcode, seat, gate, flight, chapter, verse, ext, extension, "
    "id, bp monitor, insulin, metformin, amlodipine, born, channel, type, step, vitamin, balance, "
    "voucher, points"
)

_WALK = "走路, 步行, 健走, 走步, 徒步, 饭后走, 走路锻炼, walk, walks, walked, walking, walkd, waking for"
EXERCISES = {
    "walk_moderate": _WALK,
    "walk_slow": "散步, 散散步, 散了步, 散了会步, 散了会儿步, 散部, 三步, 溜达, 慢走, 遛狗, stroll, "
    "strolled, strolling, slow walk, walked slowly, dog walk",
    "walk_pleasure": "遛弯, 遛弯儿, 溜弯, 溜弯儿, 逛公园, 遛达",
    "walk_brisk": "快走, 快步走, 健步走, 暴走, 大步走, 急走, brisk walk, brisk walking, walked briskly, "
    "fast walk, power walk, power walking, speed walking",
    "jog": "慢跑, 跑步, 跑了步, 小跑, 跑部, jog, jogged, jogging, run, ran, running",
    "stairs": "爬楼, 爬楼梯, 上楼梯, 爬台阶, stairs, climbed stairs, stair climbing",
    "hill": "爬山, 登山, 爬坡, 爬了山, hike, hiked, hiking, hill walk, hill walking",
    "square_dance": "广场舞, 跳广场舞, 跳舞, 跳了舞, 跳个舞, 广场午, 跳午, 舞蹈, 交谊舞, square dance, "
    "square dancing, dance, danced, dancing, square danced",
    "folk_dance": "秧歌, 扭秧歌, 民族舞, 腰鼓, folk dance, folk dancing, yangge",
    "tai_chi": "太极, 太极拳, 打太极, 打太极拳, 太及, 太级拳, 太极剑, 打拳, 气功, 练气功, 太极扇, "
    "tai chi, taichi, tai ji, taiji, tai chi chuan, qigong, qi gong, tai chee",
    "baduanjin": "八段锦, 打八段锦, 练八段锦, 八段绵, 八断锦, 8段锦, baduanjin, ba duan jin",
    "wushu": "武术, 练武术, 功夫, 练武, kung fu, kungfu, wushu",
    "bike_leisure": "骑车, 骑自行车, 骑单车, 骑了车, 骑脚踏车, 自行车, 单车, 骑行, bike, biked, biking, "
    "bike ride, cycle, cycled, cycling, bicycle, rode my bike, rode bike",
    "ebike_assist": "助力车, 骑助力车, 助力自行车",
    "farm_light": "轻农活, 喂猪, 清圈",
    "farm_rice": "插秧, 种田, 割稻, 割稻子, 收稻子, rice planting, planting rice",
    "farm_feed": "喂鸡, 喂鸭, 喂牛, 喂马, 喂羊",
    "farm_water": "挑水, 浇地, 浇菜",
    "farm_pick": "采茶, 摘茶, 摘果, 摘果子, 摘菜, 采果, 采摘, tea picking, picked tea, picking tea, "
    "picking fruit",
    "farm_hoe": "锄草, 锄地, 除草, 干农活, 做农活, 农活, 下地, 下地干活, 种地, 种菜, 干活, farming, "
    "farm work, hoeing, weeding, gardening, gardened",
    "farm_dig": "挖沟, 挖地, 铲土, 挖土, digging, dug",
    "farm_heavy": "重农活, 搬草捆, 清棚, 挑粪, 挑担",
    "swim": "游泳, 游了泳, 游永, swim, swam, swimming, swum",
    "table_tennis": "乒乓, 乒乓球, 打乒乓, 打乒乓球, table tennis, ping pong, pingpong",
    "badminton": "羽毛球, 打羽毛球, badminton",
    "gateball": "门球, 打门球, gateball, croquet",
    "basketball": "篮球, 打篮球, 投篮, basketball",
    "rope": "跳绳, skipping, skipped rope, jump rope, rope skipping",
    "strength": "举重, 哑铃, 举哑铃, 俯卧撑, 深蹲, 力量训练, strength training, weight training, weights, "
    "push ups, gym",
    "sit_stand": "坐站练习, 坐站, 起坐练习, sit to stand, sit stand",
    "stretch": "拉伸, 拉筋, 压腿, 伸展, stretching, stretch, stretched, stretches",
    "yoga": "瑜伽, 瑜珈, 练瑜伽, yoga",
    "exercise_home": "广播操, 健身操, 做操, 体操, 保健操, 健身, aerobics, calisthenics",
}
# Said with any exercise: counts as the kind beside it, or as this one where none is.
VAGUE_EXERCISES = {
    "walk_moderate": "走, 走了, 走了走, 走走, 走了会, 走了会儿, went for a walk",
    "square_dance": "跳, 跳了",
    "jog": "跑, 跑了",
    "swim": "游, 游了",
    "bike_leisure": "骑, 骑了",
    "exercise_home": "锻炼, 运动, 锻练, 活动了, 锻炼了, 运动了, exercise, exercised, exercising, "
    "exercises, workout, worked out",
}

MEALS = {
    "fasting": "空腹, 空肚子, 空复, 空服, 空府, 空肚, 晨起空腹, 没吃饭, 没吃早饭, 没吃东西, 未进食, "
    "早起没吃, fasting, fasted, fastin, fast, empty stomach, on an empty stomach, "
    "before eating breakfast, fbs, fbg",
    "bedtime": "睡前, 睡觉前, 临睡前, 睡觉之前, 临睡, 上床前, bedtime, before bed, before sleep, "
    "before sleeping, at bedtime, before bedtime, before going to bed",
    "random": "随机, 随机血糖, 随便测, 刚吃完饭, 刚吃完, random, random sugar",
    "after_2h": "餐后两小时血糖, 2hpp, pp, ppbs, post prandial, postprandial",
}
EATEN = {  # the meal itself, in Chinese and in English
    "breakfast": ("早餐, 早饭, 吃早饭, 吃早餐, 早点, 吃完早饭", "breakfast, brekfast"),
    "later": (
        "午餐, 午饭, 中饭, 中餐, 晚餐, 晚饭, 夜饭, 吃午饭, 吃晚饭, 吃中饭, 吃完午饭, 吃完晚饭, 吃完中饭",
        "lunch, dinner, supper, tea",
    ),
    "any": ("饭, 餐, 吃饭, 吃完饭, 进餐, 用餐, 进食, 吃东西, 吃完", "meal, meals, food, eating, i ate"),
}

DAYS = {  # days ago, part of the day
    (0, ""): "今天, 今日, 当天, 今儿, 今儿个, 刚才, 刚刚, 现在, 刚, 目前, today, now, just now, right now",
    (0, "morning"): "今早, 今晨, 今天早, 今早上, this morning, this am, in the am, today am",
    (0, "noon"): "今午, 今天中午, 今中午",
    (0, "afternoon"): "今下午, this afternoon, this pm",
    (0, "evening"): "今晚, 今夜, 今晚上, tonight, this evening, tonite",
    (1, ""): "昨天, 昨日, 昨儿, 昨儿个, 昨个, yesterday, yesteday, yestarday",
    (1, "morning"): "昨早, 昨晨, 昨早上",
    (1, "afternoon"): "昨下午",
    (1, "evening"): "昨晚, 昨天晚, 昨晚上, last night, last evening, last nite",
    (1, "night"): "昨夜, 昨夜里, 昨儿夜里",
    (2, ""): "前天, 前日, 前儿, 前儿个, day before yesterday, the day before yesterday",
    (2, "evening"): "前晚, 前天晚",
    (3, ""): "大前天",
}
PARTS = {
    "morning": "早上, 早晨, 上午, 清晨, 清早, 大早, 早起, 晨起, 早, 晨, 凌晨, 一早, 一大早, 大清早, 早间, "
    "起床, 起床后, 早上起来, 上午头, 前晌, 早起来, 头午, morning, in the morning, am, a m, mornings, "
    "early morning, morn, on waking, when i woke up",
    "noon": "中午, 正午, 晌午, 午间, noon, midday, at noon, lunchtime, at lunchtime",
    "afternoon": "下午, 午后, 后晌, 下晚, 傍黑前, afternoon, in the afternoon, pm, p m, arvo",
    "evening": "晚上, 傍晚, 晚间, 晚, 黑夜, 夜晚, 晚夕, 擦黑, 下黑, 后黑, evening, in the evening, eve, "
    "evenings",
    "night": "夜里, 半夜, 深夜, 夜间, 半夜里, 大半夜, 三更半夜, night, at night, midnight",
}
WEEKDAYS = (  # from Monday; the Chinese names follow 周, 星期 or 礼拜
    "一, monday, mon",
    "二, tuesday, tue, tues",
    "三, wednesday, wed",
    "四, thursday, thu, thurs",
    "五, friday, fri",
    "六, saturday",
    "日 天, sunday",
)
MONTHS = [
    "jan january",
    "feb february",
    "mar march",
    "apr april",
    "may",
    "jun june",
    "jul july",
    "aug august",
    "sep sept september",
    "oct october",
    "nov november",
    "dec december",
]

_FAMILY = [
    "爸",
    "妈",
    "爸爸",
    "妈妈",
    "父亲",
    "母亲",
    "老爸",
    "老妈",
    "爷爷",
    "奶奶",
    "外公",
    "外婆",
    "姥姥",
    "姥爷",
    "公公",
    "婆婆",
    "老公",
    "老婆",
    "丈夫",
    "妻子",
    "老伴",
    "老伴儿",
    "爱人",
    "媳妇",
    "儿子",
    "女儿",
    "孙子",
    "孙女",
    "哥",
    "姐",
    "弟",
    "妹",
    "哥哥",
    "姐姐",
    "弟弟",
    "妹妹",
    "大哥",
    "大姐",
    "嫂子",
    "岳父",
    "岳母",
    "丈母娘",
    "老丈人",
    "老头",
    "老头子",
    "老太太",
    "老太婆",
    "邻居",
    "朋友",
    "同事",
    "同学",
    "叔叔",
    "阿姨",
    "舅舅",
    "姑姑",
    "姨妈",
    "姨",
    "舅",
    "叔",
    "对象",
    "孩子",
    "亲家",
    "儿媳",
    "女婿",
    "老人",
    "老人家",
    "娘",
    "爹",
    "老娘",
    "老爹",
]
_RELATIVES = [
    "mother",
    "mom",
    "mum",
    "mam",
    "father",
    "dad",
    "wife",
    "husband",
    "spouse",
    "partner",
    "son",
    "daughter",
    "brother",
    "sister",
    "grandma",
    "grandpa",
    "granny",
    "grandmother",
    "grandfather",
    "neighbour",
    "neighbor",
    "friend",
    "uncle",
    "aunt",
    "aunty",
    "auntie",
    "cousin",
    "colleague",
    "boss",
    "hubby",
    "mama",
    "papa",
    "mummy",
    "mommy",
    "daddy",
    "roommate",
    "girlfriend",
    "boyfriend",
    "kid",
    "child",
]
SOMEBODY_ELSE = (
    ", ".join(_FAMILY + ["我" for relative in _FAMILY] + ["我家" for relative in _FAMILY])
    + ", 他, 她, 他们, 大妈, 大爷, 大叔, 大婶, 大娘, 隔壁, 别人, 人家, 我们家, 张婶, "
    + ", ".join(
        _RELATIVES
        + [f"{relative}s" for relative in _RELATIVES]
        + [f"{relative}'s" for relative in _RELATIVES]
    )
    + ", he, she, his, her, him, their, they, he's, she's, someone, somebody, everyone, patient"
)
SIMPLE = {
    Kind.ME: "我, 本人, 自己, 俺, 咱, 我的, 我自己, i, my, me, mine, myself, i'm, im, i've",
    Kind.SOMEBODY_ELSE: SOMEBODY_ELSE,
    Kind.HELPED_BY: "帮, 给, 替, 帮我, 给我, 替我, took it, took, checked, helped",
    Kind.MEASURED: "量, 量了, 测, 测了, 量的, 测的, 测得, 量得, 量出来, 测出来, 测量, 量血压, 测血压, "
    "测血糖, 量体温, 自测, 结果, 读数, 记录, 打卡, 上报, 报告, 记一下, 登记, 显示, 测出, 量出, 复测, "
    "又量, 再量, 量过, 测过, 刚量, 刚测, 记, 数值, reading, readings, measured, measurement, took it, "
    "logged, log, record, got, result, results, checked, monitor says, measures, measure, test, "
    "tested",
    Kind.PLAN: "明天, 明早, 明晚, 明日, 明儿, 后天, 大后天, 下周, 下星期, 下个月, 下月, 下次, 明年, 待会, "
    "待会儿, 等会, 等会儿, 一会再, 如果, 要是, 假如, 假设, 万一, 比如, 例如, 譬如, 建议, 推荐, 每天, "
    "每日, 每周, 每次, 平时, 通常, 一般, 往常, 以前, 过去, 曾经, 去年, 前年, 上个月, 上月, 早些年, "
    "年轻时, 原来, 从前, 要求, 至少, 最少, 最多, tomorrow, tmrw, tmr, if, supposed to, next week, "
    "next time, next month, later, every day, everyday, each day, daily, usually, normally, "
    "typically, last year, last month, used to, years ago, e g, for example, example, such as, "
    "at least, how to, suppose, recommend, recommended, advised, why, when will",
    Kind.WISH: "打算, 准备, 计划, 想, 想去, 应该, 应, 需要, 要, 必须, 可以, 能, 能不能, 会, 将, 别, 坚持, "
    "争取, 希望, will, i'll, gonna, going to, plan, planning, plan to, should, would, could, can, "
    "can i, let's, lets, need to, needs to, want to, have to, must, hope to",
    Kind.NOT_DONE: "没, 没有, 不, 未, 还没, 没去, 没走, 没跳, 没跑, 没练, 没锻炼, 没运动, 不想, 懒得, "
    "取消, not, no, didn't, didnt, don't, dont, haven't, couldn't, can't, cannot, never, missed, "
    "skipped, without, cancelled, canceled, instead of",
    Kind.TARGET: "正常血压, 正常值, 正常范围, 正常是, 正常应该, 正常的血压, 正常人, 正常情况, 正常情况下, "
    "正常血糖, 正常的血糖, 正常体重, 标准, 标准体重, 理想, 标准血压, 目标, 目标值, 控制在, 降到, "
    "控制到, 达到, 范围, 警戒线, 临界, 参考值, 界限, 上限, 下限, 标准是, 血压标准, 超标, normal bp, "
    "normal blood pressure, normal range, normal is, normal sugar, normal glucose, target, goal, "
    "ideal, limit, guideline, guidelines, cutoff, threshold, healthy range, range, "
    "normal blood sugar, controlled to, aim, aim for, reference, should be, must be",
    Kind.COMPARED: "低于, 高于, 超过, 不到, 小于, 大于, 不超过, 不高于, 不低于, 多于, 少于, 是不是, 是否, "
    "高过, 等于, <, >, ≥, ≤, below, under, above, less than, more than, lower than, higher than, "
    "greater than, exceeds, exceed, at most, up to, is it",
    Kind.REST: "休息, 静坐, 静坐了, 坐了, 坐着, 坐车, 睡了, 睡觉, 看电视, 等了, 等, 开车, 坐, 躺, 躺了, "
    "午睡, 聊天, 打牌, 打麻将, 麻将, 开会, 上网, 看书, 电动车, 骑电动车, 电瓶车, 骑电瓶车, 摩托, "
    "摩托车, 骑摩托, 骑摩托车, 做饭, 洗澡, 排队, 堵车, 看病, rest, rested, resting, sat, sitting, "
    "waited, waiting, slept, sleep, nap, napped, tv, drove, drive, driving, bus ride, meeting, "
    "motorbike, e bike, ebike, scooter, cooking, cooked, shower, reading a book, movie, phone call",
    Kind.AFTERWARDS: "后, 以后, 之后, 过后, 完后",
    Kind.AGO: "前, 以前, 之前, ago, earlier",
    Kind.HALF: "半, 半个, half, half a, half an, a half, half of an",
    Kind.ARTICLE: "a, an",
    Kind.LINK: "over, ove, 比, 至, 到, to, and, &, 和, 跟",
    Kind.BREAK: "然后, 接着, 另外, 还有, then, also, plus, but, 但, 但是, 不过, 并且",
    Kind.QUIET: "的, 了, 是, 为, 有, 在, 大概, 约, 大约, 左右, 差不多, 这个, 那个, 呢, 啊, 呀, 哦, 嗯, "
    "吧, 吗, 嘛, 哈, 啦, 哎, 唉, 好, 您好, 你好, 医生, 大夫, 护士, 谢谢, 您, 你, 也, 还, 又, 就, 都, "
    "才, 刚好, 有点高, 有点低, 有点, 高吗, 低吗, 正常, 正常吗, 偏高, 偏低, 高了, 低了, 高不高, "
    "好不好, 怎么样, 怎么办, 要紧吗, 行吗, 可以吗, 正常不, 咋样, 咋办, 严重吗, 要不要紧, 高不, 高, "
    "低, 左手, 右手, 左臂, 右臂, 左胳膊, 右胳膊, 左边, 右边, 左, 右, 坐位, 卧位, 家里, 在家, "
    "家里量的, 自己量的, 第一次, 第二次, 第三次, 第一遍, 第二遍, 第1次, 第2次, 第3次, 一次, 两次, "
    "有点儿, 一点, 了一点, 一点点, 一点儿, 有一点, 高一点, 低一点, 稍微, 很, 太, 挺, 比较, 比昨天, "
    "今天的, 只有, 只, 共, 总共, 用了, 时间, 到现在, 血压仪, 手表, 手环, 水银, 电子, 汇报, 来, 去, "
    "上, 下, 大, 小, 天气, 分别, 要紧, 不要紧, 有事, 没事, 不好, 不舒服, 头晕, 头疼, 早安, 晚安, "
    "早上好, 上午好, 中午好, 下午好, 晚上好, 大家好, 情况, 吃完药, 吃了药, 吃药后, 服药后, 吃药前, "
    "服药前, 没吃药, 没服药, 药前, 药后, 今天是, 一直, 一起, 一定, 一样, 一些, 一会, 一会儿, 一下, "
    "百分之, 千万, 整, 足, 做, 做了, 练, 练了, 之间, 完, 起来, 回来, was, is, are, were, be, of, the, "
    "it, its, it's, at, on, in, for, about, around, approx, approximately, with, by, just, so, this, "
    "that, hi, hello, hey, doctor, doc, dr, thanks, thank you, ok, okay, please, morning all, "
    "good morning, good evening, good afternoon, good night, am i, i am, left arm, right arm, left, "
    "right, arm, seated, sitting, standing, first, 2nd, 1st, second, too high, high, low, a bit, bit, "
    "normal, is that normal, is this normal, is that ok, is that high, did, do, had, have, has, went, "
    "went for, some, total, session, class, home, at home, here, after meds, before meds, "
    "after medication, before medication, feeling fine, fine, good, well, feel, feeling, quick, nice, "
    "all, again, very, number, numbers, came, came out, shows, showed, showing, says, check, from, "
    "as, park, round, out, off",
}
OFFICE = "医院, 卫生室, 卫生院, 诊所, 卫生站, 门诊, 卫生所, 体检, clinic, hospital, surgery"
TARGET_ENDS = (  # said straight after a number, they make it a line and not a reading
    "以下, 以上, 以内, 之内, 才好, 才行, 才正常, 才算, 为宜, 最好, 就行, 就好, 就是高血压, or below, "
    "or less, or above, or higher, or lower, is the normal, is the target, is the goal, is my goal, "
    "is my target, is ideal, or under, or over"
)

# Traditional characters and the dialect's variants, to the ones the tables are written in.
TRADITIONAL = str.maketrans(
    "壓體點鐘鍾萬兩後飯圍數廣場極錦騎車遊脈縮張測個時間這媽爺鄉鎮醫師頭練鍛運動劍門幾餓歲號樓層電話還沒說嗎麼樣門開會從給幫貳陸參週禮鬆長達標範總檢結錄從應該發燒熱溫氣斷",
    "压体点钟钟万两后饭围数广场极锦骑车游脉缩张测个时间这妈爷乡镇医师头练锻运动剑门几饿岁号楼层电话还没说吗么样门开会从给帮贰陆叁周礼松长达标范总检结录从应该发烧热温气断",
)
