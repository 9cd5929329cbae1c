/** Told to spreadsheet programs by three bytes in front: without them Excel takes UTF-8 for Latin. */
export const CSV_BEGINNING = "\uFEFF";

/** What a spreadsheet program may take for a formula. Source: OWASP, "CSV Injection". */
const FORMULA = /^[=+\-@\t\r]/;

function cellOf(value: string, delimiter: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /["\r\n]/.test(safe) || safe.includes(delimiter) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * One line of a table as RFC 4180 has it, with its end. A cell that would be a formula gets an apostrophe in front.
 * @param delimiter a semicolon where the comma stands in numbers: there Excel expects it
 */
export function csvLine(cells: readonly string[], delimiter: "," | ";"): string {
  return `${cells.map((cell) => cellOf(cell, delimiter)).join(delimiter)}\r\n`;
}
