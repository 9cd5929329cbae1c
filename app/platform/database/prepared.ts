/** A statement that PostgreSQL reads and plans once for each connection, under a name of its own. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
}

/**
 * For statements that run thousands of times and whose plan does not depend on the values: reading and planning one
 * takes longer than many of them do.
 */
export const prepared = (name: string, text: string): PreparedStatement => ({ name, text });

export const textOf = (statement: string | PreparedStatement): string =>
  typeof statement === "string" ? statement : statement.text;
