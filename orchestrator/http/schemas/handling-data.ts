import { z } from 'zod';
import { bottleKinds } from '../../../workflows/sample-handling/recipe.ts';
import { decimalInput, name, sha256 } from './scalars.ts';

/** Seal numbers, balances and dividers as they are labelled. */
const label = z.string().trim().min(1).max(40);
/** More than any sample has vessels; a longer list is a mistake. */
const mostVessels = 500;
const mostFiles = 50;

/**
 * What is told of a step. Taken strictly, so that a misspelt field is named; given out without what is not named here. Units stand in the
 * names; masses are net unless called gross or tare.
 */
function stepData(object: typeof z.strictObject) {
  const evidence = z
    .array(sha256)
    .max(mostFiles)
    .default([])
    .meta({ description: 'Photos and scans stored before, by SHA-256' });
  const filling = { volume_mL: decimalInput.exactOptional(), capacity_mL: decimalInput.exactOptional() };
  const weighing = { gross_kg: decimalInput, tare_kg: decimalInput };
  const bottles = z
    .array(
      object({ kind: z.enum(bottleKinds), mass_kg: decimalInput, ...filling, closure: label, seal: label }),
    )
    .max(mostVessels);
  return z.discriminatedUnion('kind', [
    object({
      kind: z.literal('receive'),
      evidence,
      balanceId: label,
      containers: z
        .array(object({ position: z.int().min(1), seal: label, ...weighing, ...filling }))
        .max(mostVessels),
      missing: z
        .array(z.int().min(1))
        .max(mostVessels)
        .default([])
        .meta({ description: 'Positions that did not arrive' }),
    }),
    object({ kind: z.literal('weigh'), evidence, balanceId: label, ...weighing }),
    object({
      kind: z.literal('mix'),
      evidence,
      mixerId: label,
      duration_min: decimalInput.exactOptional(),
      speed_rpm: decimalInput.exactOptional(),
      energy_kJ: decimalInput.exactOptional(),
    }),
    object({
      kind: z.literal('divide'),
      evidence,
      apparatus: label,
      passes: z.int().min(1).max(1000),
      cuts: z.int().min(1).max(100_000).exactOptional(),
      massIn_kg: decimalInput,
      parts: z.array(object({ part: label, mass_kg: decimalInput })).max(mostVessels),
      rejected_kg: decimalInput,
    }),
    object({ kind: z.literal('sub-sample'), evidence, tool: label, bottles }),
    object({ kind: z.literal('fill'), evidence, bottles, rejected_kg: decimalInput }),
    object({ kind: z.literal('photo'), evidence }),
    object({
      kind: z.literal('hand-over'),
      evidence,
      receivedBy: name.meta({ description: 'User name of who receives; only he can confirm it' }),
      place: name,
      condition: name,
    }),
  ]);
}

export const stepDataInput = stepData(z.strictObject);
export const stepDataShown = stepData(z.object);
