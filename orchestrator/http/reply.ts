import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { DocumentedHeader } from './documented-headers.ts';

/** Values as the house hands them out: our views are read-only all through. */
export type Immutable<T> = T extends (infer Item)[]
  ? readonly Immutable<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Immutable<T[Key]> }
    : T;

/** A response as the OpenAPI document shows it. */
export interface DocumentedResponse {
  readonly status: number;
  readonly description: string;
  /** Schema per media type; null for bytes. */
  readonly content: Readonly<Record<string, z.ZodType | null>>;
  /** Beside those every answer of the status has. */
  readonly headers?: readonly DocumentedHeader[];
}

/** How an operation answers: what it promises in the document, and how a value becomes bytes. */
export interface Reply<V> {
  readonly responses: readonly DocumentedResponse[];
  send(req: Request, res: Response, value: V): void | Promise<void>;
}

/**
 * JSON through its schema: members the schema does not name do not leave the house. A value that breaks the schema is a
 * fault of ours and becomes a 500.
 */
export function json<S extends z.ZodType>(
  schema: S,
  description: string,
  status: 200 | 201 = 200,
): Reply<Immutable<z.input<S>>> {
  return {
    responses: [{ status, description, content: { 'application/json': schema } }],
    send(_req, res, value) {
      const body = JSON.stringify(schema.parse(value));
      if (!res.hasHeader('Cache-Control')) res.set('Cache-Control', 'no-store');
      res.status(status).type('application/json').send(body);
    },
  };
}

/** A page for people. */
export const html = (description: string, notFound?: string): Reply<{ status: 200 | 404; page: string }> => ({
  responses: [
    { status: 200, description, content: { 'text/html': null } },
    ...(notFound === undefined
      ? []
      : [{ status: 404, description: notFound, content: { 'text/html': null } }]),
  ],
  send(_req, res, { status, page }) {
    if (!res.hasHeader('Cache-Control')) res.set('Cache-Control', 'no-cache');
    res.status(status).type('text/html').send(page);
  },
});
