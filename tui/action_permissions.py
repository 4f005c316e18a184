"""Which act each action of the registry leads to, so that nobody is offered what their role may not do.

Every action of the registry stands in one of the two tables. What a role may do is in `store.rules.permissions`; the
acts themselves refuse too, so this decides only what is shown and what a key says.
"""

from __future__ import annotations

from typing import Final

from store.codes import Role
from store.rules.permissions import GROUPS, refusal
from store.rules.typed_text import words

_BY_ACT: Final[dict[str, str]] = {
    "receive_signal": "app.new_signal signal_form.save signal_form.save_triage signal_form.link",
    "amend_signal": "signal.amend triage.complete",
    "triage_signal": "today.triage signals.triage signal.triage",
    "route_signal": "triage.follow triage.choose_other",
    "give_advice": "triage.give_advice signal.give_advice",
    "not_taken_up": "triage.not_taken_up signal.not_taken_up",
    "ask_completion": "triage.ask_completion",
    "reopen_signal": "triage.reopen signal.back_to_triage",
    "confirm_handover": "today.confirm_handover signal.confirm_handover",
    "set_reporter": "signal.reporter feedback.wvggz feedback.essential",
    "link_residents": "duplicates.link delivery.link import_preview.link",
    "not_the_same": "duplicates.differ",
    "decide_later": "duplicates.later",
    "withdraw_verdict": "duplicates.withdraw",
    "log_contact": "today.contact cases.contact case.contact",
    "add_action": "today.add_action case.add_action signal.add_action",
    "finish_action": "today.finish case.finish",
    "change_status": "case.status",
    "add_note": "case.note signal.note",
    "score_domain": "case.domain",
    "assign_lead": "case.coordinator",
    "set_plan": "case.plan",
    "close_case": "case.close_case",
    "reopen_case": "case.reopen",
    "record_informed": "today.informed case.informed",
    "set_resident_view": "case.resident_view",
    "join_household": "together.join",
    "part_household": "together.unlink",
    "undo": "app.undo case.undo_line",
    "propose_destruction": "retention.propose retention.propose_all",
    "withdraw_proposal": "retention.take_back",
    "hold_destruction": "retention.hold",
    "release_hold": "retention.release",
    "approve_destruction": "retention.approve retention.approve_all",
    "add_item": (
        "today.raise_item signals.raise_item cases.raise_item case.raise_item signal.raise_item"
        " meeting_prepare.add_item meeting_run.add_item"
    ),
    "plan_meeting": "meetings.plan",
    "change_meeting": "meetings.change meeting_prepare.change",
    "set_present": "meetings.table meeting_prepare.table meeting_run.table",
    "cancel_meeting": "meetings.call_off meeting_prepare.call_off",
    "start_meeting": "meetings.begin meeting_prepare.begin",
    "remove_item": "meeting_prepare.remove_item",
    "move_item": "meeting_prepare.move_up meeting_prepare.move_down",
    "set_minutes": "meeting_prepare.minutes",
    "set_question": "meeting_prepare.question",
    "set_partners": "meeting_prepare.attendees",
    "build_agenda": "meeting_prepare.rebuild",
    "call_item": "meeting_run.next_item meeting_run.previous_item",
    "decide": "meeting_run.decide",
    "close_meeting": "meeting_run.close_meeting",
    "export_meeting": "meetings.on_paper meeting_prepare.on_paper",
    "export_case": "cases.mark cases.export case.export export.write",
    "export_hits": "search.export",
    "give_consent": "case.consent",
    "withdraw_consent": "case.withdraw_consent",
    "access_report": "case.access_report",
    "settle_feedback": "today.report_back signal.report_back feedback.give feedback.refuse",
    "write_feedback": "feedback.copy feedback.write",
    "import_delivery": "import.choose_file import_preview.run_import import_preview.next_file",
    "break_glass": "app.break_glass",
    "see_opening": "today.see_openings",
    "shield_case": "case.shield",
    "add_partner": "setup.add",
    "set_setting": "setup.own_profile upkeep.lock_minutes upkeep.copy_folder",
    "choose_worker": "setup.this_is_me",
    "own_passphrase": "setup.change_passphrase",
    "new_recovery_code": "setup.new_code",
    "add_worker": "workers.add_worker",
    "change_worker": "workers.edit_worker",
    "give_access": "workers.start_passphrase",
    "remove_worker": "workers.remove_worker",
    "save_search_view": "search.keep",
    "rename_search_view": "search.rename",
    "delete_search_view": "search.forget",
}
ACT_OF: Final[dict[str, str]] = {
    action_id: act for act, action_ids in _BY_ACT.items() for action_id in action_ids.split()
}
"""The act that an action leads to, by the id of the action."""

NO_ACT: Final = words(
    """
    app.show_help app.safe_screen app.reveal app.next_theme app.lock app.command_palette app.quit app.search
    app.next_hit app.previous_hit app.open_log app.on_behalf shell.other_half page.turn_back today.open
    today.feedback today.whole_region today.refresh today.duplicates signals.open signals.find signals.filters
    signals.clear_filters signals.refresh signals.duplicates signal_form.leave signal_form.look
    signal_form.start_empty triage.show_rules triage.leave signal.open_case signal.leave feedback.open_signal
    feedback.leave feedback.refresh cases.open cases.clear_marks cases.find cases.filters cases.clear_filters
    cases.refresh cases.duplicates case.open_signal case.leave case.next_view case.previous_view case.together
    export.next_case export.leave meetings.open meetings.refresh meeting_prepare.partner_view
    meeting_prepare.open_case meeting_prepare.leave meeting_run.show_who meeting_run.leave duplicates.next_list
    duplicates.open_first duplicates.open_second duplicates.leave duplicates.refresh together.open together.leave
    retention.show_record retention.open_subject retention.leave search.open search.clear import.open
    import.show_signals import_preview.look import_preview.who import_preview.leave import_preview.correct
    import_preview.next_kind import_preview.as_recognised import_preview.show_signals import_preview.show_rows
    delivery.look delivery.open_signal
    delivery.next_result delivery.show_signals
    delivery.leave
    logbook.filters logbook.same_worker logbook.same_resident logbook.same_number logbook.clear_filters
    logbook.verify logbook.export logbook.refresh logbook.leave setup.find setup.empty setup.leave_trial
    setup.retention setup.next_part setup.previous_part upkeep.back_up upkeep.stop_copy upkeep.look_over
    checkup.again checkup.mend checkup.leave
    """
)
"""What changes nothing, or is asked of everybody: looking, going somewhere, how the screen is. Tabs are among it."""


def refused(role: Role | None, action_id: str) -> str:
    """Return why a role may not do an action, "" when it may; None is somebody of a store that knows nobody yet."""
    act = ACT_OF.get(action_id)
    return "" if role is None or act is None else refusal(role, GROUPS[act])
