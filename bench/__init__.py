"""Speed beside other engines, as ratios measured in one run: ``python -m bench``, or ``make bench``.

What is measured, and on what?     ``collections``: judged ones and generated ones; ``queries``: the kinds
Against whom?                      ``engines``: one file each, the same work; what one leaves out is said
How?                               ``worker``: a pinned process an engine; ``measure``: rounds in turn
And served?                        ``load``: requests a second of one server process and of two
What comes out?                    ``report``: tables; a ratio above 1 means the other needs more
Who finds what readers asked?      ``python -m bench.cases``: the rows, judged; ``finders``: whom it asks
"""
