"The names of measures, units, meals and times as plain tables: a new way to say one is a word here,"

"not code."

LABELS = {
    "blood_pressure": "血压, 压力, 高血压, 低血压, 血压值, 压力值, 血鸭, 雪压, 血呀, 血亚, 学压, 血圧, 血丫, "
    "bp, b p, bps, blood pressure, blood presure, blod pressure, blood pressur, bloodpressure, "
    "pressure, presure",
    "systolic": "高压, 收缩压, 上压, 高呀, 高圧, 高亚, 大压, 高的, 上面的, 上面, systolic, systolc, "
    "sistolic, sys, top number, upper number, high number",
    "diastolic": "低压, 舒张压, 下压, 低呀, 低圧, 低亚, 底压, 小压, 低的, 下面的, 下面, diastolic, "
    "diastolc, dia, dias, bottom number, lower number, low number",
    "pulse": "pul, 心率, 脉搏, 心跳, 心律, 脉率, 脉博, 脉膊, pulse, puls, hr, heart rate, heartrate, "
    "heart beat, heartbeat, pr",
    "glucose": "血糖, 血糖值, 血唐, 血搪, 雪糖, glucose, glucos, glocose, glu, sugar, suger, blood sugar, "
    "blood glucose, bg, bs, bgl",
    "weight": "体重, 重量, weight, wieght, weigth, weigh, weighed, weighs, wt, 净重",
    "waist": "腰围, 腰身, 腰为, 腰圈, 裤腰, waist, waistline, wasit",
    "steps": "步数, 计步, 微信步数, 今日步数, steps, step count, stpes, pedometer",
    "temperature": "体温, 发烧, 发热, 耳温, 额温, 腋温, 低烧, 高烧, 发高烧, temperature, temp, fever, body temperature",
    "spo2": "血氧, 血氧饱和度, 氧饱和度, 氧饱和, 指氧, 血氧值, spo2, sp o2, o2, oxygen, o2 sat, oxygen saturation, sats",
    "height": "身高, height, 个头",
    "hba1c": "糖化, 糖化血红蛋白, hba1c, a1c",
}
# Words that are labels only where a number follows at once, and the parts of a pressure only together: 高128低82.
WEAK_LABELS = {
    "systolic": "高, 上, 大, 最高, high, top, upper",
    "diastolic": "低, 下, 小, 最低, low, bottom, lower",
    "pulse": "心, 脉, p",
    "glucose": "糖",
    "weight": "重",
    "waist": "腰",
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
    "hour": "个多小时, 个多钟头, 个把小时, 多个小时, 多小时, 多钟头, 小时, 个小时, 钟头, 个钟头, 个钟, "
    "时辰, h, hr, hrs, hour, hours, hous, huor",
    "minute": "分钟, 分, 分种, 分鈡, 来分钟, 多分钟, 几分钟, min, mins, minute, minutes, minuts, mintues, "
    "minuets, mn, ′",
    "quarter": "刻钟, 刻",
    "second": "秒, 秒钟, sec, secs, seconds",
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
    (
        0,
        "",
    ): "今天, 今日, 今朝, 当天, 今儿, 今儿个, 刚才, 刚刚, 现在, 刚, 目前, today, now, just now, right now",
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
    "六, saturday, sat",
    "日 天, sunday, sun",
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
