import { setTimeout as wait } from 'node:timers/promises';
import type { ClientSession } from 'node-opcua-client';
import type { DriverClock, DriverDeps } from '../driver/deps.ts';
import { handshakeTags, toHandshakeBlock } from '../handshake/handshake-block.ts';
import { namespaceOf, readNamespaces, readTags } from '../opcua/nodes.ts';
import type { NodeTable } from '../opcua/nodes.ts';
import { withTagsOfServer } from '../methods/method-map.ts';
import type { TagMap } from '../tag-map/parse.ts';
import { speaksMethods } from '../tag-map/schema.ts';
import type { UnitConfig } from '../unit-config.ts';
import { certificateFacts, certificateFindings } from './certificate.ts';
import type { CertificateFacts } from './certificate.ts';
import type { Discovery, Offer } from './discovery.ts';
import { fault, isFault, warning } from './finding.ts';
import type { Finding } from './finding.ts';
import { handshakeProspect } from './handshake-prospect.ts';
import type { HandshakeProspect } from './handshake-prospect.ts';
import { clockFindings, heartbeatFindings, judgeHeartbeat } from './liveness-facts.ts';
import type { HeartbeatFacts } from './liveness-facts.ts';
import { lookUpMethods } from './method-facts.ts';
import { judgeMethod, methodFindings } from './method-verdict.ts';
import type { MethodVerdict } from './method-verdict.ts';
import { measureRoundTrip } from './round-trip.ts';
import type { RoundTrip } from './round-trip.ts';
import { readServerFacts } from './server-facts.ts';
import type { ServerFacts } from './server-facts.ts';
import { faultFindings, modeFindings, stateFindings } from './shown-state.ts';
import { lookUpTags, readValues } from './tag-facts.ts';
import type { StatedReading, TagFacts } from './tag-facts.ts';
import { judgeTag } from './tag-verdict.ts';
import type { TagVerdict } from './tag-verdict.ts';
import { subscriptionFindings, trySubscription } from './trial-subscription.ts';
import type { SubscriptionTrial } from './trial-subscription.ts';
import { visit } from './visit.ts';
import type { Visit } from './visit.ts';

/** Everything a check of one unit found. */
export interface UnitCheck {
  readonly unit: string;
  readonly endpoint: string;
  readonly security: UnitConfig['security'];
  readonly checkedAt: string;
  /** No fault was found; there may be warnings. */
  readonly passed: boolean;
  readonly server: ServerFacts & Pick<Discovery, 'applicationUri' | 'offers'> & { readonly namespaces: readonly string[] };
  readonly certificates: { readonly server: CertificateFacts | null; readonly own: CertificateFacts | null };
  readonly tags: readonly TagVerdict[];
  /** Null when the heartbeat tag is missing or cannot be read. */
  readonly heartbeat: HeartbeatFacts | null;
  /** Null where commands are numbers: then the handshake stands for them. */
  readonly methods: readonly MethodVerdict[] | null;
  /** Null when a tag of the handshake is missing or has no good number, and for a unit with methods, which has none. */
  readonly handshake: HandshakeProspect | null;
  /** Null when the heartbeat tag, whose reading is timed, is missing. */
  readonly roundTrip: RoundTrip | null;
  readonly subscription: SubscriptionTrial;
  readonly findings: readonly Finding[];
}

/**
 * Compares a unit's tag map with its PLC, and how the PLC serves with what the driver needs. Reads and subscribes only: nothing is
 * written, so it may be run beside a server that works. Takes some seconds, in which moving values have time to move.
 * Refuses what `visit` refuses; whatever else is wrong becomes a finding.
 */
export async function checkUnit(config: UnitConfig, deps: Pick<DriverDeps, 'clock' | 'pkiFolder'>): Promise<UnitCheck> {
  return visit(config, deps.pkiFolder, (there) => check(config, there, deps.clock));
}

async function check(config: UnitConfig, { session, discovery }: Visit, clock: DriverClock): Promise<UnitCheck> {
  const { unit, endpoint, security } = config;
  const tagMap = withTagsOfServer(config.tagMap);
  const namespaces = await readNamespaces(session);
  const server = { ...(await readServerFacts(session)), applicationUri: discovery.applicationUri, namespaces, offers: discovery.offers };
  const facts = await lookUpTags(session, namespaces, tagMap, unit);
  const { trial, result } = await trySubscription(session, watchedByDriver(facts, tagMap), tagMap.timing, () =>
    readTwice(session, facts, watchMs(tagMap), clock),
  );
  const tags = facts.map((each) => judgeTag(each, result.first.get(each.tag), result.second.get(each.tag)));
  const byTag = new Map(facts.map((each) => [each.tag, each]));
  const heartbeat = judgeHeartbeat(result.first.get(heartbeatTag), result.second.get(heartbeatTag), result.elapsedMs);
  const heartbeatNode = byTag.get(heartbeatTag)?.found?.nodeId;
  const called = speaksMethods(tagMap) ? await lookUpMethods(session, tagMap, unit) : null;
  const methods = called && called.methods.map(judgeMethod);
  const handshake = called ? null : await readHandshake(session, namespaces, byTag, tagMap);
  const roundTrip = heartbeatNode ? await measureRoundTrip(session, heartbeatNode, () => clock.monotonicMs()) : null;
  const at = clock.now();
  const certificates = {
    server: discovery.certificate && certificateFacts(discovery.certificate),
    own: discovery.ownCertificate && certificateFacts(discovery.ownCertificate),
  };
  const secured = security.mode !== 'None';
  const findings = [
    ...namespaceFindings(facts, namespaces),
    ...(secured ? [] : unsecuredFindings(discovery.offers)),
    ...(certificates.server ? certificateFindings('The server’s certificate', certificates.server, secured, Date.parse(at)) : []),
    ...(certificates.own ? certificateFindings('Our certificate', certificates.own, secured, Date.parse(at)) : []),
    ...tags.flatMap((tag) => tag.findings),
    ...heartbeatFindings(heartbeat, trial.notifications, tagMap.timing),
    ...clockFindings(result.second.get('Sts.PlcTime'), result.readAt),
    ...(called && methods
      ? [...methodFindings(called, methods), ...shownFindings(tagMap, result.second)]
      : (handshake?.findings ?? [handshakeUnreadable])),
    ...subscriptionFindings(trial),
  ];
  const passed = !findings.some(isFault);
  return {
    unit, endpoint, security, checkedAt: at, passed, server, certificates, tags, heartbeat, methods, handshake,
    roundTrip, subscription: trial, findings,
  }; // prettier-ignore
}

const handshakeUnreadable = fault('HANDSHAKE_UNREADABLE', 'handshake', 'A tag of the handshake is missing or has no good number.');

const heartbeatTag = 'Sts.PlcHeartbeat';

/** A heartbeat that is not lost has moved in this time, and people see values move. */
const watchMs = ({ timing }: TagMap): number => Math.max(2000, (timing.plcHeartbeatLostAfter + 1) * timing.plcHeartbeatMs);

/** Those the driver subscribes to: all it reads but the ring's records. */
const watchedByDriver = (facts: readonly TagFacts[], map: TagMap): readonly TagFacts[] =>
  facts.filter(({ tag, inRing, spec, found }) => found && !inRing && tag in map.tags && spec.dir !== 'W');

async function readTwice(session: ClientSession, facts: readonly TagFacts[], pauseMs: number, clock: DriverClock) {
  const first = await readValues(session, facts);
  const begun = clock.monotonicMs();
  await wait(pauseMs);
  const second = await readValues(session, facts);
  return { first, second, elapsedMs: clock.monotonicMs() - begun, readAt: clock.now() };
}

/** Reads handshake, mode and interlock word in one request, as the driver does: they only mean something together. */
async function readHandshake(
  session: ClientSession,
  namespaces: readonly string[],
  facts: ReadonlyMap<string, TagFacts>,
  map: TagMap,
): Promise<HandshakeProspect | null> {
  const byTag: NodeTable['byTag'] = new Map(
    [...facts.values()].flatMap(({ tag, spec, found }) => (found ? [[tag, { tag, spec, nodeId: found.nodeId }] as const] : [])),
  );
  const wanted = [...handshakeTags, modeTag];
  if (!wanted.every((tag) => byTag.has(tag))) return null;
  const readings = await readTags(session, { namespaces, byTag }, byTag.has(interlockTag) ? [...wanted, interlockTag] : wanted);
  const block = toHandshakeBlock(readings);
  const mode = readings.get(modeTag)?.value;
  const word = readings.get(interlockTag)?.value;
  if (!block || typeof mode !== 'number') return null;
  return handshakeProspect(map, { block, mode, interlockWord: typeof word === 'number' ? word : null });
}

/** Of a unit with methods, which has no handshake that would tell it; what it does not show is a finding of the tag already. */
function shownFindings(map: TagMap, readings: ReadonlyMap<string, StatedReading>): readonly Finding[] {
  const told = (tag: string, findings: (value: number) => readonly Finding[]): readonly Finding[] => {
    const value = readings.get(tag)?.value;
    return typeof value === 'number' ? findings(value) : [];
  };
  return [
    ...told('Sts.StateCurrent', (state) => stateFindings(map, state, 'methods')),
    ...told(modeTag, (mode) => modeFindings(map, mode, 'methods')),
    ...told('Sts.FaultCode', (code) => faultFindings(code, 'methods')),
  ];
}

const modeTag = 'Sts.UnitModeCurrent';
const interlockTag = 'Sts.IntlkWord';

function namespaceFindings(facts: readonly TagFacts[], namespaces: readonly string[]): Finding[] {
  const lacking = new Set(facts.map(({ node }) => namespaceOf(node)).filter((uri) => !namespaces.includes(uri)));
  return [...lacking].map((uri) => fault('NAMESPACE_MISSING', 'server', `The server has no namespace ${uri}; all its tags are missing.`));
}

function unsecuredFindings(offers: readonly Offer[]): Finding[] {
  if (!offers.some(({ mode }) => mode === 'SignAndEncrypt')) return [];
  return [warning('SECURITY_NONE', 'server', 'The unit is reached without security, though the server offers SignAndEncrypt.')];
}
