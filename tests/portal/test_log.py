"""The record at its C2SP addresses: any client of the format can read and verify it."""

import pytest

from comity.canon import b64u
from comity.record import parts, tiles
from comity.record.store import StoreError
from tests.portal.sites import Site


def fetch(site: Site, path: str) -> bytes:
    """What stands at a path below `/record/`."""
    response = site.client.get(f"/record/{path}")
    assert response.status_code == 200, path
    return bytes(response.content)


def test_the_record_read_over_http_leads_to_its_signed_head(whole: Site) -> None:
    key = whole.registry.keys.log.key
    head, entries = tiles.read_log(lambda path: fetch(whole, path), key)
    assert head.size == whole.registry.log.published == len(list(entries))


def test_tiles_are_kept_for_ever_and_the_head_never(whole: Site) -> None:
    size = whole.registry.log.published
    head = whole.client.get("/record/checkpoint")
    full, width = divmod(size, tiles.WIDTH)
    tile = whole.client.get(f"/record/{tiles.path_of(0, full, width)}")
    assert head["Cache-Control"] == "no-cache"
    assert head["Content-Type"] == "text/plain; charset=utf-8"
    assert "immutable" in tile["Cache-Control"]
    assert len(tile.content) == 32 * width


@pytest.mark.parametrize(
    "path",
    ["tile/0/099", "tile/0/099.p/255", "tile/entries/099", "tile/9/000.p/1", "tile/0/0", "tile/00/000.p/1", "tile/0/x000/000.p/1", "tile/../checkpoint", "tile/entries/000.p/0", "nix"],
)  # fmt: skip
def test_what_the_published_head_does_not_cover_is_not_served(whole: Site, path: str) -> None:
    answer = whole.get(f"/record/{path}")
    assert answer.status == 404
    assert answer.headers["Content-Type"].startswith("application/problem+json")


def test_public_parts_come_with_the_salt_of_their_commitment(whole: Site) -> None:
    for file in whole.registry.standing.opened.manifest:
        blob = fetch(whole, f"parts/{file.part.commit}")
        salt, (media, _, data) = blob[:32], blob[32:].partition(b"\x00")
        assert b64u(parts.commitment(salt, media.decode(), data)) == file.part.commit
        assert len(data) == file.part.size


def test_a_part_that_is_not_public_is_not_there(whole: Site) -> None:
    whole.registry.parts.put("text/plain", b"kept beside the record, named by no act")
    for name in (p.name for p in whole.registry.parts.folder.iterdir()):
        public = name in whole.registry.public_parts()
        assert whole.get(f"/record/parts/{name}").status == (200 if public else 404)
    assert whole.get("/record/parts/" + "A" * 43).status == 404


def test_healthz_says_whether_acts_can_be_entered(whole: Site) -> None:
    answer = whole.get("/healthz")
    assert answer.status == 200
    assert answer.json["ok"] is True
    assert answer.json["entries"] == whole.registry.standing.size


def test_healthz_is_unavailable_when_the_registry_had_to_stop(site: Site) -> None:
    site.registry.failure = StoreError("store.disk_full", file="record.sqlite")
    try:
        assert site.get("/healthz").status == 503
    finally:
        site.registry.failure = None
