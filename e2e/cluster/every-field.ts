/** A Tenant with every opt-in, and with fields of Flux of each sort. It stands still: its repository does not exist. */
export const everyField = {
  apiVersion: 'fluxtenancy.dev/v1alpha1',
  kind: 'Tenant',
  metadata: {
    name: 'team-c',
    annotations: { 'config.kubernetes.io/local-config': 'true' },
  },
  spec: {
    git: {
      url: 'https://git.example.org/team-c',
      interval: '1h',
      timeout: '90s',
      ref: { tag: 'v1.0.0' },
      secretRef: { name: 'team-c-token' },
      verify: { mode: 'HEAD', secretRef: { name: 'team-c-keys' } },
      proxySecretRef: { name: 'proxy' },
      ignore: '/docs\n',
      include: [{ repository: { name: 'other' }, fromPath: 'lib', toPath: 'lib' }],
      sparseCheckout: ['deploy'],
      recurseSubmodules: true,
      suspend: true,
    },
    kustomization: {
      path: './deploy',
      interval: '30m',
      retryInterval: '2m',
      timeout: '5m',
      prune: false,
      wait: true,
      force: false,
      suspend: true,
      deletionPolicy: 'Orphan',
      targetNamespace: 'team-c',
      namePrefix: 'c-',
      nameSuffix: '-1',
      commonMetadata: { labels: { team: 'c' }, annotations: { 'example.org/owner': 'c' } },
      components: ['../ingress'],
      dependsOn: [{ name: 'other', readyExpr: 'dep.status.observedGeneration > 0' }],
      decryption: { provider: 'sops', secretRef: { name: 'team-c-age' } },
      healthChecks: [
        { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'team-c' },
      ],
      healthCheckExprs: [{ apiVersion: 'v1', kind: 'Pod', current: 'status.phase == "Running"' }],
      images: [{ name: 'web', newName: 'example.org/web', newTag: '1.0' }],
      patches: [{ target: { kind: 'Service' }, patch: '- {op: remove, path: /spec/type}' }],
      postBuild: {
        substitute: { region: 'north' },
        substituteFrom: [{ kind: 'ConfigMap', name: 'facts', optional: true }],
      },
    },
    serviceAccount: 'c-reconciler',
    role: 'edit',
    namespaces: [{ name: 'team-c' }, { name: 'owned-by-others', create: false }],
    labels: { team: 'c', 'example.org/cost-centre': '42' },
  },
}

/** The namespace that the Tenant uses and does not make. */
export const foreignNamespace = 'owned-by-others'
