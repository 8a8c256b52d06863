export interface Leaf {
  /** `units[0].endpoint` */
  readonly path: string;
  readonly value: string;
}

/** Every value of a document with the path to it, in the order of the document; empty lists and objects are values too. */
export function leavesOf(value: unknown, path = ''): readonly Leaf[] {
  if (Array.isArray(value) && value.length > 0) return value.flatMap((each, index) => leavesOf(each, `${path}[${index}]`));
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const members = Object.entries(value);
    if (members.length > 0) return members.flatMap(([name, each]) => leavesOf(each, path === '' ? name : `${path}.${name}`));
  }
  return [{ path, value: typeof value === 'string' ? value : JSON.stringify(value) }];
}

/** What has a text in it, whatever its case. */
export function matching<Row>(rows: readonly Row[], wanted: string, textsOf: (row: Row) => readonly string[]): readonly Row[] {
  const text = wanted.trim().toLowerCase();
  return text === '' ? rows : rows.filter((row) => textsOf(row).some((each) => each.toLowerCase().includes(text)));
}
