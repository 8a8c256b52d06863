import type { PackedBottle } from '../coal-preparation/run.ts';
import type { Container } from '../custody/lineage.ts';
import type { BlindCode, DecimalString, Instant } from '../kernel/brand.ts';
import { sumOf, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import type { SamplingFinished } from '../sampler-run/run.ts';

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
export const grossSample = (code: BlindCode, lot: BlindCode, sampled: SamplingFinished, at: Instant): Container => ({
  code,
  parent: lot,
  kind: 'gross-sample',
  mass: toDecimalString(sumOf(sampled.containers.map(({ mass }) => toDecimal(mass)))),
  seal: sampled.containers.map(({ seal }) => seal).join('+') || null,
  at: sampled.containers.at(-1)?.at ?? at,
});

/** Bottle types of a line and what they are called in the lineage. */
const bottleKinds: Readonly<Record<number, string>> = {
  61: 'moisture-6mm',
  32: 'reserve-3mm',
  21: 'analysis-0.2mm',
  22: 'reserve-0.2mm',
};

export const bottle = (code: BlindCode, parent: BlindCode, packed: PackedBottle): Container => ({
  code,
  parent,
  kind: bottleKinds[packed.type] ?? `bottle-${packed.type}`,
  mass: packed.mass,
  seal: packed.seal,
  at: packed.at,
});

/** What is tested from which bottle: total moisture from the moisture bottle, everything else from the analysis bottle. */
export const moistureBottle = 61;
export const analysisBottle = 21;
export const totalMoisture = 'Mt';
