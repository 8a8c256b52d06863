import { productLimitsSchema } from '../product-limits-schema.ts';

/** The limits section of a petroleum pack, `ProductLimitRules`. */
export const limitsSchema = productLimitsSchema;
