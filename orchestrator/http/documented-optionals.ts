import { z } from 'zod';

/**
 * zod-to-openapi takes members that may be absent but not undefined (`exactOptional`) for required ones
 * (github.com/asteasolutions/zod-to-openapi/issues/363). Says of every object among these schemas what it really requires.
 */
export function stateRequired(schemas: Iterable<z.ZodType>): void {
  const seen = new Set<z.ZodType>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!(value instanceof z.ZodType) || seen.has(value)) return;
    seen.add(value);
    if (value instanceof z.ZodObject) {
      stateOf(value);
      Object.values(value.shape).forEach(visit);
    }
    if (value instanceof z.ZodLazy) visit(value.unwrap());
    Object.values(value.def).forEach(visit);
  };
  for (const schema of schemas) visit(schema);
}

function stateOf(schema: z.ZodObject): void {
  const members = Object.entries<z.ZodType>(schema.shape);
  const meta = schema.meta();
  if (meta?.['required'] !== undefined || !members.some(([, member]) => member instanceof z.ZodExactOptional))
    return;
  const required = members
    .filter(([, member]) => !(member instanceof z.ZodExactOptional) && !member.safeParse(undefined).success)
    .map(([name]) => name);
  z.globalRegistry.add(schema, { ...meta, required });
}

/** The same for parameters, whose document says of each by itself whether it is required. */
export function statedParameters(parameters: z.ZodObject): z.ZodObject {
  const stated = Object.entries<z.ZodType>(parameters.shape).map(([name, member]) => {
    const optional = member instanceof z.ZodExactOptional;
    return [name, optional ? z.optional(member.unwrap()).meta({ ...member.meta() }) : member] as const;
  });
  return z.object(Object.fromEntries(stated));
}
