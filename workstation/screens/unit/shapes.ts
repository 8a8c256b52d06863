import type { Schemas } from '../../api/client.ts';
import type { Bilingual } from '../../i18n/language.ts';

type Described = Schemas['UnitDescription'];
type Fault = NonNullable<Described['fault']>;
type Worded = Omit<Schemas['WordedValue'], 'title'> & { readonly title: Bilingual | null };

/** A unit of plant as the server describes it. What may have no words says so. */
export type UnitDetail = Omit<Described, 'place' | 'state' | 'mode' | 'fault'> & {
  readonly place: Bilingual | null;
  readonly state: Worded;
  readonly mode: Worded;
  readonly fault:
    | (Omit<Fault, 'title' | 'classTitle' | 'firstOutTitle'> & {
        readonly title: Bilingual | null;
        readonly classTitle: Bilingual | null;
        readonly firstOutTitle: Bilingual | null;
      })
    | null;
};
export type UnitStage = Described['stages'][number];
export type UnitContainers = NonNullable<Schemas['Containers']>;
export type PossibleCommand = Schemas['PossibleCommand'];
export type RunDetail = Schemas['RunDetail'];
export type Increment = Schemas['RunIncrement'];
export type CommandRow = Schemas['LoggedCommand'];
