import type { Instant, ProcessId, UnitId } from '../../workflows/kernel/brand.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import type { ViewStore } from '../storage/ports.ts';
import { collections } from '../views/projection.ts';
import { commandKey } from '../views/run-trail.ts';
import type { CommandStage, CommandWish } from '../views/run-trail.ts';

/** A command to a unit with its life: wanted by a run, sent, accepted by the PLC, ended. */
export interface LoggedCommand {
  /** The effect that asks for it. */
  readonly id: string;
  readonly unit: UnitId;
  readonly run: ProcessId;
  readonly command: string;
  /** Number the PLC was given; null until it is sent. */
  readonly seq: number | null;
  /** Who or what moved the run to it. */
  readonly by: Actor;
  readonly cause: string;
  readonly reason: string | null;
  readonly status: 'requested' | CommandStage['stage'];
  readonly code: string | null;
  readonly requestedAt: Instant;
  readonly sentAt: Instant | null;
  readonly acceptedAt: Instant | null;
  readonly closedAt: Instant | null;
}

type Views = Pick<ViewStore, 'find' | 'get'>;

/** Stages a command has at most: sent, accepted, ended. */
const stagesOfOne = 3;

/** The commands of a unit, the newest first, at most `limit`, after the one numbered `after`; `next` is the number to go on after. */
export async function commandsOfUnit(
  views: Views,
  unit: UnitId,
  { after, limit }: { readonly after: number | null; readonly limit: number },
): Promise<{ readonly items: readonly LoggedCommand[]; readonly next: number | null }> {
  const stages = await views.find<CommandStage>(collections.unitCommands, {
    index: unit,
    // Behind every stage of the command that was the last of the page before.
    ...(after !== null && { afterKey: `${commandKey(unit, after)}/~` }),
    // One more, to know whether there is a next page.
    limit: (limit + 1) * stagesOfOne,
  });
  const commands = grouped(stages);
  const page = commands.slice(0, limit);
  const items = await Promise.all(
    page.map(async ([id, told]) => {
      const wish = await views.get<CommandWish>(collections.commandWishes, id);
      return wish ? [logged(wish, told)] : [];
    }),
  );
  const next = page.at(-1)?.[1][0]?.seq ?? null;
  return { items: items.flat(), next: commands.length > limit ? next : null };
}

/** The commands of a run, the newest first; also those that were not sent yet. */
export async function commandsOfRun(views: Views, run: ProcessId): Promise<readonly LoggedCommand[]> {
  const wishes = await views.find<CommandWish>(collections.commandWishes, { index: run });
  const stages = new Map(grouped(await views.find<CommandStage>(collections.runCommands, { index: run })));
  return wishes
    .map((wish) => logged(wish, stages.get(wish.id) ?? []))
    .sort((a, b) =>
      a.requestedAt < b.requestedAt
        ? 1
        : a.requestedAt > b.requestedAt
          ? -1
          : (b.seq ?? Infinity) - (a.seq ?? Infinity),
    );
}

/** By command, in the order they are given: its stages. */
function grouped(
  stages: readonly CommandStage[],
): readonly (readonly [id: string, stages: readonly CommandStage[]])[] {
  const byId = new Map<string, CommandStage[]>();
  for (const stage of stages) {
    const known = byId.get(stage.id);
    if (known) known.push(stage);
    else byId.set(stage.id, [stage]);
  }
  return [...byId];
}

/** As it stands; what is wanted may not have been sent yet. */
function logged({ at: requestedAt, ...wish }: CommandWish, stages: readonly CommandStage[]): LoggedCommand {
  const last = stages.at(-1);
  const timeOf = (...wanted: readonly CommandStage['stage'][]) =>
    stages.find(({ stage }) => wanted.includes(stage))?.at ?? null;
  return {
    ...wish,
    seq: last?.seq ?? null,
    status: last?.stage ?? 'requested',
    code: last?.code ?? null,
    requestedAt,
    sentAt: timeOf('sent'),
    acceptedAt: timeOf('accepted'),
    closedAt: timeOf('done', 'failed', 'unknown'),
  };
}
