"""The living desk of the demo: stories played through the real acts, all in the order of time."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from seed.demo import arrivals, courses, elsewhere, meetings
from seed.demo.arrivals import Story
from seed.demo.desk import Desk, Setting

FEW, FEW_BELOW = 40, 150
"""Below 150 signals at most 40 of them are living, so that a demo opens at once."""
ROUNDS_FROM = 600
"""From this many signals on every story is played twice, with other people."""


@dataclass(frozen=True)
class Plot:
    """A story, how many signals it brings in and the municipality it needs besides the first one."""

    tell: Callable[[Desk], Story]
    signals: int = 1
    needs: str = ""


PLOTS = (
    Plot(arrivals.urgent_yesterday),
    Plot(courses.one_address, 4),
    Plot(arrivals.tonight),
    Plot(arrivals.urgent_late),
    Plot(courses.just_linked),
    Plot(arrivals.waiting_for_a_route),
    Plot(arrivals.five_days_old),
    Plot(courses.voluntary),
    Plot(courses.to_crisis),
    Plot(arrivals.nobody_named),
    Plot(arrivals.arrears_waiting),
    Plot(courses.three_attempts),
    Plot(courses.waitlist_today),
    Plot(courses.handed_over),
    Plot(courses.aftercare),
    Plot(courses.no_contact),
    Plot(arrivals.only_advice),
    Plot(arrivals.unfounded),
    Plot(courses.on_the_agenda),
    Plot(courses.at_home),
    Plot(courses.back_again, 2),
    Plot(arrivals.other_way),
    Plot(elsewhere.in_care, needs="delft"),
    Plot(elsewhere.westland_urgent, needs="westland"),
    Plot(elsewhere.heemstede_eviction, needs="heemstede"),
    Plot(arrivals.feedback_due),
    Plot(courses.never_tried),
    Plot(courses.well_ended),
    Plot(elsewhere.delft_vangnet, needs="delft"),
    Plot(courses.handover_late),
    Plot(courses.gone_quiet),
    Plot(courses.to_wvggz),
    Plot(arrivals.sent_back),
    Plot(arrivals.from_a_neighbour),
    Plot(elsewhere.midden_delfland, needs="midden-delfland"),
    Plot(elsewhere.soest_youth, needs="soest"),
    Plot(courses.own_choice),
    Plot(arrivals.completed),
    Plot(courses.first_attempt),
    Plot(courses.waitlist_late),
    Plot(arrivals.arrears_forgotten),
    Plot(elsewhere.westland_calm, needs="westland"),
    Plot(arrivals.from_the_school),
    Plot(arrivals.arrears),
    Plot(arrivals.not_a_resident),
    Plot(arrivals.feedback_given),
)
"""In order of importance: a small demo has the first ones."""


def chosen(signals: int, profiles: tuple[str, ...]) -> tuple[Plot, ...]:
    """Return the stories that fit in `signals` signals for these municipalities, most important first."""
    fitting: list[Plot] = []
    left = min(signals, FEW) if signals < FEW_BELOW else signals
    for plot in PLOTS * (2 if signals >= ROUNDS_FROM else 1):
        if plot.signals <= left and (not plot.needs or plot.needs in profiles):
            fitting.append(plot)
            left -= plot.signals
    if signals >= meetings.MEETING_FROM:
        fitting.append(Plot(meetings.weekly, 0))
    return tuple(fitting)


def play(
    setting: Setting,
    plots: tuple[Plot, ...],
    profile: str,
    seed: int,
    before: Callable[[datetime], None],
) -> None:
    """Play the stories together, each step at its own moment, the earliest first.

    Every story draws from a generator of its own, so one story more or less changes no other. `before` is called
    with each moment before the act that happens then.
    """
    waiting: list[tuple[datetime, int, Desk, Story]] = []
    for place, plot in enumerate(plots):
        desk = Desk(setting, random.Random(f"{seed}/{place}/{plot.tell.__name__}"), profile)
        _resume(waiting, place, desk, plot.tell(desk))
    while waiting:
        moment, place, desk, story = heapq.heappop(waiting)
        before(moment)
        desk.now = moment
        _resume(waiting, place, desk, story)


def _resume(waiting: list[tuple[datetime, int, Desk, Story]], place: int, desk: Desk, story: Story) -> None:
    following = next(story, None)
    if following is not None:
        heapq.heappush(waiting, (following, place, desk, story))
