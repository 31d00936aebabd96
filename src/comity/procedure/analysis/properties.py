"""What a rule makes of single members and of the body as a whole, without a figure."""

from comity.procedure.analysis.count import survey, winning
from comity.procedure.analysis.game import All, AnyOf, Game, dual, met


def veto_players(game: Game) -> tuple[str, ...]:
    """Who can block alone: members without whom all others do not win."""
    everybody = range(len(game.members))
    return tuple(
        member
        for number, member in enumerate(game.members)
        if not met(game.condition, [one for one in everybody if one != number])
    )


def dictator(game: Game) -> str | None:
    """The member who wins alone and without whom nobody wins; there is one at most."""
    return next((member for member in veto_players(game) if met(game.condition, [game.members.index(member)])), None)


def dummies(game: Game) -> tuple[str, ...]:
    """Members on whom it never depends, as on Luxembourg in the Council of 1958: no coalition loses by their leaving.

    Raises TooLarge.
    """
    found = survey(game)
    # Without a swing, as many coalitions win with the member as without it.
    return tuple(
        member for member, joined in zip(game.members, found.joined, strict=True) if 2 * sum(joined) == sum(found.winning)
    )


def proper(game: Game) -> bool:
    """Whether never both a coalition and all others win: no two opposite decisions. Raises TooLarge."""
    return winning(Game(game.members, All((game.condition, dual(game).condition)))) == winning(game)


def strong(game: Game) -> bool:
    """Whether of a coalition and all others one always wins: no deadlock. Raises TooLarge."""
    return winning(Game(game.members, AnyOf((game.condition, dual(game).condition)))) == winning(game)
