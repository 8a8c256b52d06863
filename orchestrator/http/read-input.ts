import type { Request } from 'express';
import { z } from 'zod';
import type { FieldError } from './http-refusal.ts';
import { HttpRefusal } from './http-refusal.ts';

/** Parts of a request an operation reads, each with its schema. Query parameters not named are ignored. */
export type InputShape = Readonly<Partial<Record<'params' | 'query' | 'body', z.ZodType>>>;
export type Input<S extends InputShape> = z.output<z.ZodObject<S>>;

/**
 * What checks params, query and body against their schemas; made once an operation, because a schema is compiled when it is first used.
 * Throws `VALIDATION_FAILED` naming every fault, not only the first.
 */
export function inputReader<S extends InputShape>(shape: S): (req: Request) => Input<S> {
  const schema = z.object(shape);
  return (req) => {
    const result = schema.safeParse({ params: req.params, query: req.query, body: req.body as unknown }, { reportInput: true });
    if (result.success) return result.data;
    const errors = result.error.issues.flatMap(fieldErrors);
    const [first] = errors;
    throw new HttpRefusal(
      {
        code: 'VALIDATION_FAILED',
        ...(first !== undefined && { field: first.field }),
        message: errors.map(({ field, message }) => `${field}: ${message}`).join('; '),
        remedy: 'Correct the fields listed in "errors"; /docs shows what each may be.',
      },
      { errors },
    );
  };
}

/** The body parser leaves a body of another type unread: says so (`MEDIA_TYPE_UNSUPPORTED`) rather than calling it missing. */
export function requireReadableBody(req: Request): void {
  const sent =
    Number(req.headers['content-length'] ?? 0) > 0 || req.headers['transfer-encoding'] !== undefined;
  if (req.body !== undefined || !sent) return;
  throw new HttpRefusal({
    code: 'MEDIA_TYPE_UNSUPPORTED',
    field: 'Content-Type',
    message: `A body of type "${req.headers['content-type'] ?? 'none'}" is not read here.`,
    remedy: 'Send Content-Type: application/json.',
  });
}

/** The bytes of a body that is a file. Throws `MEDIA_TYPE_UNSUPPORTED` for another type, `FILE_MISSING` where nothing was sent. */
export function bodyBytes(req: Request, mediaTypes: readonly string[]): Buffer {
  const body: unknown = req.body;
  if (Buffer.isBuffer(body) && body.length > 0) return body;
  const typed = mediaTypes.some((type) => req.is(type) === type);
  throw new HttpRefusal(
    typed
      ? { code: 'FILE_MISSING', field: 'body', message: 'The body is empty.', remedy: 'Send the bytes of the file.' }
      : {
          code: 'MEDIA_TYPE_UNSUPPORTED',
          field: 'Content-Type',
          message: `A body of type "${req.headers['content-type'] ?? 'none'}" is not read here.`,
          remedy: `Send one of ${mediaTypes.join(', ')}.`,
        },
  );
}

/** The part of the request (`params`, `query`, `body`) is left out: a caller knows the field without it. */
function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const [part, ...path] = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: [...path, key].join('.'),
      code: 'UNKNOWN_FIELD',
      message: 'There is no such field.',
    }));
  }
  const field = path.join('.') || (part ?? 'request');
  if (issue.input === undefined) return [{ field, code: 'REQUIRED', message: 'This field is required.' }];
  return [{ field, code: issue.code.toUpperCase(), message: issue.message }];
}
