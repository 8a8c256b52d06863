/** Laid out beforehand from the definitions themselves; the browser only draws. */
export interface StatechartLayout {
  readonly definition: string;
  readonly width: number;
  readonly height: number;
  readonly states: readonly {
    readonly id: string;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly initial: boolean;
    readonly final: boolean;
  }[];
  readonly arrows: readonly {
    readonly from: string;
    readonly to: string;
    readonly labels: readonly string[];
    readonly points: readonly (readonly number[])[];
  }[];
  readonly fromAny: readonly { readonly to: string; readonly labels: readonly string[] }[];
}

const files = import.meta.glob<StatechartLayout>('../../statecharts/*.json', { import: 'default' });

/** The layout of a definition by its name, `coal-sampling@1` or without the version; null where none is drawn. */
export async function statechartOf(definition: string): Promise<StatechartLayout | null> {
  const [name = ''] = definition.split('@');
  const load = files[`../../statecharts/${name}.json`];
  return load ? load() : null;
}
