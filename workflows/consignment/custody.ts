import type { PortionTaken } from '../blind-control/messages.ts';
import type { Container } from '../custody/lineage.ts';
import type { BlindCode, DecimalString, Instant } from '../kernel/brand.ts';
import { sumOf, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import type { SamplingFinished } from '../sampler-run/run.ts';
import type { ConsignmentContext } from './record.ts';
import type { Bottle } from './unit.ts';

/** The rows of the lineage a consignment adds as its sample goes on. */

const kilogramsOfTonnes = (tonnes: DecimalString) => toDecimalString(toDecimal(tonnes).times(1000));

export const lotContainer = (code: BlindCode, declaredMass: DecimalString, at: Instant): Container => ({
  code,
  parent: null,
  kind: 'lot',
  mass: kilogramsOfTonnes(declaredMass),
  seal: null,
  at,
});

/** The gross sample of one unit; it may lie in several sealed containers, which stay together under one code. */
export const grossSample = (
  code: BlindCode,
  lot: BlindCode,
  sampled: SamplingFinished,
  at: Instant,
): Container => ({
  code,
  parent: lot,
  kind: 'gross-sample',
  mass: toDecimalString(sumOf(sampled.containers.map(({ mass }) => toDecimal(mass)))),
  seal: sampled.containers.map(({ seal }) => seal).join('+') || null,
  at: sampled.containers.at(-1)?.at ?? at,
});

/** A bottle that was made of a gross sample. */
export const bottleContainer = (
  code: BlindCode,
  parent: BlindCode,
  { kind, mass, seal, at }: Bottle,
): Container => ({
  code,
  parent,
  kind,
  mass,
  seal,
  at,
});

/** What of a retained bottle is tested. */
export const reservePortion = (code: BlindCode, reserve: BlindCode, bottle: Bottle): Container => ({
  ...bottleContainer(code, reserve, bottle),
  kind: 'tested-reserve',
});

/** What was taken of a bottle besides; nothing is added twice, nor under a bottle that is not there. */
export const addPortion = (
  { containers }: ConsignmentContext,
  { portion }: PortionTaken,
): Pick<ConsignmentContext, 'containers'> => {
  const isOurs = containers.some(({ code }) => code === portion.parent);
  const isNew = containers.every(({ code }) => code !== portion.code);
  return { containers: isOurs && isNew ? [...containers, portion] : containers };
};
