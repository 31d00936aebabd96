"""Every address of the portal, by name; tests count them.

Language first, then the field's words: `/en/members/tj`, `/ru/instruments/charter-2002`. A page's value is beside it as
`.json`, its table as `.csv`. What machines use has no language: `/acts`, `/record/…`, `/openapi.json`, `/healthz`.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.urls import URLPattern, re_path

from comity.portal import door, log, static
from comity.portal.pages import (
    about,
    acts,
    assembly,
    bodies,
    body,
    budget,
    calendar,
    chairmanship,
    changes,
    charter,
    concerns,
    decision,
    decisions,
    election,
    glossary,
    guides,
    instrument,
    instruments,
    member,
    members,
    overview,
    posts,
    power,
    programme,
    programmes,
    record,
    relations,
    rules,
    search,
    session,
    sessions,
    sources,
    specimen,
    vote,
    votes,
    what_if,
)
from comity.portal.views import home, method_checked, page_view
from comity.text import LANGUAGES

_LANG = f"(?P<lang>{'|'.join(LANGUAGES)})"
_BODY = "(?P<organisation>[a-z0-9][a-z0-9-]{0,63})/(?P<body>[a-z0-9][a-z0-9-]{0,63})"
_FORMAT = r"(?:\.(?P<fmt>json|csv))?"


class Address(NamedTuple):
    """An address: its name, its path as a pattern, what answers, which formats and methods it has, what its JSON is."""

    name: str
    path: str
    view: Callable[..., Any]
    formats: tuple[str, ...] = ("html", "json")
    methods: tuple[str, ...] = ("GET", "HEAD")
    value: type[Any] | None = None


#: Pages, each a function from a reading to a `Page`; `path` follows the language.
PAGES: tuple[Address, ...] = (
    Address("overview", "", overview.overview, value=overview.Overview),
    Address("members", "/members", members.members, ("html", "json", "csv"), value=members.Roster),
    Address("member", "/members/(?P<state>[A-Za-z][A-Za-z0-9-]{1,15})", member.member, ("html", "json", "csv"), value=member.MemberView),
    Address("bodies", "/bodies", bodies.bodies_page, ("html", "json", "csv"), value=bodies.Structure),
    Address("body", "/bodies/(?P<name>[a-z0-9][a-z0-9-]{0,63})", body.body, ("html", "json", "csv"), value=body.BodyView),
    Address("posts", "/posts", posts.posts, ("html", "json", "csv"), value=posts.PostsView),
    Address("chairmanship", "/chairmanship", chairmanship.chairmanship, ("html", "json", "csv"), value=chairmanship.ChairmanshipView),
    Address("sessions", "/sessions", sessions.the_sessions, ("html", "json", "csv"), value=sessions.Sessions),
    Address("session", "/sessions/(?P<name>[a-z0-9][a-z0-9-]{0,63})", session.session, ("html", "json", "csv"), value=session.SessionView),
    Address("decisions", "/decisions", decisions.the_decisions, ("html", "json", "csv"), value=decisions.Decisions),
    Address("decision", "/decisions/(?P<name>[a-z0-9][a-z0-9-]{0,63})", decision.decision, ("html", "json", "csv"), value=decision.DecisionView),
    Address("instruments", "/instruments", instruments.instruments, ("html", "json", "csv"), value=instruments.Everything),
    Address("instrument", "/instruments/(?P<name>[a-z0-9][a-z0-9-]{0,63})", instrument.instrument, ("html", "json", "csv"), value=instrument.View),
    Address("programmes", "/programmes", programmes.programmes, ("html", "json", "csv"), value=programmes.Programmes),
    Address("programme", "/programmes/(?P<name>[a-z0-9][a-z0-9-]{0,63})", programme.programme, ("html", "json", "csv"), value=programme.ProgrammeView),
    Address("budget", "/budget", budget.budget, ("html", "json", "csv"), value=budget.BudgetView),
    Address("relations", "/relations", relations.relations_page, ("html", "json", "csv"), value=relations.RelationsView),
    Address("assembly", "/assembly", assembly.assembly, ("html", "json", "csv"), value=assembly.AssemblyView),
    Address("charter", "/charter", charter.charter, ("html", "json", "csv"), value=charter.Provisions),
    Address("rules", "/rules", rules.rules, ("html", "json", "csv"), value=rules.Bodies),
    Address("rules_of_body", f"/rules/{_BODY}", what_if.body, ("html", "json", "csv"), value=what_if.BodyView),
    Address("power", f"/rules/{_BODY}/power", power.power, ("html", "json", "csv"), value=power.PowerView),
    Address("election", f"/rules/{_BODY}/election", election.election, ("html", "json", "csv"), value=election.ElectionView),
    Address("votes", f"/rules/{_BODY}/votes", votes.votes, ("html", "json", "csv"), value=votes.VotesView),
    Address("vote", f"/rules/{_BODY}/votes/(?P<number>[1-9][0-9]{{0,5}})", vote.vote, ("html", "json", "csv"), value=vote.VoteView),
    Address("concerns", "/concerns", concerns.concerns_page, ("html", "json", "csv"), value=concerns.Concerns),
    Address("record", "/record", record.record, ("html", "json", "csv"), value=record.Listing),
    Address("entry", "/record/(?P<number>[1-9][0-9]{0,14})", record.entry_page, value=record.EntryView),
    Address("acts", "/acts", acts.kinds, value=acts.Kinds),
    Address("kind", r"/acts/(?P<name>[a-z]+\.[a-z_]+)", acts.kind, value=acts.KindView),
    Address("act", "/acts/(?P<number>[1-9][0-9]{0,14})", acts.act, value=acts.ActView),
    Address("calendar", "/calendar", calendar.calendar, ("html", "json", "csv"), value=calendar.Calendar),
    Address("changes", "/changes", changes.changes, ("html", "json", "csv"), value=changes.Changes),
    Address("glossary", "/glossary", glossary.glossary, ("html", "json", "csv"), value=glossary.Glossary),
    Address("guides", "/guides", guides.guides, value=guides.Guides),
    Address("guide", "/guides/(?P<reader>[a-z]{1,32})", guides.guide, ("html", "json", "csv"), value=guides.Guide),
    Address("search", "/search", search.search, ("html", "json", "csv"), value=search.Results),
    Address("sources", "/sources", sources.sources, ("html", "json", "csv"), value=sources.Sources),
    Address("designations", "/designations", about.designations, ("html", "json", "csv"), value=about.Designations),
    Address("specimen", "/specimen", specimen.specimen, value=specimen.Specimen),
)

#: What machines ask for.
PLAIN: tuple[Address, ...] = (
    Address("home", "", home, ("html",)),
    Address("healthz", "healthz", log.healthz, ("json",)),
    Address("static", r"static/(?P<path>[A-Za-z0-9._/-]+)", static.asset, ("file",)),
    Address("log", r"record/(?P<path>checkpoint|tile/[0-9a-z/.]+)", log.log, ("file",)),
    Address("part", r"record/parts/(?P<commit>[A-Za-z0-9_-]{43})", log.part, ("file",)),
    Address("submit", "acts", door.submit, ("json",), ("POST",)),
    Address("prepare", "acts/prepare", door.prepare, ("json",), ("POST",)),
    Address("calendar_feed", rf"{_LANG}/calendar\.ics", calendar.feed, ("file",)),
    Address("changes_feed", rf"{_LANG}/changes\.atom", changes.feed, ("file",)),
    Address("openapi", r"openapi\.json", door.openapi, ("json",)),
)

ADDRESSES = (*PAGES, *PLAIN)

urlpatterns: list[URLPattern] = [
    *(re_path(f"^{a.path}$", method_checked(a.view, a.methods), name=a.name) for a in PLAIN),
    *(re_path(f"^{_LANG}{a.path}{_FORMAT}$", method_checked(page_view(a.view, a.formats), a.methods), name=a.name) for a in PAGES),
]

handler404 = "comity.portal.views.not_found"
handler500 = "comity.portal.views.broken"
handler400 = "comity.portal.views.not_found"
