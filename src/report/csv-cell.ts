/**
 * A text as one cell of a CSV file (RFC 4180). A text that a spreadsheet would take for a formula, also by
 * the wide forms of its signs, gets an apostrophe in front: what
 * a device calls itself must not run in somebody's spreadsheet.
 */
export function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
