// Package sheet makes the instruction sheet that the patient takes home: the
// clinic's Markdown text, filled with that patient's dates, as a PDF on A4.
//
// It is pure: what it writes follows from its input alone, and the same input
// gives the same bytes. The dates come from the care plan; none is computed here.
//
// A text goes this way: Markdown with placeholders → text/template → goldmark →
// blocks → strips (pieces that no page break may split) → pages.
package sheet
