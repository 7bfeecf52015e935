"""Rules looked at as a whole: every case tried, faults found, versions compared. Runs in the reader's browser, too.

In: a calculator's compiled rules. Out: plain data. It imports the calculators and the standard library only.
"""
