"""What a report rests on as tables for others: a workbook, and a data package of CSV files."""
