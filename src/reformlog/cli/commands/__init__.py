"""Which file holds which command, by what people come for. To add a command: one file and one line."""

SECTIONS: dict[str, dict[str, str]] = {
    "Record": {
        "init": "recording",
        "append": "recording",
        "record": "record",
        "correct": "recording",
        "withdraw": "recording",
        "remark": "remark",
        "close": "close",
        "import": "importing",
        "kinds": "kinds",
    },
    "Ask": {
        "zones": "states",
        "plans": "states",
        "measures": "states",
        "proposals": "states",
        "bills": "states",
        "chronology": "chronology",
        "diff": "diff",
        "due": "due",
        "log": "history",
        "show": "history",
        "search": "search",
    },
    "Look behind an answer": {
        "explain": "explain",
        "blame": "blame",
        "replay": "replay",
        "audit": "audit",
        "check": "check",
        "what-if": "what_if",
        "reproduce": "reproduce",
    },
    "Prove": {
        "verify": "verify",
        "key": "keys",
        "checkpoint": "keys",
        "prove": "prove",
        "verify-proof": "prove",
        "witness": "witness",
        "timestamp": "timestamp",
        "export": "export",
    },
    "Keep and hand out": {
        "backup": "backup",
        "restore": "backup",
        "copy": "copy",
        "follow": "follow",
        "rebuild": "rebuild",
        "build": "build",
        "publish": "publish",
        "serve": "serve",
        "demo": "demo",
    },
}
COMMANDS: dict[str, str] = {name: module for section in SECTIONS.values() for name, module in section.items()}

# What other programs, and people, call a command: a line for each, the words behind it in the order of their frequency.
_CALLED = {
    "record KIND": "new add create insert enter 記録 登録 入力 追加",
    "append FILE": "load upload commit 取り込み",
    "append FILE --dry-run": "validate lint test preview",
    "correct ACT --set FIELD=VALUE --reason TEXT": "edit update change modify fix amend set 訂正 修正 変更",
    "withdraw ACT --reason TEXT": "delete remove rm undo revert cancel retract 取消 取消し 削除 取り下げ",
    "log": "list ls history events 履歴 一覧",
    "show ACT": "get cat view open 表示",
    "zones": "state status zone 区域 状態",
    "chronology ZONE": "timeline table print 経緯 経緯表",
    "search WORDS": "find grep 検索",
    "--help": "help usage ヘルプ",
    "--version": "version",
}
CALLED: dict[str, str] = {word: command for command, words in _CALLED.items() for word in words.split()}
