"""Commands of developers that are no tests: what a visitor costs, a crowd, a zip without internet, a contact sheet."""
