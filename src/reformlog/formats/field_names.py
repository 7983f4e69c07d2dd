"""The names of fields that are no column of a list of states: explanations, differences and counts tell them by row."""

from __future__ import annotations

FIELD_NAMES: dict[str, tuple[str, str]] = {
    # of a zone, its policy, its plan and their uses
    "council_name": ("区域会議の名称", "Name of the zone council"),
    "evaluations": ("評価の回数", "Evaluations"),
    "issue": ("課題", "Issue"),
    "issues": ("課題", "Issues"),
    "goals": ("目標", "Goals"),
    "operators": ("事業者", "Operators"),
    "because": ("終了の理由", "Ended because"),
    "basic-policy": ("基本方針", "Basic Policy"),
    # of a measure
    "ministry": ("所管府省庁", "Ministry"),
    "to": ("移行先", "Transferred to"),
    "measure_status": ("特例措置の状態", "Status of the measure"),
    # of a difference
    "events": ("記録の位置", "Positions"),
    # what is counted
    "applicants": ("提案者", "Applicants"),
    "items": ("項目", "Items"),
    "local-governments": ("地方公共団体", "Local governments"),
    "measures": ("特例措置", "Measures"),
    "municipalities": ("自治体", "Municipalities"),
    "private": ("民間", "Private bodies"),
    "projects": ("事業", "Projects"),
    "proposals": ("提案", "Proposals"),
    "zones": ("区域", "Zones"),
}
