import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const teams = 250

/** Kinds that teams have, in turn: one that Flux applies, one that could run a controller, two that concern nobody. */
const objects = [
  `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: NAME
  namespace: TEAM
spec:
  interval: 10m
  serviceAccountName: flux
  chart:
    spec:
      chart: podinfo
      sourceRef:
        kind: HelmRepository
        name: podinfo
`,
  `apiVersion: apps/v1
kind: Deployment
metadata:
  name: NAME
  namespace: TEAM
spec:
  selector:
    matchLabels:
      app: NAME
  template:
    metadata:
      labels:
        app: NAME
    spec:
      containers:
      - name: app
        image: registry.example/TEAM/NAME:v1
        args:
        - --port=8080
`,
  `apiVersion: v1
kind: Service
metadata:
  name: NAME
  namespace: TEAM
spec:
  selector:
    app: NAME
  ports:
  - port: 8080
`,
  `apiVersion: v1
kind: ConfigMap
metadata:
  name: NAME
  namespace: TEAM
data:
${Array.from({ length: 20 }, (_, n) => `  key-${n}: value ${n}`).join('\n')}
`,
]

/** A bootstrap folder, one Kustomization beside it, and the folders of many teams. */
export function repository(): ReadonlyMap<string, string> {
  const cluster = 'clusters/production'
  const demo = (name: string) => readFileSync(join('testdata/demo', cluster, name), 'utf8')
  const files = new Map([
    ['.git/HEAD', ''],
    [
      `${cluster}/flux-system/gotk-components.yaml`,
      readFileSync('testdata/flux/v2.9.3.yaml', 'utf8'),
    ],
    [`${cluster}/flux-system/gotk-sync.yaml`, readFileSync('testdata/flux/gotk-sync.yaml', 'utf8')],
    [`${cluster}/flux-system/kustomization.yaml`, demo('flux-system/kustomization.yaml')],
    [`${cluster}/infrastructure.yaml`, demo('infrastructure.yaml')],
  ])
  for (let team = 0; team < teams; team++) {
    const names = Array.from({ length: 19 }, (_, n) => `app-${n}`)
    names.forEach((name, n) => {
      const text = objects[n % objects.length] ?? ''
      const filled = text.replaceAll('NAME', name).replaceAll('TEAM', `team-${team}`)
      files.set(`apps/team-${team}/${name}.yaml`, filled)
    })
    const resources = names.map((name) => `- ${name}.yaml\n`).join('')
    files.set(`apps/team-${team}/kustomization.yaml`, `resources:\n${resources}`)
  }
  return files
}
