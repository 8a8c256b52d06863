// Appends to a journal until it is killed, and says after each commit up to which position it was acknowledged.
// Runs from the build: node append-forever.mjs <journal file>
import { writeSync } from 'node:fs';
import { openEmbeddedJournal } from '../../../dist/orchestrator/storage/embedded/journal.js';

const journal = await openEmbeddedJournal(process.argv[2]);
let { position } = await journal.head();
const batch = (size) =>
  Array.from({ length: size }, () => {
    position += 1;
    const content = {
      process: 'writer',
      seq: position,
      input: { id: `i${position}` },
      effects: [],
      padding: 'x'.repeat(300),
    };
    return {
      process: 'writer',
      seq: position,
      inputId: `i${position}`,
      answers: null,
      effects: 0,
      finished: false,
      body: JSON.stringify(content),
    };
  });
for (let round = 0; ; round += 1) {
  // Small batches are committed on the spot, large ones by the writer's thread; both kinds at once as well.
  const heads = await Promise.all([
    journal.append(batch(1)),
    journal.append(batch(20)),
    journal.append(batch(2)),
  ]);
  writeSync(1, `${heads.flat().at(-1).position}\n`);
}
