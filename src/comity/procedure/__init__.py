"""How a body decides: rule and positions in, outcome and reasons out. The rules are carried by the charter already
(`Charter.rules`); the engine that runs them takes this place.
"""
