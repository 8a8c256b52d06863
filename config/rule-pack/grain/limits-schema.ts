import { productLimitsSchema } from '../product-limits-schema.ts';

/** The limits section of a grain pack, `ProductLimitRules`. */
export const limitsSchema = productLimitsSchema;
