# docker build -t mpgate .
# docker run --init --stop-timeout 70 -p 8080:8080 -v mpgate-certs:/app/certs -v "$PWD/config:/app/config:ro" mpgate
#
# The admin port listens on the container's own loopback. To reach it from outside, set admin.host to 0.0.0.0 and
# admin.token in config/mpgate.json, then add `-p 127.0.0.1:8081:8081`: it answers at https://localhost:8081, with a
# certificate by the gate's CA.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY config ./config
COPY docs/rules ./docs/rules
# Before VOLUME, so that a new volume starts with this owner and mode.
RUN mkdir certs && chmod 0700 certs && chown 10001:10001 certs
USER 10001:10001
VOLUME ["/app/certs", "/app/config"]
EXPOSE 8080 8081
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.MPGATE_ADMIN_PORT ?? 8081}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/cli.js"]
CMD ["start"]
