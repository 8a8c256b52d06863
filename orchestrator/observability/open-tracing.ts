import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { SpanProcessor } from '@opentelemetry/sdk-trace-node';
import { createTracing } from './tracing.ts';
import type { Tracing } from './tracing.ts';

export interface OpenTracing extends Tracing {
  /** Sends what is left, for a short while. */
  readonly stop: () => Promise<void>;
}

export interface TracedServer {
  readonly version: string;
  /** What this node is called; absent: nothing is said. */
  readonly nodeName?: string | undefined;
}

/** A collector that is away does not keep a server from stopping for longer, ms. */
const longestFlush = 2_000;

/** Traces sent to a collector by OTLP over HTTP. `OTEL_EXPORTER_OTLP_HEADERS` and `OTEL_TRACES_SAMPLER` count as OpenTelemetry has them. */
export const traceTo = (endpoint: string, server: TracedServer): OpenTracing =>
  traceInto(new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint}/v1/traces` })), server);

/** Registers with the OpenTelemetry API, of which there is one a process. */
export function traceInto(processor: SpanProcessor, { version, nodeName }: TracedServer): OpenTracing {
  const resource = resourceFromAttributes({
    'service.name': 'quaylab',
    'service.version': version,
    ...(nodeName !== undefined && { 'service.instance.id': nodeName }),
  });
  const provider = new NodeTracerProvider({ resource, spanProcessors: [processor] });
  provider.register();
  return {
    ...createTracing(provider.getTracer('quaylab', version)),
    stop: async () => {
      let timer: NodeJS.Timeout | undefined;
      const enough = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, longestFlush);
      });
      // What cannot be sent is lost, as every trace may be.
      await Promise.race([provider.shutdown().catch(() => {}), enough]);
      clearTimeout(timer);
    },
  };
}
