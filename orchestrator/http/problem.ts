import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type pino from 'pino';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { HttpRefusal } from './http-refusal.ts';
import { refusalOfParser } from './parser-errors.ts';
import { statusOf } from './refusal-status.ts';
import type { Problem } from './schemas/problem.ts';
import { refusalOfStore } from './store-errors.ts';

/** RFC 9457 problem details. `instance` names the request, as the log does. */
export function problemOf(refusal: HttpRefusal, requestId: string): Problem {
  const { code, field, message, remedy } = refusal.refusal;
  const status = statusOf(refusal.refusal);
  return {
    type: `urn:quaylab:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: message,
    code,
    field: field ?? null,
    remedy,
    instance: `urn:uuid:${requestId}`,
    errors: [...refusal.errors],
  };
}

function sendProblem(res: Response, refusal: HttpRefusal, requestId: string): void {
  const problem = problemOf(refusal, requestId);
  // A problem is nothing to keep, whatever was to be sent in its place.
  res.removeHeader('ETag');
  // RFC 9110 clause 15.5.2: a 401 always says how to come in.
  if (problem.status === 401) res.set('WWW-Authenticate', 'Bearer realm="quaylab"');
  res.status(problem.status).set(refusal.headers).set('Cache-Control', 'no-store');
  res.type('application/problem+json').send(JSON.stringify(problem));
}

/** Everything no route answered. */
export const nothingHere: RequestHandler = (req) => {
  throw new HttpRefusal({
    code: 'NOT_FOUND',
    message: `Nothing is at ${req.path}.`,
    remedy: 'See /docs for what there is; ids with a slash are percent-encoded in addresses.',
  });
};

/**
 * The last handler: refusals become their problem, anything else a 500 that tells the caller nothing but an id under
 * which the log has the error.
 */
export function problemHandler(log: pino.Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const requestId = String(req.id);
    if (res.headersSent) {
      log.error({ err: error, requestId }, 'failed while answering');
      next(error);
      return;
    }
    const refusal = refusalOf(error);
    if (refusal === null) {
      log.error({ err: error, requestId }, 'request failed');
      sendProblem(res, internalError(requestId), requestId);
      return;
    }
    if (statusOf(refusal.refusal) >= 500 && refusal.cause instanceof Error)
      log.error({ err: refusal.cause, requestId }, 'request could not be carried out');
    sendProblem(res, refusal, requestId);
  };
}

function refusalOf(error: unknown): HttpRefusal | null {
  if (error instanceof HttpRefusal) return error;
  if (error instanceof RefusedError) return new HttpRefusal(error.refusal);
  return refusalOfStore(error) ?? refusalOfParser(error);
}

const internalError = (id: string) =>
  new HttpRefusal({
    code: 'INTERNAL_ERROR',
    message: `Something went wrong on our side; it is in the log as ${id}.`,
    remedy: 'Try again; if it stays, give the id to an administrator.',
  });
