"""Measurements: each figure beside the machine's own speed or the peer's, as a ratio in one run.

    ./go bench                    everything          ./go bench fold pages     some of it
    ./go bench --acts 100000      with a record of so many acts (made once through the door, kept in var/bench)

A quiet machine of two cores is meant. Nothing here is a test: a figure that misses its bound is shown as missed.
"""
