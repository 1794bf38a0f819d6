/**
 * A text as one cell of a CSV file (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe in front: what
 * a device calls itself must not run in somebody's spreadsheet.
 */
export function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
