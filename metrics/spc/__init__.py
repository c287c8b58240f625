"""Statistical process control: XmR charts by the rules of Making Data Count. Pure functions on arrays.

`engine.analyse` and `engine.analyse_all` give one `results.Result` a series, from which the chart, the icons,
the words and the files all read. Nothing here knows a database, a request or a clock.
"""
