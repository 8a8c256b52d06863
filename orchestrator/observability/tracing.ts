import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Attributes, Context, Span, Tracer } from '@opentelemetry/api';
import type { RequestHandler } from 'express';
import type { EffectObserver, EngineObserver } from '../engine/observer.ts';
import { isTimerInput } from '../engine/timer-input.ts';
import type { CommandObserver } from './observed-drivers.ts';

/**
 * Spans from a request over the inputs it gives to processes, the effects they ask for and the messages these send, to the commands of
 * PLCs. The journal carries nothing of it: what goes on after a restart, or at a timer, begins a trace of its own, and is found again by
 * the ids of process, input and effect.
 */
export interface Tracing {
  readonly requests: RequestHandler;
  readonly received: NonNullable<EngineObserver['received']>;
  readonly effects: EffectObserver;
  readonly commands: CommandObserver;
}

/** Asked for every few seconds by those who watch us. */
const untraced = ['/healthz', '/readyz', '/metrics'];
/** An effect is begun at once after the entry that asks for it; what was known to be under way already leaves its place unused. */
const mostAwaited = 10_000;

/** Uses what is registered with the OpenTelemetry API for context and propagation. */
export function createTracing(tracer: Tracer): Tracing {
  /** Where effects come from that were not begun yet, by id. */
  const origins = new Map<string, Context>();
  const remember = (effect: string, origin: Context) => {
    origins.set(effect, origin);
    const [oldest] = origins.keys();
    if (origins.size > mostAwaited && oldest !== undefined) origins.delete(oldest);
  };
  const begin = (name: string, kind: SpanKind, attributes: Attributes, parent: Context) => {
    const span = tracer.startSpan(name, { kind, attributes }, parent);
    return { span, within: trace.setSpan(parent, span) };
  };

  return {
    requests(req, res, next) {
      if (untraced.includes(req.path)) return next();
      const parent = propagation.extract(ROOT_CONTEXT, req.headers);
      const attributes = { 'http.request.method': req.method, 'quaylab.request': String(req.id) };
      const { span, within } = begin(req.method, SpanKind.SERVER, attributes, parent);
      res.once('close', () => {
        const route: unknown = res.locals['route'];
        if (typeof route === 'string')
          span.updateName(`${req.method} ${route}`).setAttribute('http.route', route);
        span.setAttribute('http.response.status_code', res.statusCode);
        if (res.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      });
      context.with(within, next);
    },

    received(process, input) {
      // A timer or a connection to a PLC was set up by somebody who has nothing to do with what it tells now.
      const isOwnBeginning =
        isTimerInput(input) || input.actor.kind === 'plant' || !trace.getActiveSpan()?.isRecording();
      const attributes = { 'quaylab.process': process, 'quaylab.input': input.id };
      const parent = isOwnBeginning ? ROOT_CONTEXT : context.active();
      const { span, within } = begin(`input ${input.event.type}`, SpanKind.INTERNAL, attributes, parent);
      return {
        committed: (effects) => effects.forEach(({ id }) => remember(id, within)),
        answered: (status) => end(span, 'quaylab.status', status, status === 'failed'),
      };
    },

    effects(process, { id, kind }, run) {
      const attributes = { 'quaylab.process': process.id, 'quaylab.effect': id };
      const { span, within } = begin(
        `effect ${kind}`,
        SpanKind.INTERNAL,
        attributes,
        origins.get(id) ?? ROOT_CONTEXT,
      );
      origins.delete(id);
      return context.with(within, run).finally(() => span.end());
    },

    async commands(unit, { commandId, command, seq }, run) {
      const attributes = { 'quaylab.unit': unit, 'quaylab.effect': commandId, 'quaylab.seq': seq };
      const { span, within } = begin(`command ${command}`, SpanKind.CLIENT, attributes, context.active());
      try {
        const outcome = await context.with(within, run);
        end(span, 'quaylab.outcome', outcome.outcome, outcome.outcome !== 'done');
        return outcome;
      } catch (error) {
        end(span, 'quaylab.outcome', 'interrupted', true);
        throw error;
      }
    },
  };
}

function end(span: Span, attribute: string, value: string, isBad: boolean): void {
  span.setAttribute(attribute, value);
  if (isBad) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
