"""Sessions through time: a row for each kind, a mark for each session on its day."""

from collections.abc import Iterable

from markupsafe import Markup

from comity import day as days
from comity.portal.pictures.rows import TOP, draw_years, show_day, within
from comity.portal.pictures.svg import Scale, Svg, pc
from comity.portal.reading import Reading
from comity.portal.words import Words

ROW = 28
#: Kinds of sessions in the order of their rows.
KINDS = ("regular", "additional", "extraordinary", "jubilee", "informal", "between_sessions", "signing", "joint", "meeting")


def sessions_through_time(reading: Reading, w: Words, sessions: Iterable[tuple[str, str, str, str]]) -> Markup:
    """The drawing; `sessions` are day, kind, state (held, planned, not_known, cancelled) and confidence of each."""
    every = list(sessions)
    rows = [kind for kind in KINDS if any(one == kind for _, one, _, _ in every)]
    firsts, lasts = [days.first(days.Day(day)) for day, *_ in every], [days.last(days.Day(day)) for day, *_ in every]
    scale = Scale(f"{min(firsts)[:4]}-01-01", f"{max(max(lasts), reading.today)[:4]}-12-31")
    bottom = TOP - 6 + ROW * len(rows)
    told = "; ".join(
        f"{w(f'sessions.kinds.{kind}')}: " + ", ".join(w.doubtful(w.day(day, "table"), sure) for day, one, _, sure in sorted(every) if one == kind) for kind in rows
    )
    svg = Svg("sessions", bottom + (28 if within(reading, scale) else 4), w("sessions.picture", start=scale.start[:4], end=scale.end[:4]), told)
    draw_years(svg, scale, bottom)
    for day, kind, state, sure in sorted(every):
        y = TOP + ROW * rows.index(kind) + ROW // 2
        first, last = scale.x(days.first(days.Day(day))), scale.x(days.last(days.Day(day)))
        if len(day) < 10:  # known by its month or year only
            svg.rect(first, max(last, first + 0.5), y - 5, 10, "hz")
        elif state == "held":
            svg.add('<circle cx="{}" cy="{}" r="5" class="{}"/>', pc(first), y, "fs" if sure == "low" else "fa")
        elif state == "planned":
            svg.add('<circle cx="{}" cy="{}" r="4.5" class="fp t k"/>', pc(first), y)
        else:
            svg.add('<circle cx="{}" cy="{}" r="4.5" class="fp e" stroke-dasharray="2 2"/>', pc(first), y)
    show_day(svg, scale, reading, bottom, w.day(reading.day, "table"))
    return svg.draw()
