# flux-tenancy as an image for kustomize, kpt and plain container runs: one executable, the libraries that it links, and nothing
# else: no shell, no package, nothing to write. The bases come by ARG, so that a mirror, a digest or a local image can stand in.
# For amd64 and arm64 (`--platform linux/amd64,linux/arm64`): the compiler makes both on either machine, nothing is emulated.
ARG BUILD_IMAGE=node:20-bookworm-slim
ARG LIBRARY_IMAGE=debian:bookworm-slim

# Of the platform that the image is for; nothing runs in it. First, since buildah keeps the platform of the stage below for what follows.
FROM ${LIBRARY_IMAGE} AS libraries

FROM --platform=${BUILDPLATFORM} ${BUILD_IMAGE} AS build
ARG TARGETARCH
WORKDIR /source
COPY package.json package-lock.json ./
RUN ["npm", "ci", "--ignore-scripts"]
COPY tsconfig.json ./
COPY src src
RUN npm run build:exe -- --arch "${TARGETARCH}"
# `--user nobody` is a name, which a container needs a row for
RUN echo 'nobody:x:65534:65534:nobody:/:/nonexistent' > dist/passwd && echo 'nogroup:x:65534:' > dist/group

FROM scratch
ARG VERSION=development
ARG REVISION
LABEL org.opencontainers.image.title="flux-tenancy" \
      org.opencontainers.image.description="Makes a Flux cluster multi-tenant before anything is applied: a KRM function and a command line." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# the loader is looked for where the platform has it: /lib64 on amd64, /lib on arm64
COPY --from=libraries /usr/lib/*-linux-gnu/ld-linux-*.so.* /lib64/
COPY --from=libraries /usr/lib/*-linux-gnu/ld-linux-*.so.* /usr/lib/*-linux-gnu/libc.so.6 /usr/lib/*-linux-gnu/libm.so.6 \
     /usr/lib/*-linux-gnu/libdl.so.2 /usr/lib/*-linux-gnu/libpthread.so.0 /lib/
COPY --from=build /source/dist/passwd /source/dist/group /etc/
COPY LICENSE /LICENSE
COPY --from=build /source/dist/flux-tenancy.cdx.json /flux-tenancy.cdx.json
COPY --from=build /source/dist/flux-tenancy /flux-tenancy
# a number: Kubernetes verifies `runAsNonRoot` by it
USER 65534:65534
# the whole argument vector: kustomize and kpt pass no arguments, Porch no CMD, and without arguments it is the function
ENTRYPOINT ["/flux-tenancy"]
