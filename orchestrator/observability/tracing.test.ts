import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { context, propagation, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import express from 'express';
import pino from 'pino';
import request from 'supertest';
import type { UnitDriver } from '../../plc-adapters/unit-driver.ts';
import { instant, processId, unitId } from '../../workflows/kernel/brand.ts';
import { DefinitionRegistry } from '../engine/definitions.ts';
import { EffectRunner, wait } from '../engine/effect-runner.ts';
import { Engine } from '../engine/engine.ts';
import { MemoryJournal } from '../engine/testing/memory-journal.ts';
import { potDefinition } from '../engine/testing/pot.ts';
import { eventually, input, pot, testTime } from '../engine/testing/workbench.ts';
import { createMetrics } from './metrics.ts';
import { observedDrivers } from './observed-drivers.ts';
import { traceInto, traceTo } from './open-tracing.ts';
import type { OpenTracing } from './open-tracing.ts';

const unit = unitId('CS-01');
const snapshot = { unit, readAt: instant(testTime), live: true, reason: null, readings: {} };
const driver: UnitDriver = {
  unit,
  totalTag: null,
  start: async () => {},
  stop: async () => {},
  snapshot: () => snapshot,
  read: async () => snapshot,
  execute: async () => ({ outcome: 'done', after: snapshot }),
};

describe('traces', () => {
  const exporter = new InMemorySpanExporter();
  let tracing: OpenTracing;
  beforeAll(() => {
    tracing = traceInto(new SimpleSpanProcessor(exporter), { version: '1.2.3', nodeName: 'lab-1' });
  });
  afterEach(() => exporter.reset());
  afterAll(async () => {
    await tracing.stop();
    // Others in this process begin without.
    trace.disable();
    context.disable();
    propagation.disable();
  });

  /** A server in small: a request asks a process, which asks a unit, whose answer goes back to the process. */
  async function house() {
    const journal = new MemoryJournal();
    const log = pino({ level: 'silent' });
    const clock = () => testTime;
    const engine = new Engine({
      journal,
      registry: new DefinitionRegistry([potDefinition()]),
      clock,
      log,
      observer: tracing,
    });
    const drivers = observedDrivers(new Map([[unit, driver]]), createMetrics('0'), () => 0, tracing.commands);
    const command = {
      command: 'start',
      jobId: '',
      lotId: '',
      sampleId: '',
      recipeId: '',
      settings: {},
      params: [],
    } as const;
    const executors = {
      'test.ask': async ({ effect }: { readonly effect: { readonly id: string } }) => {
        await drivers.get(unit)?.execute({ ...command, commandId: effect.id, seq: 7 }, () => {});
        return { type: 'answered', what: 'mass' };
      },
    };
    const runner = new EffectRunner(engine, executors, clock, log, wait, tracing.effects);
    await engine.start('pot', pot, input('start', { type: 'process.start', input: {} }));
    const app = express();
    app.use((req, _res, next) => {
      req.id = 'request-1';
      next();
    });
    app.use(tracing.requests);
    const person = { actor: { kind: 'person', id: 'ann' } } as const;
    app.post('/pots/:id', async (req, res) => {
      res.locals['route'] = '/pots/{id}';
      await engine.submit(pot, input(`by ${req.params.id}`, { type: 'ask', what: 'mass', times: 1 }, person));
      res.status(202).end();
    });
    app.get('/healthz', (_req, res) => void res.end());
    exporter.reset();
    return { app, engine, runner, journal };
  }
  const spanOf = (name: string): ReadableSpan => {
    const span = exporter.getFinishedSpans().find((each) => each.name === name);
    if (!span)
      throw new Error(
        `no span ${name} among ${exporter
          .getFinishedSpans()
          .map((each) => each.name)
          .join(', ')}`,
      );
    return span;
  };
  const parentOf = (name: string) => spanOf(name).parentSpanContext?.spanId;
  const idOf = (name: string) => spanOf(name).spanContext().spanId;

  it('go from the request over process and effect to the PLC, and back, in the trace of who asked', async () => {
    const { app, runner, journal } = await house();
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
    await request(app).post('/pots/4711').set('traceparent', traceparent).expect(202);
    await eventually(() => exporter.getFinishedSpans().length === 5);
    const spans = exporter.getFinishedSpans();
    expect(new Set(spans.map((span) => span.spanContext().traceId))).toEqual(new Set([traceId]));
    expect(parentOf('POST /pots/{id}')).toBe('00f067aa0ba902b7');
    expect(parentOf('input ask')).toBe(idOf('POST /pots/{id}'));
    expect(parentOf('effect test.ask')).toBe(idOf('input ask'));
    expect(parentOf('command start')).toBe(idOf('effect test.ask'));
    expect(parentOf('input answered')).toBe(idOf('effect test.ask'));

    expect(spanOf('POST /pots/{id}').attributes).toEqual({
      'http.request.method': 'POST',
      'http.route': '/pots/{id}',
      'http.response.status_code': 202,
      'quaylab.request': 'request-1',
    });
    expect(spanOf('input ask').attributes).toEqual({
      'quaylab.process': pot,
      'quaylab.input': 'by 4711',
      'quaylab.status': 'accepted',
    });
    expect(spanOf('command start').attributes).toEqual({
      'quaylab.unit': unit,
      'quaylab.effect': 'pot/1#2.0',
      'quaylab.seq': 7,
      'quaylab.outcome': 'done',
    });
    expect(spans[0]?.resource.attributes).toMatchObject({
      'service.name': 'quaylab',
      'service.instance.id': 'lab-1',
    });
    expect(journal.entries.map(({ body }) => body).join('')).not.toContain(traceId);
    await runner.stop();
  });

  it('begin anew with what the plant tells, and with what nobody asks for any more', async () => {
    const { engine, runner } = await house();
    const tracer = trace.getTracer('test');
    const told = { type: 'ask', what: 'mass', times: 0 };
    const over = tracer.startSpan('over');
    over.end();
    await context.with(trace.setSpan(context.active(), over), () =>
      engine.submit(pot, input('late', told, { actor: { kind: 'person', id: 'ann' } })),
    );
    expect(parentOf('input ask')).toBeUndefined();
    exporter.reset();
    const other = tracer.startSpan('other');
    await context.with(trace.setSpan(context.active(), other), () =>
      engine.submit(pot, input('record', told)),
    );
    other.end();
    expect(parentOf('input ask')).toBeUndefined();
    await runner.stop();
  });

  it('tell what was refused or failed, and nothing of health checks', async () => {
    const { app, engine, runner } = await house();
    await request(app).get('/healthz').expect(200);
    await engine.submit(processId('pot/none'), input('x', { type: 'ask', what: 'mass', times: 0 }));
    await eventually(() => exporter.getFinishedSpans().length === 1);
    expect(spanOf('input ask').attributes['quaylab.status']).toBe('refused');
    await runner.stop();
  });

  it('are sent to the collector by OTLP over HTTP, at the latest when the server stops', async () => {
    const taken: string[] = [];
    const collector = createServer((req, res) => {
      let body = '';
      req.on('data', (part: Buffer) => (body += part.toString()));
      req.on('end', () => {
        taken.push(`${req.url} ${body}`);
        res.setHeader('Content-Type', 'application/json').end('{}');
      });
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    const { port } = collector.address() as AddressInfo;
    const sending = traceTo(`http://127.0.0.1:${port}`, { version: '0' });
    sending.received(pot, input('sent', { type: 'ask' })).answered('accepted');
    await sending.stop();
    expect(taken).toEqual([expect.stringMatching(/^\/v1\/traces .*"input ask"/)]);
    collector.closeAllConnections();
    await new Promise((resolve) => collector.close(resolve));
  });

  it('do not keep a server from stopping whose collector does not answer', async () => {
    const processor = new SimpleSpanProcessor(exporter);
    jest.spyOn(processor, 'shutdown').mockReturnValue(new Promise(() => {}));
    const { stop } = traceInto(processor, { version: '0' });
    jest.useFakeTimers();
    const stopped = stop();
    await jest.advanceTimersByTimeAsync(2_000);
    jest.useRealTimers();
    await expect(stopped).resolves.toBeUndefined();
  });
});
