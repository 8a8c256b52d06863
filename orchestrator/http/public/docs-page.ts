import { markup, page } from './markup.ts';

/** The document to browse: swagger-ui from our own server, started by a file because no inline script runs here. */
export const docsPage = (): string =>
  page(
    'Quaylab API',
    markup`<div id="swagger-ui"></div>
<noscript><p>请启用脚本，或直接读取 <a href="/openapi.json">openapi.json</a>。 <span lang="en">Enable scripts, or read openapi.json.</span></p></noscript>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>`,
    markup`<link rel="stylesheet" href="/docs/swagger-ui.css">`,
  );

/** Starts swagger-ui on the document of this server. No validator: it would call out to the internet. */
export const docsScript = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
`;
