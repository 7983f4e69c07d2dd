"""Which characters are one word in another shape, and which only look alike: tables for search and for names.

Each group begins with the shape the others are read as. Sources: 常用漢字表 (2010) with its 康熙字典体 in brackets;
表外漢字字体表 (2000); forms met in names of places and persons (﨑, 髙, 𠮷); radicals that PDF files give for the
ideograph (⺠ for 民). Compatibility ideographs (U+FA19 神) are not listed: Unicode's own NFKC joins them. The tables
are for text that has been through NFKC and is in lower case.
"""

from __future__ import annotations

_OLD_GLYPHS = """
亜亞 悪惡 圧壓 囲圍 医醫 為爲 壱壹 隠隱 栄榮 営營 衛衞 駅驛 円圓 縁緣 艶艷 塩鹽 奥奧 応應 横橫 欧歐 殴毆 黄黃⻩ 温溫
穏穩 仮假 価價 画畫 会會 絵繪 壊壞 懐懷 拡擴 殻殼 覚覺 学學 岳嶽 楽樂 渇渴 缶罐 巻卷 陥陷 勧勸 寛寬 関關 歓歡 観觀
気氣 帰歸 偽僞 戯戲 犠犧 旧舊 拠據 挙擧 虚虛 峡峽 挟挾 狭狹 郷鄕 暁曉 区區 駆驅 勲勳 薫薰 径徑 茎莖 恵惠 掲揭 渓溪
経經 蛍螢 軽輕 継繼 鶏鷄 芸藝 撃擊 欠缺 研硏 県縣 倹儉 剣劍 険險 圏圈 検檢 献獻 権權 顕顯 験驗 厳嚴 広廣 効效 恒恆
鉱鑛 号號 国國 黒黑 砕碎 済濟 斎齋 剤劑 雑雜 参參 桟棧 蚕蠶 惨慘 賛贊 残殘 糸絲 歯齒⻭ 児兒 辞辭 湿濕 実實 写寫 釈釋
寿壽 収收 従從 渋澁 獣獸 縦縱 粛肅 処處 緒緖 叙敍 将將 称稱 焼燒 証證 奨奬 条條 状狀 乗乘 浄淨 剰剩 畳疊 縄繩 壌壤
嬢孃 譲讓 醸釀 触觸 嘱囑 真眞 寝寢 慎愼 尽盡 図圖 粋粹 酔醉 穂穗 随隨 髄髓 枢樞 数數 瀬瀨 声聲 斉齊⻫ 静靜 窃竊 摂攝
専專 浅淺 戦戰 践踐 銭錢 潜潛 繊纖 禅禪 双雙 壮壯 争爭 荘莊 捜搜 挿插 巣巢 曽曾 痩瘦 装裝 総總 騒騷 増增 蔵藏 臓臟
即卽 属屬 続續 堕墮 対對 体體 帯帶 滞滯 台臺 滝瀧 択擇 沢澤 担擔 単單 胆膽 団團 断斷 弾彈 遅遲 痴癡 虫蟲 昼晝 鋳鑄
庁廳 徴徵 聴聽 勅敕 鎮鎭 逓遞 鉄鐵 点點 転轉 伝傳 灯燈 当當 党黨 盗盜 稲稻 闘鬪鬭 徳德 独獨 読讀 届屆 弐貳 悩惱 脳腦
覇霸 拝拜 廃廢 売賣 麦麥⻨ 発發 髪髮 抜拔 蛮蠻 秘祕 浜濱濵 瓶甁 払拂 仏佛 併倂 並竝 辺邊邉 変變 弁辨瓣辯 歩步 宝寶
豊豐 褒襃 翻飜 毎每 万萬 満滿 麺麵 黙默 弥彌 訳譯 薬藥 与與 予豫 余餘 誉譽 揺搖 様樣 謡謠 来來 頼賴 乱亂 覧覽 竜龍⻯
両兩 猟獵 緑綠 涙淚 塁壘 礼禮 励勵 戻戾 霊靈 齢齡 暦曆 歴歷 恋戀 炉爐 労勞 楼樓 録錄 湾灣 冊册 舎舍 産產 青靑⻘ 清淸
説說 税稅 鋭銳 閲閱 脱脫 悦悅 戸戶 内內 呉吳 姫姬 教敎 歳歲 既旣 剥剝 頬頰 填塡 嘘噓 掴摑 繋繫 蝉蟬 鴬鶯 鹸鹼 麹麴
屏屛 焔焰 箪簞 涜瀆 騨驒 侠俠 躯軀 唖啞 醤醬 祷禱 薮藪 篭籠 砺礪 諌諫 蝿蠅 壷壺 桧檜 桜櫻 尭堯 槙槇 遥遙 瑶瑤 巌巖
晋晉 凛凜 鴎鷗 竈竃 崎﨑 高髙 吉𠮷 島嶋嶌 柳栁 桑桒 富冨 峰峯 鶴靏 曻昇 民⺠ 長⻑ 西⻄ 食⻝ 角⻆ 亀龜⻲ 鬼⻤ 虎⻁ 見⻅
車⻋
"""

# Marks that one office types one way and the next another. The length mark ー is part of a word and not among them.
_MARKS = """
-‐‒–—―−─━ ~〜∼∿〰⁓ ・·‧•∙⋅ "“”„‟〝〟〞 '‘’‚‛′ ケヶ カヵ
"""

# Shapes that a reader takes for one another in print, whatever they mean.
_LOOKALIKES = """
-ー一~_ 口ロ囗 ニ二 カ力 ハ八 タ夕 エ工ェ ト卜 オ才ォ チ千 ミ三 ヘへ ベべ ペぺ リり ソン シツッ 土士 未末 日曰 己已巳
戊戌戍 干于 アァ イィ ウゥ ヤャ ユュ ヨョ ワヮ あぁ いぃ うぅ えぇ おぉ つっ やゃ ゆゅ よょ わゎ o0οоօ l1ӏ| aаα bьвβ
cс dԁ eеεє hһнη iіι jјϳ kκк mмμ nո pрρ sѕ tтτ uυս vνѵ wԝω xхχ yуү zζ
"""

# Greek and Cyrillic capitals by their shape (Υ is a Y, but υ a u): for names not yet in lower case.
_CAPITALS = "AΑА BΒВ EΕЕ ZΖ HΗН IΙІ JЈ KΚК MΜМ NΝ OΟО PΡР CС SЅ TΤТ XΧХ YΥУ"


def _table(groups: str) -> dict[int, str]:
    """`str.translate` table that reads every shape of a group as its first."""
    return {ord(other): group[0] for group in groups.split() for other in group[1:]}


OLD_GLYPHS = _table(_OLD_GLYPHS)
MARKS = _table(_MARKS)
LOOKALIKES = _table(_LOOKALIKES)
CAPITALS = _table(_CAPITALS)
