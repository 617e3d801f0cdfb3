"""The physio's form for an exercise."""
