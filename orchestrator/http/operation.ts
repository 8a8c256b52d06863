import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { OpenSession } from '../identity/types.ts';
import type { Caller, CustomsClient, CustomsScope } from '../services/contract.ts';
import type { Access, Who } from './authentication.ts';
import type { Deprecation } from './deprecation.ts';
import { idempotencyKey } from './idempotency.ts';
import { operationRoles } from './operation-roles.ts';
import type { OperatorOperationId } from './operation-roles.ts';

import type { Input, InputShape } from './read-input.ts';
import { inputReader, requireReadableBody } from './read-input.ts';
import type { DocumentedResponse, Reply } from './reply.ts';

/** One operation as server and document need it: declared once, registered in both. */
export interface Operation {
  readonly id: string;
  readonly method: 'get' | 'post';
  /** In OpenAPI form, `/things/{id}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Absent for those that are to be used. */
  readonly deprecated?: Deprecation;
  readonly access: Access;
  /** True: the header Idempotency-Key is required. */
  readonly idempotent: boolean;
  /** How the body is written; `none` for operations without. */
  readonly bodyType: 'json' | 'form' | 'bytes' | 'none';
  /** Of a body of bytes. */
  readonly bytes?: BytesBody;
  readonly input: InputShape;
  /** A body that passes the schema. */
  readonly example?: unknown;
  /** An answer of success that passes its schema. */
  readonly answer?: unknown;
  readonly responses: readonly DocumentedResponse[];
  /** Reads the input, does the work and answers. The body is parsed and the sender admitted already. */
  run(req: Request, res: Response, who: Who): Promise<void>;
}

/** A file as it is: what it may be called, and how long it may be, bytes. */
export interface BytesBody {
  readonly mediaTypes: readonly string[];
  readonly limit: number;
  /** What it is where it comes as JSON, for the document; it is read by its handler. */
  readonly json?: { readonly schema: z.ZodType; readonly example: object };
}

interface Spec<S extends InputShape, V, Context> {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly deprecated?: Deprecation;
  readonly idempotent?: true;
  readonly form?: true;
  /** The body is a file; read it with `bodyBytes`. */
  readonly bytes?: BytesBody;
  readonly input: S;
  readonly example?: unknown;
  readonly answer?: unknown;
  readonly reply: Reply<V>;
  readonly handle: (context: Exchange<S> & Context) => Promise<V>;
}

/** What a handler gets. */
interface Exchange<S extends InputShape> {
  readonly input: Input<S>;
  /** The Idempotency-Key; empty for operations without. */
  readonly key: string;
  readonly req: Request;
  readonly res: Response;
}

/** An operation of the workstation's interface; its roles stand in `operation-roles.ts`. */
export function operatorOperation<S extends InputShape, V>(
  spec: Spec<S, V, { readonly caller: Caller; readonly session: OpenSession }> & { readonly id: OperatorOperationId },
): Operation {
  return define(spec.id, { kind: 'operator', roles: operationRoles[spec.id] }, spec, (who) => {
    if (who.kind !== 'operator') throw new Error(`${spec.id} was reached without an operator`);
    return { caller: who.session.caller, session: who.session };
  });
}

/** An operation of the customs interface. */
export function customsOperation<S extends InputShape, V>(
  spec: Spec<S, V, { readonly client: CustomsClient }> & {
    readonly id: string;
    readonly scope: CustomsScope;
  },
): Operation {
  return define(spec.id, { kind: 'customs', scope: spec.scope }, spec, (who) => {
    if (who.kind !== 'customs') throw new Error(`${spec.id} was reached without a client`);
    return { client: who.client };
  });
}

/** An operation open to everyone. */
export function publicOperation<S extends InputShape, V>(
  spec: Spec<S, V, object> & { readonly id: string },
): Operation {
  return define(spec.id, { kind: 'public' }, spec, () => ({}));
}

function define<S extends InputShape, V, Context>(
  id: string,
  access: Access,
  spec: Spec<S, V, Context>,
  contextOf: (who: Who) => Context,
): Operation {
  const { method, path, tag, summary, description, deprecated, input, example, answer, bytes, reply } = spec;
  const idempotent = spec.idempotent ?? false;
  const bodyType = bytes ? 'bytes' : spec.form ? 'form' : input.body === undefined ? 'none' : 'json';
  const read = inputReader(input);
  return {
    id,
    method,
    path,
    tag,
    summary,
    ...(description !== undefined && { description }),
    ...(deprecated !== undefined && { deprecated }),
    access,
    idempotent,
    bodyType,
    ...(bytes !== undefined && { bytes }),
    input,
    ...(example !== undefined && { example }),
    ...(answer !== undefined && { answer }),
    responses: reply.responses,
    async run(req, res, who) {
      if (bodyType === 'json') requireReadableBody(req);
      const key = idempotent ? idempotencyKey(req) : '';
      const exchange = { input: read(req), key, req, res };
      await reply.send(req, res, await spec.handle({ ...exchange, ...contextOf(who) }));
    },
  };
}
