# The server and its workers. Nothing of it is written to but the volume and /tmp: run it with a read-only root.
FROM node:20-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
# No package needs a script of its own to be built or run here.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund && rm -rf dist/test

FROM node:20-slim
ENV NODE_ENV=production
WORKDIR /opt/quaylab
COPY --from=build /build/package.json /build/LICENSE ./
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/dist dist
COPY --from=build /build/config config
COPY --from=build /build/orchestrator/http/public/assets orchestrator/http/public/assets
# A folder below the volume, so that a restored one can take its place.
RUN install -d -o node -g node -m 0700 /var/lib/quaylab
VOLUME /var/lib/quaylab
ENV QUAYLAB_SITE=/etc/quaylab/site.yaml QUAYLAB_DATA=/var/lib/quaylab/data QUAYLAB_HOST=0.0.0.0 QUAYLAB_PORT=8080
USER node
EXPOSE 8080
# A site that speaks TLS itself needs another one: https, and the name its certificate has.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.QUAYLAB_PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/orchestrator/cli.js"]
CMD ["serve"]
