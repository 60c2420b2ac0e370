"""What people call each kind of exercise, by its id in the list of kinds. Knows no minutes."""

_WALK = "走路, 步行, 健走, 走步, 徒步, 饭后走, 走路锻炼, walk, walks, walked, walking, walkd, waking for"
EXERCISES = {
    "walk_very_brisk": "竞走, race walking, very brisk walk",
    "walk_field": "走田埂, 走沙滩",
    "jog_walk": "走跑结合, 跑走结合, 走跑交替, jog walk, walk jog",
    "aerobic_dance": "健美操, 有氧操, 健身舞, 有氧舞, aerobics, zumba, aerobic dance",
    "tai_chi_seated": "坐式太极, 坐着打太极, seated tai chi, chair tai chi",
    "tai_chi_yang": "杨式太极, 杨式太极拳, yang tai chi",
    "swim_breaststroke": "蛙泳, breaststroke",
    "swim_crawl": "自由泳, front crawl",
    "farm_livestock": "喂牛, 喂马",
    "farm_shovel": "铲土, 铲雪, shoveling, shovelling",
    "resistance": "弹力带, 器械训练, resistance bands, resistance training",
    "walk_moderate": _WALK,
    "walk_slow": "散步, 散散步, 散了步, 散了会步, 散了会儿步, 散部, 溜达, 慢走, 遛狗, stroll, "
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
    "farm_feed": "喂鸡, 喂鸭, 喂羊",
    "farm_water": "挑水, 浇地, 浇菜",
    "farm_pick": "采茶, 摘茶, 摘果, 摘果子, 摘菜, 采果, 采摘, tea picking, picked tea, picking tea, "
    "picking fruit",
    "farm_hoe": "锄草, 锄地, 除草, 干农活, 做农活, 农活, 下地, 下地干活, 种地, 种菜, 干活, farming, "
    "farm work, hoeing, weeding, gardening, gardened",
    "farm_dig": "挖沟, 挖地, 挖土, digging, dug",
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
    "exercise_home": "广播操, 健身操, 做操, 体操, 保健操, 健身, calisthenics",
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
