import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

const outDir = fileURLToPath(new URL('../dist/workstation', import.meta.url));

/** Smaller files gain nothing: they fit one packet anyway. */
const smallest = 1024;

/** Compresses once at build time what would otherwise be compressed for each reader. */
const precompressed = (): Plugin => ({
  name: 'precompressed',
  apply: 'build',
  async closeBundle() {
    for (const entry of await readdir(outDir, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(js|css|html|svg|json)$/.test(entry.name)) continue;
      const file = join(entry.parentPath, entry.name);
      const bytes = await readFile(file);
      if (bytes.length < smallest) continue;
      await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
      await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes));
    }
  },
});

/** Where the server listens while the workstation is developed: `npx vite workstation`. */
const server = process.env['QUAYLAB_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    reportCompressedSize: false,
    // Nothing inline: the server's content security policy has no place for `data:` scripts or fonts.
    assetsInlineLimit: 0,
    manifest: true,
    rolldownOptions: {
      // Libraries mark their files "use client" for servers that render React; there is none here.
      onLog: (level, log, report) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
      },
    },
  },
  plugins: [precompressed()],
  server: {
    proxy: Object.fromEntries(
      ['/api/v1', '/customs/v1', '/verify', '/docs', '/public', '/openapi.json', '/healthz', '/readyz'].map((path) => [path, server]),
    ),
  },
});
