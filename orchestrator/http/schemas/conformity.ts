import {
  conformitySchema,
  gateAdviceSchema,
  gateSchema,
  lotValueSchema,
} from '../../../reports/conformity-schema.ts';

/** The same shapes a certificate has, named for the interface's description. */

export const lotValue = lotValueSchema.meta({ id: 'LotValue' });

export const gate = gateSchema.meta({ description: '准予提离 removal · 准予销售或使用 use' });

export const gateAdvice = gateAdviceSchema.meta({
  id: 'GateAdvice',
  description: 'What the laboratory advises at one gate; customs decides',
});

export const conformityStatement = conformitySchema.meta({ id: 'ConformityStatement' });
