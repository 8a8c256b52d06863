export type TagType =
  'Bool' | 'Int16' | 'UInt16' | 'Int32' | 'UInt32' | 'Float' | 'Double' | 'String' | 'DateTime';
/** Bool as boolean, String as string, DateTime as milliseconds since 1970 UTC, all others as number. */
export type TagValue = number | string | boolean;

export interface TagDefinition {
  /** Name without the unit, for example `Sts.AckSeq`. */
  readonly path: string;
  readonly type: TagType;
  /** From the client's side: R tags are written by the PLC, W tags by the client. */
  readonly access: 'R' | 'W';
  /** Values an accepted Start may latch; published to the client. */
  readonly range?: { readonly low: number; readonly high: number };
}

export const tag = (access: 'R' | 'W', type: TagType, ...paths: readonly string[]): TagDefinition[] =>
  paths.map((path) => ({ path, type, access }));

interface Cell {
  readonly definition: TagDefinition;
  value: TagValue;
}

/** The memory area the PLC program and the communication processor share: one cell a tag. */
export class ProcessImage {
  readonly definitions: readonly TagDefinition[];
  readonly #cells = new Map<string, Cell>();
  readonly #changed = new Set<string>();

  constructor(definitions: readonly TagDefinition[]) {
    this.definitions = definitions;
    for (const definition of definitions) {
      this.#cells.set(definition.path, { definition, value: initialValue(definition.type) });
    }
  }

  definition(path: string): TagDefinition {
    return this.#cell(path).definition;
  }

  get(path: string): TagValue {
    return this.#cell(path).value;
  }

  number(path: string): number {
    return Number(this.get(path));
  }

  text(path: string): string {
    return String(this.get(path));
  }

  /** Sets a tag; Float tags take the nearest single-precision number, as on the wire. */
  set(path: string, value: TagValue): void {
    const cell = this.#cell(path);
    const stored = cell.definition.type === 'Float' ? Math.fround(Number(value)) : value;
    if (cell.value === stored) return;
    cell.value = stored;
    this.#changed.add(path);
  }

  /** Every W tag with its value: what the client wrote, for the retentive memory. */
  written(): Record<string, TagValue> {
    const written: Record<string, TagValue> = {};
    for (const [path, { definition, value }] of this.#cells)
      if (definition.access === 'W') written[path] = value;
    return written;
  }

  /** Puts written values back at boot; names that no longer exist are dropped, as after a program download. */
  restoreWritten(written: Readonly<Record<string, TagValue>>): void {
    for (const [path, value] of Object.entries(written)) {
      const cell = this.#cells.get(path);
      if (cell?.definition.access === 'W') cell.value = value;
    }
  }

  /** Tags changed since the last call. */
  takeChanged(): string[] {
    const changed = [...this.#changed];
    this.#changed.clear();
    return changed;
  }

  #cell(path: string): Cell {
    const cell = this.#cells.get(path);
    if (!cell) throw new Error(`No such tag: ${path}`);
    return cell;
  }
}

function initialValue(type: TagType): TagValue {
  if (type === 'Bool') return false;
  return type === 'String' ? '' : 0;
}
