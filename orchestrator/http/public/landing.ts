import { markup, page } from './markup.ts';

const links = [
  ['/', '操作站', 'Workstation', '需登录 · needs a login'],
  ['/docs', '接口文档', 'Interface documentation', '浏览全部接口 · every operation, with schemas'],
  ['/openapi.json', 'OpenAPI 3.1 文件', 'OpenAPI 3.1 document', '供程序读取 · for programs'],
  ['/verify', '证书核验', 'Verify a certificate', '输入证书编号和摘要 · by number and digest'],
  ['/healthz', '运行状态', 'Liveness', '服务是否在运行 · is the server running'],
  ['/readyz', '就绪状态', 'Readiness', '服务是否可用 · is it fit for requests'],
] as const;

/** Instead of the workstation. */
const howToBuild = markup`<p role="note">操作站尚未构建：在安装目录运行 <code>npx vite build workstation</code>。
<span lang="en">The workstation is not built: run <code>npx vite build workstation</code> where this is installed.</span></p>
`;

/**
 * What there is. What is going on in the port is not public: it tells only where to go. `missing`: it stands where the workstation would,
 * and tells how to build it.
 */
export const landingPage = (version: string, { missing = false } = {}): string =>
  page(
    'Quaylab',
    markup`<main>
<header>
<h1>Quaylab</h1>
<p class="lead">散货港口检验采制化协同系统</p>
<p class="lead" lang="en">Inspection and sampling laboratory of a bulk port</p>
</header>
${missing ? howToBuild : null}<nav aria-label="入口 Entrances">
<ul class="cards">
${links.filter(([href]) => !missing || href !== '/').map(
  ([
    href,
    zh,
    en,
    note,
  ]) => markup`<li><a href="${href}"><strong>${zh}</strong> <span lang="en">${en}</span></a><small>${note}</small></li>
`,
)}</ul>
</nav>
<section>
<h2>接口 <span lang="en">Interfaces</span></h2>
<dl>
<dt><code>/api/v1</code></dt><dd>操作站，需登录。 <span lang="en">For the workstation; needs a login.</span></dd>
<dt><code>/customs/v1</code></dt><dd>海关系统，OAuth2 客户端凭证。 <span lang="en">For customs systems; OAuth2 client credentials.</span></dd>
</dl>
</section>
<footer><small>Quaylab ${version}</small></footer>
</main>`,
  );
