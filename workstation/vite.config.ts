import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { defineConfig } from 'vite';
import type { HtmlTagDescriptor, Plugin } from 'vite';

const outDir = fileURLToPath(new URL('../dist/workstation', import.meta.url));

/** Smaller files gain nothing: they fit one packet anyway. */
const smallest = 1024;

/** Compresses once at build time what would otherwise be compressed for each reader. */
const precompressed = (): Plugin => {
  let folder = outDir;
  return {
    name: 'precompressed',
    apply: 'build',
    configResolved: ({ build }) => {
      folder = build.outDir;
    },
    async closeBundle() {
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !/\.(js|css|html|svg|json)$/.test(entry.name)) continue;
        const file = join(entry.parentPath, entry.name);
        const bytes = await readFile(file);
        if (bytes.length < smallest) continue;
        await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
        await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes));
      }
    },
  };
};

/** Names the workstation itself in the page, too: it is asked for with the few lines that begin it, not after them. */
const named = (): Plugin => ({
  name: 'named',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => {
      const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
      const itself = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('/workstation/main.tsx'));
      if (!itself) throw new Error('workstation/main.tsx is not in the bundle');
      const files = new Set<typeof itself>();
      const add = (chunk: typeof itself): void => {
        if (files.has(chunk)) return;
        chunks.filter(({ fileName }) => chunk.imports.includes(fileName)).forEach(add);
        files.add(chunk);
      };
      add(itself);
      const styles = new Set(
        [...files].flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]),
      );
      const link = (rel: string, file: string): HtmlTagDescriptor => ({
        tag: 'link',
        attrs: { rel, crossorigin: true, href: `/${file}` },
        injectTo: 'head',
      });
      const unnamed = (file: string) => !html.includes(file);
      return [
        ...[...files]
          .map(({ fileName }) => fileName)
          .filter(unnamed)
          .map((file) => link('modulepreload', file)),
        ...[...styles].filter(unnamed).map((file) => link('stylesheet', file)),
      ];
    },
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
      // What every screen needs comes in two files, of which the larger stays the same from one release to the next: a browser opens six
      // connections to a server, and would otherwise ask for a dozen crumbs.
      output: {
        codeSplitting: {
          groups: [
            // What begins must not wait for the rest.
            { name: 'begin', test: /vite\/preload-helper|workstation\/app\/screens\.ts/, priority: 1 },
            {
              name: 'libraries',
              test: /node_modules\/(react|react-dom|scheduler|react-router|i18next|openapi-[a-z-]+|@tanstack\/(react-)?query(-core)?)\//,
            },
            {
              name: 'kit',
              test: /workstation\/(api\/|i18n\/(format|language|port-day|problems)\.ts|kit\/(button|command-dialog|dialog|field|live-value|loaded|marks|page|problem-note|table|words)\.|live\/|scanner\/|session\/(?!account-(dialog|words)|password-dialog))/,
            },
          ],
        },
      },
      // Libraries mark their files "use client" for servers that render React; there is none here.
      onLog: (level, log, report) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
      },
    },
  },
  plugins: [named(), precompressed()],
  server: {
    proxy: Object.fromEntries(
      ['/api/v1', '/customs/v1', '/verify', '/docs', '/public', '/openapi.json', '/healthz', '/readyz'].map(
        (path) => [path, server],
      ),
    ),
  },
});
