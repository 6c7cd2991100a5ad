# The function as an image for kustomize, kpt and plain container runs: one bundled file on Node.
# Both stages take their base by ARG, so that a mirror or a local image can stand in.
ARG BUILD_IMAGE=node:20-bookworm-slim
ARG RUN_IMAGE=node:20-bookworm-slim

FROM ${BUILD_IMAGE} AS build
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY src src
COPY functions functions
RUN npm run build

FROM ${RUN_IMAGE}
COPY --from=build /source/dist/fluxtenancy.js /flux-tenancy/fluxtenancy.js
USER nobody
# Porch ignores CMD, and kustomize passes no arguments: the whole argument vector stands here.
ENTRYPOINT ["/usr/local/bin/node", "/flux-tenancy/fluxtenancy.js"]
