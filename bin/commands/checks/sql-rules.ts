/** One parsed statement, as PostgreSQL's own parser gives it. */
export type Statement = Record<string, unknown>;

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

/** Tables whose primary key is the tenant itself. */
const KEYED_BY_SHOP = new Set(["shop"]);
/** Functions that give another value each time: a distributed write must not use them. */
const VOLATILE = new Set([
  "now",
  "random",
  "clock_timestamp",
  "statement_timestamp",
  "transaction_timestamp",
  "timeofday",
  "gen_random_uuid",
  "uuidv4",
  "uuidv7",
  "nextval",
  "current_date",
]);
const FORBIDDEN: Readonly<Record<string, string>> = {
  CreateSeqStmt: "sequences are not distributed",
  CreateEnumStmt: "states are text with a CHECK, not enums",
  CreateTrigStmt: "no triggers",
  CreateFunctionStmt: "no functions in the database",
  MergeStmt: "MERGE behaves differently on a distributed table",
};

function textsOf(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: { String?: { sval?: string }; IndexElem?: { name?: string } }) => {
    const name = item.String?.sval ?? item.IndexElem?.name;
    return name === undefined ? [] : [name];
  });
}

function* everyNode(value: unknown): Generator<[string, Node]> {
  if (!isNode(value)) return;
  for (const [name, child] of Object.entries(value)) {
    if (isNode(child) && !Array.isArray(child)) yield [name, child];
    yield* everyNode(child);
  }
}

function volatileIn(part: unknown): string[] {
  const used: string[] = [];
  for (const [name, node] of everyNode(part)) {
    if (name === "SQLValueFunction") used.push("CURRENT_TIMESTAMP or its like");
    const called = name === "FuncCall" ? textsOf(node.funcname).at(-1) : undefined;
    if (called && VOLATILE.has(called)) used.push(`${called}()`);
  }
  return used;
}

function keyViolation(table: string, constraint: Node): string[] {
  const keys = textsOf(constraint.keys);
  if (constraint.contype === "CONSTR_PRIMARY") {
    const expected = KEYED_BY_SHOP.has(table)
      ? "shop_id"
      : keys.length === 2
        ? `shop_id,${keys[1]}`
        : "shop_id,id";
    return keys.join() === expected
      ? []
      : [`${table}: the primary key must be (shop_id, id), it is (${keys.join()})`];
  }
  if (constraint.contype === "CONSTR_UNIQUE" && !keys.includes("shop_id")) {
    return [`${table}: a unique constraint without shop_id`];
  }
  if (constraint.contype !== "CONSTR_FOREIGN") return [];
  const own = textsOf(constraint.fk_attrs);
  const found: string[] = [];
  if (!own.includes("shop_id")) found.push(`${table}: a foreign key without shop_id`);
  if (constraint.fk_upd_action !== "a") found.push(`${table}: a foreign key must be ON UPDATE NO ACTION`);
  if (["n", "d"].includes(String(constraint.fk_del_action)))
    found.push(`${table}: a foreign key must not SET NULL`);
  return found;
}

function createdTable(node: Node, system: ReadonlySet<string>): string[] {
  const table = String((node.relation as Node).relname);
  if (system.has(table)) return [];
  const elements = node.tableElts as { ColumnDef?: Node; Constraint?: Node }[];
  const columns = elements.flatMap((element) => (element.ColumnDef ? [element.ColumnDef] : []));
  const found = elements.flatMap((element) =>
    element.Constraint ? keyViolation(table, element.Constraint) : [],
  );
  if (columns[0]?.colname !== "shop_id") found.push(`${table}: the first column must be shop_id`);
  const keyed = elements.some((element) => element.Constraint?.contype === "CONSTR_PRIMARY");
  if (!keyed) found.push(`${table}: has no primary key`);
  for (const column of columns) {
    const type = textsOf((column.typeName as Node | undefined)?.names).at(-1) ?? "";
    if (type.endsWith("serial")) found.push(`${table}.${String(column.colname)}: ${type} makes a sequence`);
  }
  return found;
}

function alteredTable(node: Node, system: ReadonlySet<string>): string[] {
  const table = String((node.relation as Node).relname);
  if (system.has(table)) return [];
  return (node.cmds as { AlterTableCmd: { def?: { Constraint?: Node } } }[]).flatMap(
    ({ AlterTableCmd: { def } }) => (def?.Constraint ? keyViolation(table, def.Constraint) : []),
  );
}

/** What in a statement breaks the rules of the data; empty for a good one. */
export function violationsOf(statement: Statement, system: ReadonlySet<string>): string[] {
  const [kind = "", node] = Object.entries(statement)[0] ?? [];
  if (!isNode(node)) return [];
  const forbidden = FORBIDDEN[kind];
  if (forbidden) return [forbidden];
  if (kind === "CreateStmt") return createdTable(node, system);
  if (kind === "AlterTableStmt") return alteredTable(node, system);
  if (kind === "IndexStmt") {
    const table = String((node.relation as Node).relname);
    const columns = textsOf(node.indexParams);
    return node.unique && !system.has(table) && !columns.includes("shop_id")
      ? [`${table}: the unique index ${String(node.idxname)} lacks shop_id`]
      : [];
  }
  const written = kind === "UpdateStmt" || kind === "DeleteStmt" ? node : node.onConflictClause;
  return volatileIn(written).map((name) => `${name} in a write: pass the value in`);
}
