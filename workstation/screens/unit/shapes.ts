import type { Schemas } from '../../api/client.ts';

export type UnitDetail = Schemas['UnitDescription'];
export type UnitStage = UnitDetail['stages'][number];
export type UnitContainers = NonNullable<Schemas['Containers']>;
export type PossibleCommand = Schemas['PossibleCommand'];
export type RunDetail = Schemas['RunDetail'];
export type Increment = Schemas['RunIncrement'];
export type CommandRow = Schemas['LoggedCommand'];
