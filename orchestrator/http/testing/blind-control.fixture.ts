import { blindCode, decimalString as d, instant, processId } from '../../../workflows/kernel/brand.ts';
import { ok } from '../../../workflows/kernel/refusal.ts';
import type { BlindControlService, ControlPoint } from '../../services/blind-control.ts';
import type { BlindControlRates, BlindSampleView } from '../../views/blind-control-view.ts';

/** One scored duplicate with every member filled, and a house that has it. */

export const controlId = processId('blind-sample/K-1');
const at = instant('2026-05-04T03:21:00.000Z');
const source = { standard: 'ISO 5725-6', edition: '1994', clause: '4.2', confidence: 'general' } as const;

const score = {
  item: 'A',
  basis: 'ad',
  unit: '%',
  value: d('10.80'),
  reference: d('10.60'),
  difference: d('0.20'),
  warningLimit: d('0.1414'),
  actionLimit: d('0.2121'),
  score: d('1.41'),
  verdict: 'warning',
  reason: null,
} as const;

export const scoredControl: BlindSampleView = {
  id: controlId,
  code: blindCode('K-1'),
  kind: 'duplicate',
  status: 'scored',
  group: 'coal-analysis',
  commodity: 'coal',
  bottle: 'analysis-0.2mm',
  of: blindCode('A-1'),
  material: null,
  items: ['A'],
  orderedAt: at,
  labelled: {
    by: 'Person custodian',
    at,
    portion_kg: d('0.06'),
    seal: 'S-1',
    rest_kg: d('0.06'),
    restSeal: 'S-2',
  },
  givenUp: null,
  benchAt: at,
  endedAt: at,
  analysts: ['analyst'],
  reviewer: 'reviewer',
  scores: [
    {
      ...score,
      steps: [
        {
          name: { zh: '临界差', en: 'Critical difference' },
          expression: 'CD = r·√[1/(2·n₁) + 1/(2·n₂)]',
          source,
          inputs: [{ symbol: 'r', value: '0.2', unit: '%' }],
          unrounded: d('0.1414'),
          reported: '0.1414',
          unit: '%',
        },
      ],
    },
  ],
};
export const openControl: BlindSampleView = {
  ...scoredControl,
  id: processId('blind-sample/K-2'),
  code: blindCode('K-2'),
  status: 'toLabel',
  labelled: null,
  benchAt: null,
  endedAt: null,
  analysts: [],
  reviewer: null,
  scores: [],
};

export const controlPointOfA: ControlPoint = {
  control: controlId,
  code: blindCode('K-1'),
  of: blindCode('A-1'),
  kind: 'duplicate',
  group: 'coal-analysis',
  commodity: 'coal',
  material: null,
  scoredAt: at,
  analysts: ['analyst'],
  reviewer: 'reviewer',
  ...score,
};

export const controlRatesNow: BlindControlRates = {
  groups: [
    {
      id: 'coal-analysis',
      commodity: 'coal',
      bottles: ['analysis-0.2mm'],
      items: ['A'],
      duplicates: d('0.05'),
      references: d('0.05'),
      leastMass_kg: d('0.1'),
      counted: {
        group: 'coal-analysis',
        assays: 40,
        duplicates: 2,
        references: 1,
        tooLight: 0,
        unsupplied: 1,
      },
    },
  ],
  materials: [
    {
      id: 'GBW11110',
      name: { zh: '煤标准物质', en: 'Coal' },
      commodity: 'coal',
      validUntil: '2027-12-31',
      remaining: 3,
    },
  ],
};

/** What was asked of it goes into `note`. */
export const fakeBlindControl = (
  note: (method: string, by: string, what: unknown) => void,
): { readonly blindControl: BlindControlService } => ({
  blindControl: {
    controls: async ({ sees = () => true, ...filter }, wanted) => {
      note('controls', '', { ...filter, ...wanted });
      return { items: [scoredControl, openControl].filter(sees), next: null };
    },
    control: async (id) => [scoredControl, openControl].find((one) => one.id === id) ?? null,
    act: async (caller, id, act) => {
      note('actOnControl', caller.id, { id, ...act });
      return ok(openControl);
    },
    rates: async () => controlRatesNow,
    results: async () => [controlPointOfA],
    resultPage: async (filter, wanted) => {
      note('controlResults', '', { ...filter, ...wanted });
      return { items: [controlPointOfA], next: null };
    },
  },
});
