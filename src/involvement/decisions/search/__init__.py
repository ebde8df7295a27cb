"""Whole-number searches behind the decision map."""
