#!/usr/bin/env node
import { Command } from 'commander';
import { addCustomsCommands } from './cli/customs-commands.ts';
import { fail, version } from './cli/frame.ts';
import { addKnowledgeCommands } from './cli/knowledge-commands.ts';
import { addPlantCommands } from './cli/plant-commands.ts';
import { addRecordCommands } from './cli/record-commands.ts';
import { addRunCommands } from './cli/run-commands.ts';

// Whoever reads us may stop reading: `quaylab rules check | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
// What this program writes, data folders and exports alike, is for its own user: 0600 and 0700.
process.umask(0o077);

// Each command loads what it needs when it runs: `audit verify` has no use for the plant's libraries.
const program = new Command('quaylab').description('自动检验取样实验室编排 automated inspection-and-sampling laboratory orchestration').version(version);
for (const add of [addRunCommands, addRecordCommands, addCustomsCommands, addKnowledgeCommands, addPlantCommands]) add(program);

await program.parseAsync().catch(fail);
