"""Printed matter: one document, written as PDF, DOCX, Markdown or JSON."""
