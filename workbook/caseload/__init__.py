"""Many runners' diaries: who is to be looked at first, as a table, as charts, and as a report on each."""
